"""Passages: words of a page that an editor asks readers about.

In the database a passage is `<a linktype="passage" key="k3x9q2m7aa" question="…">words</a>`, in
several pieces where links or citations stand among its words. Answers belong to its key, never
to the words: whoever changes the words keeps the answers, which then tell that they speak of an
earlier wording.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.rewriters import FIND_ATTRS

from clinic.content.blocks.base import rich_text_words
from clinic.content.citations import rich_texts
from clinic.content.templatetags.ui_tags import icon

PASSAGE = "passage"  # the link type
KEY = re.compile(r"[a-z0-9]{6,20}")
QUESTION_LENGTH = 200

_LINK_TAG = re.compile(r"<a\b([^>]*)>|</a\s*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)


def passage_key(text: Any) -> str | None:
    """`text` if it can be the key of a passage."""
    return text if isinstance(text, str) and KEY.fullmatch(text) else None


class Piece(NamedTuple):
    """A link of a text: where it stands with its tags, and where its words do."""

    attrs: dict[str, str]
    opened: int
    start: int
    end: int
    closed: int


def _pieces(html: str) -> Iterator[Piece]:
    """Each link of `html` that is closed, in the order of closing."""
    opened: list[re.Match[str]] = []
    for tag in _LINK_TAG.finditer(html):
        if tag[1] is not None:
            opened.append(tag)
        elif opened:
            start = opened.pop()
            yield Piece(_attrs(start[1]), start.start(), start.end(), tag.start(), tag.end())


def _attrs(tag: str) -> dict[str, str]:
    """The attributes of a tag, each entity resolved: Wagtail's `extract_attrs` leaves the
    apostrophe's."""
    return {name: unescape(value) for name, value in FIND_ATTRS.findall(tag)}


@dataclass(frozen=True)
class Passage:
    """What an editor asks readers, and about which words.

    `is_shown`: whether the question stands in the text, or only behind its icon. `pieces`: how
    many tags the words are in.
    """

    key: str
    question: str
    words: str
    is_shown: bool = False
    pieces: int = 1

    @property
    def wording(self) -> str:
        """A short hash of the words, by which an answer knows whether they changed since."""
        return hashlib.sha256(self.words.casefold().encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Where on its page the passage stands."""
        return f"#{PASSAGE}_{self.key}"


def passages(*values: Any) -> dict[str, Passage]:
    """The passages of streams and rich texts by their keys, in reading order. A key that was
    copied with its words counts where it stands first. Asks the database nothing."""
    found: dict[str, Passage] = {}
    for value in values:
        for html in rich_texts(value):
            if f'"{PASSAGE}"' in html:
                for passage in _passages_in(html):
                    found.setdefault(passage.key, passage)
    return found


def _passages_in(html: str) -> Iterator[Passage]:
    pieces: dict[str, list[Piece]] = {}
    for piece in _pieces(html):
        key = passage_key(piece.attrs.get("key"))
        if key and piece.attrs.get("linktype") == PASSAGE and piece.attrs.get("question"):
            pieces.setdefault(key, []).append(piece)
    for key, all_pieces in pieces.items():
        parts = _first_run(html, all_pieces)
        words = rich_text_words(html[parts[0].start : parts[-1].end])
        attrs = parts[0].attrs
        yield Passage(key, attrs["question"], words, attrs.get("shown") == "true", len(parts))


def _first_run(html: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces that only links part from each other; the others are a copy."""
    run = pieces[:1]
    for piece in pieces[1:]:
        between = _LINK.sub("", html[run[-1].closed : piece.opened])
        if rich_text_words(between):
            break
        run.append(piece)
    return run


class PassageLinks(LinkHandler):
    """Leaves the key alone; what a page makes of it depends on the page."""

    identifier = PASSAGE

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        key = passage_key(attrs.get("key"))
        return f'<a data-passage="{key}">' if key else "<a>"


class Asked:
    """The passages of one rendering of a page, each with an icon behind its last word.

    `counts` has the number of public answers for each key that has any. The icon is a link to
    a page with question, answers and form; a script may open it in place. It is the same for
    everybody.
    """

    def __init__(self, page_id: int, asked: Mapping[str, Passage], counts: Mapping[str, int]):
        self._page_id = page_id
        self._asked = asked
        self._counts = counts
        self._drawn: set[str] = set()

    def html(self, html: str) -> SafeString:
        """An expanded rich text with its passages marked."""
        return _marked(html, self)

    def take(self, key: str) -> Passage | None:
        """The passage, the first time that a text asks for it."""
        if key in self._drawn:
            return None
        self._drawn.add(key)
        return self._asked.get(key)

    def icon(self, passage: Passage) -> SafeString:
        """The way to the question and its answers."""
        count = self._counts.get(passage.key, 0)
        answers = ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
        label = gettext("A question to readers about these words: %(answers)s") % {
            "answers": answers if count else gettext("no answers yet")
        }
        return format_html(
            '<a class="passage-icon" href="{}" aria-label="{}"{}>{}{}</a>',
            reverse("feedback:passage", args=[self._page_id, passage.key]),
            label,
            mark_safe(' data-shown=""') if passage.is_shown else "",
            icon("ask"),
            self._beside(passage, count),
        )

    def _beside(self, passage: Passage, count: int) -> SafeString:
        number = format_html("<span>{}</span>", count) if count else SafeString()
        if not passage.is_shown:
            return number
        return format_html("<q>{}</q>{}", passage.question, number)


NOTHING_ASKED = Asked(0, {}, {})


def _marked(html: str, asked: Asked) -> SafeString:
    """`html`, each piece of an asked passage a span, its icon behind the last; of others only
    the words."""
    if "data-passage" not in html:
        return mark_safe(html)  # noqa: S308 - expanded by Wagtail
    tags = list(_LINK_TAG.finditer(html))
    keys = list(_keys(tags))
    drawn = {key: passage for key in dict.fromkeys(keys) if key and (passage := asked.take(key))}
    begun: Counter[str] = Counter()
    shown: list[str] = []
    end = 0
    for tag, key in zip(tags, keys, strict=True):
        shown.append(html[end : tag.start()])
        end = tag.end()
        if key is None:
            shown.append(tag[0])
            continue
        is_opening = tag[1] is not None
        begun[key] += is_opening
        if key not in drawn or begun[key] > drawn[key].pieces:
            continue
        if is_opening:
            place = f' id="{PASSAGE}_{key}"' if begun[key] == 1 else ""
            shown.append(f'<span class="passage"{place}>')
        else:
            shown.append("</span>")
            if begun[key] == drawn[key].pieces:
                shown.append(asked.icon(drawn[key]))
    return mark_safe("".join([*shown, html[end:]]))  # noqa: S308 - escaped part by part


def _keys(tags: list[re.Match[str]]) -> Iterator[str | None]:
    """For each tag the key of the passage that it opens or closes; None for another link's."""
    opened: list[str | None] = []
    for tag in tags:
        if tag[1] is not None:
            opened.append(passage_key(_attrs(tag[1]).get("data-passage")))
            yield opened[-1]
        else:
            yield opened.pop() if opened else None
