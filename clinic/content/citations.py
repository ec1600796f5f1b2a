"""Citations: the words of a rich text that a source supports, and the number they show.

In the database a citation is `<a linktype="reference" id="7">words</a>`. On a page it is the
words and a number that leads to the list of references. Numbers follow the order in which
sources are first cited; sources that are listed without being cited come after them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.rewriters import extract_attrs

from clinic.content.blocks.shared_text import with_shared
from clinic.content.blocks.walking import leaves
from clinic.content.references import Reference
from clinic.content.stored_links import REFERENCE, linked_ids, row_id

# Parts the texts that are expanded together; no text that a database took in holds it.
_BETWEEN = "\0"
_LINK_TAG = re.compile(r"<a\b([^>]*)>|</a\s*>", re.IGNORECASE)
_LINK = object()  # on the stack of open tags: a link that is shown


def rich_texts(value: Any) -> Iterator[str]:
    """The database HTML of each rich text in a stream, of a RichText or of a string, in the
    order in which a reader meets them. Asks the database for nothing but shared texts."""
    if isinstance(value, blocks.StreamValue):
        for leaf, raw in leaves(value.stream_block, with_shared(value)):
            if isinstance(leaf, blocks.RichTextBlock) and isinstance(raw, str):
                yield raw
    elif isinstance(value, RichText):
        yield value.source
    elif value:
        yield str(value)


def cited_ids(*values: Any) -> list[int]:
    """The ids of the references that rich texts cite, in order of first use."""
    links = (link for value in values for html in rich_texts(value) for link in linked_ids(html))
    return list(dict.fromkeys(pk for kind, pk in links if kind == REFERENCE))


@dataclass
class Entry:
    """A line of the list of references; `uses` are the ids of the places that cite it."""

    number: int
    reference: Reference
    uses: list[str] = field(default_factory=list)


class Citations:
    """The numbered references of one rendering of a page, and its rich texts.

    Made from what the page shows, in reading order, and the ids of references `listed` by
    hand. Looks up the links of all texts together: as many queries for a hundred blocks as
    for one. It hands out the ids of the citing places while the page is rendered, so each
    rendering takes a new one, and the list of references comes after the texts.
    """

    def __init__(self, *values: Any, listed: Iterable[int] = ()) -> None:
        self._sources = list(dict.fromkeys(text for value in values for text in rich_texts(value)))
        self._ids = list(dict.fromkeys([*cited_ids(*self._sources), *listed]))

    @property
    def reference_ids(self) -> list[int]:
        """The ids of the references that are cited or listed, also of those that are gone."""
        return self._ids

    def look_up_links(self) -> None:
        """Look up what the texts link to now; else it happens when the first text is shown."""
        _ = self._expanded

    @cached_property
    def _expanded(self) -> dict[str, str]:
        together = expand_db_html(_BETWEEN.join(self._sources)).split(_BETWEEN)
        if len(together) != len(self._sources):  # broken markup ran across a border
            together = [expand_db_html(source) for source in self._sources]
        return dict(zip(self._sources, together, strict=True))

    @cached_property
    def _entry_of(self) -> dict[int, Entry]:
        found = Reference.objects.in_bulk(self._ids) if self._ids else {}
        existing = (pk for pk in self._ids if pk in found)
        return {pk: Entry(number, found[pk]) for number, pk in enumerate(existing, start=1)}

    @property
    def entries(self) -> list[Entry]:
        """The references in the order of their numbers."""
        return list(self._entry_of.values())

    def html(self, value: Any) -> SafeString:
        """A rich text as the page shows it, its citations numbered."""
        source = next(rich_texts(value), "")
        expanded = self._expanded.get(source)
        return with_numbers(expand_db_html(source) if expanded is None else expanded, self.number)

    def number(self, reference_id: int) -> str:
        """The number of a reference, with an id that no other use has; nothing for a
        reference that is gone or that the page doesn't list."""
        entry = self._entry_of.get(reference_id)
        if entry is None:
            return ""
        use = f"citation-{entry.number}-{len(entry.uses) + 1}"
        entry.uses.append(use)
        return format_html(
            '<sup class="citation"><a id="{}" href="#reference-{}" aria-label="{}">{}</a></sup>',
            use,
            entry.number,
            gettext("Reference %(number)d") % {"number": entry.number},
            entry.number,
        )


def with_numbers(html: str, number: Callable[[int], str]) -> SafeString:
    """Expanded HTML, each citation replaced by its words and its number, and each link that
    leads nowhere by its words. A number never stands inside another link."""
    shown: list[str] = []
    open_tags: list[object] = []
    waiting: list[int] = []
    end = 0
    for tag in _LINK_TAG.finditer(html):
        shown.append(html[end : tag.start()])
        end = tag.end()
        attributes = tag[1]
        if attributes is not None:
            cited = row_id(extract_attrs(attributes).get("data-reference"))
            if not cited and attributes.strip():
                shown.append(tag[0])
                open_tags.append(_LINK)
            else:
                open_tags.append(cited)
        elif open_tags:
            opened = open_tags.pop()
            if opened is _LINK:
                shown.append(tag[0])
            elif isinstance(opened, int):
                waiting.append(opened)
            if waiting and _LINK not in open_tags:
                _append_numbers(shown, "".join(map(number, waiting)))
                waiting = []
    return mark_safe("".join([*shown, html[end:]]))  # noqa: S308 - expanded by Wagtail


def _append_numbers(shown: list[str], numbers: str) -> None:
    """Put numbers at the end of the words, before the space that a hasty selection took in."""
    if not numbers:
        return
    words = shown[-1].rstrip()
    space = shown[-1][len(words) :]
    shown[-1:] = [words, numbers, space]
