"""The neutral form of an article: what every format is read into.

Text is a sequence of spans. Inside a span a hard line break is `BREAK`; any other
white space is only a space.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

BREAK = "\u2028"  # Unicode's own line separator

MAX_TITLE = 255  # what Wagtail's pages hold
MAX_DEPTH = 4  # how deep Wagtail's editor nests lists

# Any letter, digit or sign counts: a lost "<" or "%" matters as much as a lost word.
TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+(?:[’'\-.,/]\w+)*")
SOFT_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True)
class Span:
    """Words that look the same and lead to the same place."""

    text: str
    bold: bool = False
    italic: bool = False
    script: str = ""  # "sup", "sub" or neither
    href: str = ""

    @property
    def style(self) -> tuple[bool, bool, str, str]:
        return self.bold, self.italic, self.script, self.href


Inline = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    text: Inline
    line: int
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: Inline
    line: int


@dataclass(frozen=True)
class Item:
    """An entry of a list; `term` is what a heading inside it says."""

    text: Inline
    line: int
    term: Inline = ()
    lists: tuple["List", ...] = ()


@dataclass(frozen=True)
class List:
    items: tuple[Item, ...]
    line: int
    ordered: bool = False


@dataclass(frozen=True)
class Term:
    """A term and its explanation, in the order in which they were written."""

    term: Inline
    explanation: tuple["Paragraph | List", ...]
    line: int


@dataclass(frozen=True)
class Terms:
    """A list that was marked up as terms and explanations."""

    terms: tuple[Term, ...]
    line: int


@dataclass(frozen=True)
class Quote:
    paragraphs: tuple[Inline, ...]
    line: int
    attribution: Inline = ()
    source: str = ""


@dataclass(frozen=True)
class Table:
    headings: tuple[Inline, ...]  # none, or one for each column
    rows: tuple[tuple[Inline, ...], ...]
    line: int
    caption: Inline = ()
    note: Inline = ()


Element = Heading | Paragraph | List | Terms | Quote | Table


@dataclass(frozen=True)
class LeftOut:
    """Something that stays behind. Its words count if a reader of the source sees them."""

    line: int
    what: str
    text: str = ""
    counts: bool = True


@dataclass(frozen=True)
class Note:
    """Something that changed its form, not its words."""

    line: int
    text: str


@dataclass
class Document:
    """An article as it was read, with everything that was not taken over."""

    title: str = ""
    title_line: int = 1
    elements: list[Element] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # Signs that became structure: bullets, numbers, the colon after a term.
    signs: Counter[str] = field(default_factory=Counter)
    # All that a reader of the source sees, for the comparison afterwards.
    source_text: str = ""
    # Plain text has headings, but no levels.
    has_levels: bool = True


def tokens(text: str) -> list[str]:
    """The words and signs of a text, which are compared before and after."""
    return TOKEN.findall(text)


def count_words(text: str) -> int:
    """How many words a person would count."""
    return len(WORD.findall(text))


def plain(text: Inline, line_break: str = " ") -> str:
    """The words alone."""
    return "".join(span.text for span in text).replace(BREAK, line_break)


def tidy(spans: Iterable[Span]) -> Inline:
    """Merge equal neighbours, make white space single, trim both ends."""
    tidied: list[Span] = []
    before = BREAK
    for span in merged(spans):
        text = single_breaks(SOFT_SPACE.sub(" ", span.text))
        if before.isspace():
            # A space at the end of one span and at the start of the next is one space.
            text = text.lstrip(" ") if before != BREAK else text.lstrip()
        if text:
            tidied.append(replace(span, text=text))
            before = text[-1]
    while tidied and not (text := tidied[-1].text.rstrip()):
        tidied.pop()
    if tidied:
        tidied[-1] = replace(tidied[-1], text=text)
    return merged(with_loose_spaces(tidied)) if len(tidied) > 1 else tuple(tidied)


def merged(spans: Iterable[Span]) -> Inline:
    """Neighbours of one style as one span, none without text."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].style == span.style:
            found[-1] = replace(found[-1], text=found[-1].text + span.text)
        elif span.text:
            found.append(span)
    return tuple(found)


def with_loose_spaces(spans: list[Span]) -> Iterator[Span]:
    """A space at the end of a span looks as both its neighbours do, as in Wagtail's editor."""
    for span, following in pairwise(spans):
        words = span.text.removesuffix(" ")
        yield replace(span, text=words)
        if words != span.text:
            yield Span(
                " ",
                span.bold and following.bold,
                span.italic and following.italic,
                span.script if span.script == following.script else "",
                span.href if span.href == following.href else "",
            )
    yield spans[-1]


def single_breaks(text: str) -> str:
    """Breaks without white space around them, and never two in a row."""
    first, *others = text.split(BREAK)
    if not others:
        return text
    middle = [line for line in map(str.strip, others[:-1]) if line]
    return BREAK.join([first.rstrip(), *middle, others[-1].lstrip()])


def cut(text: Inline, start: int, end: int | None = None) -> Inline:
    """The part of a text between two positions in its plain form."""
    parts: list[Span] = []
    position = 0
    for span in text:
        size = len(span.text)
        here = span.text[max(0, start - position) : None if end is None else max(0, end - position)]
        if here:
            parts.append(replace(span, text=here))
        position += size
    return tidy(parts)


def join(parts: Iterable[Inline], separator: str = BREAK) -> Inline:
    """Several texts as one."""
    spans: list[Span] = []
    for part in parts:
        if part and spans:
            spans.append(Span(separator))
        spans.extend(part)
    return tidy(spans)
