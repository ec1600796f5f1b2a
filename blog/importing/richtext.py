"""Writes text the way Wagtail's editor stores it: whitelisted tags only, all else escaped."""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from blog.importing.document import BREAK, Inline, Item, List, Paragraph, Span, join

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"`\\]")

RichElement = Paragraph | List


def safe_address(href: str) -> str:
    """The address if a page may link to it, otherwise an empty string."""
    href = href.strip()
    if UNSAFE_IN_ADDRESS.search(href):
        return ""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    if parts.scheme in ("http", "https"):
        return href if host else ""
    return href if parts.path else ""


def rich_text(elements: Iterable[RichElement]) -> str:
    """Paragraphs and lists as a rich text."""
    return "".join(
        list_html(element) if isinstance(element, List) else f"<p>{inline_html(element.text)}</p>"
        for element in elements
    )


def list_html(element: List) -> str:
    tag = "ol" if element.ordered else "ul"
    items = "".join(
        f"<li>{inline_html(item_text(item))}{''.join(map(list_html, item.lists))}</li>"
        for item in element.items
    )
    return f"<{tag}>{items}</{tag}>"


def item_text(item: Item) -> Inline:
    """An item's words, its term in bold on a line of its own."""
    term = tuple(Span(span.text, True, span.italic, span.script, span.href) for span in item.term)
    return join([term, item.text])


def inline_html(text: Inline) -> str:
    """Spans as tags: links outside, then bold, italic, raised or lowered."""
    return "".join(
        f'<a href="{escape(href)}">{styled(spans)}</a>' if href else styled(spans)
        for href, spans in groupby(text, key=lambda span: span.href)
    )


def styled(spans: Iterable[Span]) -> str:
    html = ""
    for bold, bold_spans in groupby(spans, key=lambda span: span.bold):
        inner = ""
        for italic, italic_spans in groupby(bold_spans, key=lambda span: span.italic):
            words = "".join(map(scripted, italic_spans))
            inner += f"<i>{words}</i>" if italic else words
        html += f"<b>{inner}</b>" if bold else inner
    return html


def scripted(span: Span) -> str:
    words = escape(span.text, quote=False).replace(BREAK, "<br/>")
    return f"<{span.script}>{words}</{span.script}>" if span.script else words
