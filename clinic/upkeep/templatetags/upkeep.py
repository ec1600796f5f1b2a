"""A dictionary's value for a key that a template works out."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(values: Mapping[Any, Any], key: Any) -> Any:
    """The value of `key`, None without one."""
    return values.get(key)
