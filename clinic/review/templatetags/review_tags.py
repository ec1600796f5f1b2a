"""What the templates of the review need."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from clinic.review.differences import differences
from clinic.review.people import person_address
from clinic.review.sign_offs import SignOff

register = template.Library()


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    """The value of a key that a variable holds."""
    return mapping.get(key, "")


@register.simple_tag
def review_style() -> SafeString:
    """The stylesheets of the review's pages in the admin."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        [(static("css/differences.css"),), (static("css/admin/review.css"),)],
    )


@register.simple_tag
def person_link(sign_off: SignOff) -> SafeString | str:
    """The name that a sign-off carries, as a link to the person's page while there is one."""
    person = sign_off.person
    if person is None:
        return sign_off.name
    return format_html('<a href="{}">{}</a>', person_address(person), sign_off.name)


@register.inclusion_tag("review/partials/differences.html", takes_context=True)
def page_differences(context: template.Context, before: Page | None, after: Page) -> dict[str, Any]:
    """Both states of a page, part by part."""
    return {"changes": differences(before, after), "before": before, "after": after}
