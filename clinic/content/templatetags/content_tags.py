"""What templates need to show the texts of a page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail import hooks

from clinic.content.citations import Citations

register = template.Library()


@register.simple_tag(takes_context=True)
def cited(context: template.Context, value: Any) -> SafeString:
    """A rich text, its citations numbered where the page gives its `citations`; elsewhere (a
    preview of a block, an excerpt) the words stand alone.

    Each app that marks words of its own shows them by a hook "show_rich_text", which is given
    the HTML and the context and answers with HTML."""
    html = (context.get("citations") or Citations()).html(value)
    for show in hooks.get_hooks("show_rich_text"):
        html = show(html, context)
    return html
