"""What of the search other templates show."""

from typing import Any

from django import template
from wagtail.models import Page

from search.results import unasked

register = template.Library()


@register.inclusion_tag("search/partials/result.html")
def search_result(page: Page) -> dict[str, Any]:
    """A page, saved or not, as this site's search would show it."""
    return {"result": unasked(page)}
