"""Headings, pictures, and what search engines show."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.writing.findings import Finding
from clinic.writing.text import PageText, Place
from clinic.writing.wording import Wording

_FILE_NAME = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$|_|^(?:img|dsc|image)\s*\d+$", re.I)
_SHORTEST_DESCRIPTION = 40  # letters


def heading_order(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A lower heading before any main one, or a heading with nothing below it."""
    above = 1
    for number, heading in enumerate(page.headings):
        if heading.level > above + 1:
            yield Finding(
                heading.place,
                _("A lower heading needs a main heading above it."),
                words=heading.place.heading,
            )
        above = heading.level
        below = page.headings[number + 1] if number + 1 < len(page.headings) else None
        if not heading.filled and not (below and below.level > heading.level):
            yield Finding(
                heading.place,
                _("Nothing stands below this heading."),
                words=heading.place.heading,
            )


def picture(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """A picture that is neither described nor decorative, or described by its file's name."""
    for each in page.pictures:
        alt_text = each.alt_text.strip()
        if not alt_text and not each.decorative:
            yield Finding(each.place, _("Say what the picture shows, or mark it as decorative."))
        elif alt_text and _FILE_NAME.search(alt_text):
            yield Finding(
                each.place, _("Say what the picture shows, not its file's name."), words=alt_text
            )


def title_length(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    if len(page.search_title) > target:
        message = _("Search engines cut a title after about %(letters)d letters.")
        yield Finding(
            Place(field="seo_title"), str(message) % {"letters": target}, words=page.search_title
        )


def description_length(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    description = page.description.strip()
    if len(description) > target:
        message = _("Search engines cut a description after about %(letters)d letters.")
        yield Finding(
            Place(field="search_description"),
            str(message) % {"letters": target},
            words=description,
        )
    elif len(description) < _SHORTEST_DESCRIPTION:
        yield Finding(
            Place(field="search_description"),
            _("Say in a sentence or two what a reader finds here."),
            words=description,
        )
