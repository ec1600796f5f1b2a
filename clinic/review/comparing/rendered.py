"""A rendered part of a page as it can stand beside another rendering of the same part, and the
words that a reader would meet in it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
_VOID |= {"wbr"}
_IN_A_LINE = {"a", "abbr", "b", "cite", "code", "del", "em", "i", "img", "ins", "mark", "picture"}
_IN_A_LINE |= {"q", "s", "small", "source", "span", "strong", "sub", "sup", "time", "u", "wbr"}
_CELLS = {"td", "th"}
_UNREAD = {"script", "style", "svg", "template"}
_HEADING = re.compile(r"h[1-6]")
_HEADING_TAG = re.compile(r"<h([1-6])\b")
_REFERENCE = re.compile(r"#reference-(\d+)")

# The part's own headings stand below the one that names the part, an h3.
_HIGHEST = 4

_EMPTY = SafeString("")


@dataclass(frozen=True)
class Rendering:
    """What a reader sees, and its words, one paragraph, list item or table row a line."""

    html: SafeString = _EMPTY
    lines: list[str] = field(default_factory=list)


def rendering(html: str, sources: Mapping[int, str]) -> Rendering:
    """`html` of a template without what may be only once on a page (ids, links to them, named
    regions), its headings lowered. Its words tell pictures by their alternative text, links by
    their address and citations by their source: `sources` names them by their numbers."""
    levels = [int(level) for level in _HEADING_TAG.findall(html)]
    reader = _Reader(sources, lower_by=_HIGHEST - min(levels, default=_HIGHEST))
    reader.feed(html)
    reader.close()
    return reader.result()


@dataclass
class _Open:
    """An element that is not closed yet."""

    tag: str
    closing: str
    words_after: str
    is_unread: bool


class _Reader(HTMLParser):
    """Writes what it reads again, balanced, and keeps the words."""

    def __init__(self, sources: Mapping[int, str], lower_by: int) -> None:
        super().__init__(convert_charrefs=False)
        self.sources = sources
        self.lower_by = lower_by
        self.shown: list[str] = []
        self.lines: list[str] = []
        self.line: list[str] = []
        self.open: list[_Open] = []
        self.open_tags: Counter[str] = Counter()
        self.unread = 0  # how many open elements hide their words

    def result(self) -> Rendering:
        while self.open:
            self._close()
        self._end_line("")
        html = "".join(self.shown).strip()
        return Rendering(mark_safe(html), self.lines)  # noqa: S308 - what templates wrote

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        address = attributes.get("href") or ""
        shown_tag, words_after, is_citation = tag, "", False
        self._end_line(tag)
        if tag == "a" and (address.startswith("#") or not address):
            shown_tag, attributes = "span", {}
            if cited := _REFERENCE.fullmatch(address):
                is_citation = True
                self._say(f" [{self.sources.get(int(cited[1]), cited[1])}]")
        elif tag == "a":
            words_after = " " + gettext("[link: %(address)s]") % {"address": address}
        elif tag == "img":
            alt = attributes.get("alt") or ""
            told = gettext("[picture: %(text)s]") % {"text": alt} if alt else gettext("[picture]")
            self._say(f" {told} ")
        elif _HEADING.fullmatch(tag):
            shown_tag = f"h{min(6, int(tag[1]) + self.lower_by)}"
        self.shown.append(f"<{shown_tag}{_written(attributes)}>")
        if tag not in _VOID:
            is_unread = is_citation or tag in _UNREAD or attributes.get("aria-hidden") == "true"
            self.open.append(_Open(tag, f"</{shown_tag}>", words_after, is_unread))
            self.open_tags[tag] += 1
            self.unread += is_unread

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open_tags[tag]:
            while self._close() != tag:
                pass

    def _close(self) -> str:
        element = self.open.pop()
        self.open_tags[element.tag] -= 1
        self.unread -= element.is_unread
        self.shown.append(element.closing)
        self._say(element.words_after)
        self._end_line(element.tag)
        return element.tag

    def handle_data(self, data: str) -> None:
        self.shown.append(data)
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        self._handle_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._handle_reference(f"&#{name};")

    def _handle_reference(self, reference: str) -> None:
        self.shown.append(reference)
        self._say(unescape(reference))

    def _say(self, words: str) -> None:
        if not self.unread:
            self.line.append(words)

    def _end_line(self, tag: str) -> None:
        if tag in _IN_A_LINE:
            return
        if tag in _CELLS:
            self.line.append(" | ")
            return
        words = " ".join("".join(self.line).split())
        if words := re.sub(r"\|( \|)+", "|", words).strip("| "):
            self.lines.append(words)
        self.line = []


def _written(attributes: dict[str, str | None]) -> str:
    """The attributes of a tag, without those that a second rendering must not repeat."""
    left_out = {"id"}
    if attributes.get("role") == "region":
        left_out |= {"role", "aria-label"}
    return "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if name not in left_out
    )
