"""What templates need to draw a page: icons, pictures and the page's other languages."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import segno
from django import template
from django.core.paginator import Page as Slice
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture
from wagtail.images.shortcuts import get_rendition_or_not_found, get_renditions_or_not_found
from wagtail.models import Page, Site

from clinic.content.listing import open_to_all

register = template.Library()

# Drawn on a grid of 24 by 24 with a stroke of 1.75 units.
ICONS = {
    "arrow": "M4.5 12h14.5M13 6l6 6-6 6",
    "ask": "M4.5 5.5h15v10.5H12l-4.5 4v-4h-3zM9.9 9.2a2.1 2.1 0 113 1.9c-.6.3-.9.6-.9"
    " 1.2M12 14h.01",
    "benefit": "M12 20v-9M12 13c0-4 2.7-6.6 8-7-.2 5-3 7.5-8 7zM12 15.5c0-3-2.3-5-7-5.3"
    " .2 3.9 2.7 5.6 7 5.3z",
    "call": "M8.5 4.5l1.7 4.2-2.1 1.6c1.1 2.5 3 4.4 5.6 5.6l1.6-2.1 4.2"
    " 1.7v3c0 .8-.7 1.4-1.5 1.4C10.8 19.3 4.7 13.2 4.1 6c0-.8.6-1.5 1.4-1.5z",
    "clock": "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6L6 18",
    "comments": "M4.5 5h15v11H11l-4.5 4v-4h-2zM8.5 9h7M8.5 12.3h4.5",
    "contents": "M4.5 6.5h.01M9 6.5h10.5M4.5 12h.01M9 12h10.5M4.5 17.5h.01M9 17.5h10.5",
    "document": "M13.5 3.5H7A1.5 1.5 0 005.5 5v14A1.5 1.5 0 007 20.5h10a1.5 1.5 0"
    " 001.5-1.5V8.5zM13.5 3.5v5h5M9 13h6M9 16.5h6",
    "down": "M12 4.5V19M6 13l6 6 6-6",
    "emergency": "M8.4 3.5h7.2l4.9 4.9v7.2l-4.9 4.9H8.4l-4.9-4.9V8.4zM12 7.5v5.5M12 16.3h.01",
    "end": "M12 5.5c3.5 2.8 3.5 10.2 0 13-3.5-2.8-3.5-10.2 0-13zM3 12h4.5M16.5 12H21",
    "important": "M12 4L21 19.5H3zM12 10v4.5M12 17h.01",
    "information": "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM12 11v5.5M12 7.7h.01",
    "lock": "M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 017 0v3",
    "mail": "M4 6h16v12H4zM4 7l8 6.5L20 7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "pin": "M9 4h6l-.7 6 2.7 3H7l2.7-3zM12 13v7",
    "play": "M8 5l11 7-11 7z",
    "question": "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM9.6 9.6a2.5 2.5 0 114"
    " 2c-.9.6-1.6 1.1-1.6 2.1M12 16.7h.01",
    "reply": "M9.5 6l-5 5 5 5M4.5 11h9a6 6 0 016 6v1.5",
    "review-pending": "M12 3.5l2.2 1.6 2.7-.1.8 2.6 2.2 1.6-.9 2.6.9 2.6-2.2"
    " 1.6-.8 2.6-2.7-.1L12 20.5l-2.2-1.6-2.7.1-.8-2.6-2.2-1.6.9-2.6-.9-2.6 2.2-1.6.8-2.6"
    " 2.7.1zM8.7 11.8h.01M12 11.8h.01M15.3 11.8h.01",
    "review-signed": "M12 3.5l2.2 1.6 2.7-.1.8 2.6 2.2 1.6-.9 2.6.9 2.6-2.2"
    " 1.6-.8 2.6-2.7-.1L12 20.5l-2.2-1.6-2.7.1-.8-2.6-2.2-1.6.9-2.6-.9-2.6 2.2-1.6.8-2.6"
    " 2.7.1zM8.6 12.1l2.4 2.3 4.5-4.7",
    "search": "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.3 15.3L20 20",
    "star": "M12 3.8l2.6 5.3 5.8.8-4.2 4.1 1 5.8L12 17l-5.2 2.8 1-5.8L3.6 9.9l5.8-.8z",
    "up": "M12 19.5V5M6 11l6-6 6 6",
}

# Widths in pixels: a phone, a column of text or a phone's sharp screen, a sharp wide one.
WIDTHS = (480, 960, 1440)
FORMATS = ("avif", "webp", "jpeg")


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """One of the drawings above, silent to screen readers: words stand beside it."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="24" height="24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        f"icon {css_class}".strip(),
        ICONS[name],
    )


class _Picture(Picture):
    """A picture whose small original is offered once, not once for each larger width."""

    @classmethod
    def get_width_srcset(cls, renditions_list: list[AbstractRendition]) -> str:
        by_width = {rendition.width: rendition for rendition in renditions_list}
        return super().get_width_srcset(list(by_width.values()))


@lru_cache
def _filters(*sizes: str) -> list[Filter]:
    """Each size in each format. Kept, as Wagtail takes longer to read a filter than to use it."""
    return [Filter(f"{size}|format-{format_}") for format_ in FORMATS for size in sizes]


def _picture(image: AbstractImage, sizes: list[str], attrs: dict[str, Any]) -> SafeString:
    picture = _Picture(get_renditions_or_not_found(image, _filters(*sizes)), attrs)
    return mark_safe(picture.__html__())  # noqa: S308 - Wagtail escapes its attributes


@register.simple_tag
def responsive_picture(image: AbstractImage, sizes: str, lazy: bool = True) -> SafeString:
    """`image` as AVIF, WebP and JPEG in several widths; `sizes` says how wide the page shows
    it. Lazy unless it is the first thing that a reader sees."""
    loading = {"loading": "lazy"} if lazy else {"fetchpriority": "high"}
    return _picture(
        image,
        [f"width-{width}" for width in WIDTHS],
        {"sizes": sizes, "decoding": "async", **loading},
    )


@register.simple_tag
def small_picture(image: AbstractImage, width: int, height: int) -> SafeString:
    """`image` cropped to that many pixels, and to twice as many for sharp screens. Its
    alternative text is empty: it accompanies a name or a title that says the same."""
    return _picture(
        image,
        [f"fill-{width}x{height}", f"fill-{2 * width}x{2 * height}"],
        {"sizes": f"{width}px", "alt": "", "loading": "lazy", "decoding": "async"},
    )


@register.simple_tag(takes_context=True)
def social_picture(context: template.Context, image: AbstractImage) -> str:
    """The full address of `image` as other sites show it beside a link to the page."""
    url = get_rendition_or_not_found(image, "fill-1200x630|format-jpeg").url
    return context["request"].build_absolute_uri(url)


@register.simple_tag
@lru_cache(maxsize=1000)
def qr_code(address: str) -> SafeString:
    """`address` as a drawing that a telephone's camera reads (ISO/IEC 18004), for paper."""
    drawing = segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True)
    return mark_safe(drawing)  # noqa: S308 - made of numbers alone


@register.filter
def has_block(body: StreamValue, name: str) -> bool:
    """Whether a block of this name stands in `body`, without making any of its blocks."""
    return any(block["type"] == name for block in body.raw_data)


@register.filter
def full_stop(text: str) -> str:
    """`text` with a full stop, unless it has one or another sign that ends a sentence."""
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


@register.filter
def page_numbers(slice_: Slice) -> Iterable[int | str]:
    """The numbers that a pagination shows: both ends, the neighbours, gaps between."""
    return slice_.paginator.get_elided_page_range(slice_.number, on_each_side=1, on_ends=1)


@register.filter
def host(address: str) -> str:
    """The part of an address by which a reader knows the site."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def telephone_address(number: str) -> str:
    """`number` as something that a telephone can dial (RFC 3966)."""
    return "tel:" + re.sub(r"[^\d+]", "", number)


@register.simple_tag(takes_context=True)
def alternates(context: template.Context, page: Page | None) -> list[tuple[str, str]]:
    """(language code, address) of `page` and its public translations; nothing for a page in
    one language, or one that was never saved."""
    # Wagtail keeps the root paths at hand: a site in one language costs no query here.
    languages = {root.language_code for root in Site.get_site_root_paths()}
    if page is None or page.pk is None or len(languages) < 2:
        return []
    request = context.get("request")
    translations = context.get("translations")
    if translations is None:
        same_text = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        translations = list(open_to_all(same_text).select_related("locale"))
    if not translations:
        return []
    return [
        (each.locale.language_code, each.get_full_url(request)) for each in [page, *translations]
    ]
