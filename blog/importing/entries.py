"""Finds runs: paragraphs or lists whose entries fit the list of a block."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from blog.importing.document import (
    Element,
    Inline,
    Item,
    List,
    Paragraph,
    Terms,
    cut,
    plain,
)
from blog.importing.html_parts import as_paragraphs
from blog.importing.richtext import RichElement
from blog.importing.terms import split_term

# What the blocks' fields hold.
MAX_TERM = 160
MAX_ITEM = 250
MIN_RUN = 2
NEXT_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+(?=\S)")


@dataclass(frozen=True)
class Entry:
    """One entry of a block's list: what becomes plain words, and the text that goes with it."""

    name: Inline
    text: tuple[RichElement, ...]
    line: int
    sign: str = ""


@dataclass(frozen=True)
class Run:
    """Where entries stand among elements: from `start` up to `end`."""

    start: int
    end: int
    entries: tuple[Entry, ...]


Finder = Callable[[Sequence[Element], int], Run | None]


def first_run(body: Sequence[Element], finders: Sequence[Finder]) -> Run | None:
    """The first run that one of the finders sees before anything but text."""
    for start, element in enumerate(body):
        if not isinstance(element, Paragraph | List | Terms):
            return None
        for finder in finders:
            if run := finder(body, start):
                return run
    return None


def term_paragraphs(body: Sequence[Element], start: int) -> Run | None:
    """Two or more paragraphs that read "Term: explanation"."""
    entries: list[Entry] = []
    for element in body[start:]:
        entry = term_entry(element.text, element.line) if isinstance(element, Paragraph) else None
        if entry is None:
            break
        entries.append(entry)
    return run_of(start, len(entries), entries) if len(entries) >= MIN_RUN else None


def term_items(body: Sequence[Element], start: int) -> Run | None:
    """A bullet list whose entries all read "Term: explanation"."""
    element = body[start]
    if not isinstance(element, List) or element.ordered or len(element.items) < MIN_RUN:
        return None
    return run_of(start, 1, [item_entry(item) for item in element.items])


def marked_terms(body: Sequence[Element], start: int) -> Run | None:
    """A list that was marked up as terms and explanations."""
    element = body[start]
    if not isinstance(element, Terms):
        return None
    entries = [
        Entry(term.term, term.explanation, term.line) if fits(term.term, MAX_TERM) else None
        for term in element.terms
    ]
    return run_of(start, 1, entries)


def numbered_steps(body: Sequence[Element], start: int) -> Run | None:
    """A numbered list: each entry has a term or begins with a short sentence."""
    element = body[start]
    if not isinstance(element, List) or not element.ordered or len(element.items) < MIN_RUN:
        return None
    return run_of(start, 1, [item_entry(item) or sentence_entry(item) for item in element.items], 0)


def bullets(body: Sequence[Element], start: int) -> Run | None:
    """A bullet list of plain entries."""
    element = body[start]
    if not isinstance(element, List) or element.ordered:
        return None
    return run_of(start, 1, [whole_entry(item) for item in element.items], 0)


def without_lists(finder: Finder) -> Finder:
    """The same runs, if no entry's text has a list."""

    def find(body: Sequence[Element], start: int) -> Run | None:
        run = finder(body, start)
        parts = [part for entry in run.entries for part in entry.text] if run else []
        return None if any(isinstance(part, List) for part in parts) else run

    return find


def run_of(start: int, size: int, entries: Sequence[Entry | None], min_text: int = 1) -> Run | None:
    """The run, unless an entry is missing or lacks the text that it needs."""
    complete = tuple(entry for entry in entries if entry and len(entry.text) >= min_text)
    return Run(start, start + size, complete) if len(complete) == len(entries) else None


def term_entry(text: Inline, line: int, lists: tuple[List, ...] = ()) -> Entry | None:
    parts = split_term(text)
    if parts is None or not fits(parts.term, MAX_TERM):
        return None
    return Entry(parts.term, (Paragraph(parts.explanation, line), *lists), line, parts.sign)


def item_entry(item: Item) -> Entry | None:
    if not item.term:
        return term_entry(item.text, item.line, item.lists)
    text = (Paragraph(item.text, item.line),) if item.text else ()
    return Entry(item.term, (*text, *item.lists), item.line) if fits(item.term, MAX_TERM) else None


def sentence_entry(item: Item) -> Entry | None:
    """The first sentence is the name, the others are the text."""
    words = plain(item.text)
    end = NEXT_SENTENCE.search(words)
    name = cut(item.text, 0, end.start() if end else len(words))
    rest = cut(item.text, end.end()) if end else ()
    text = (Paragraph(rest, item.line),) if rest else ()
    return Entry(name, (*text, *item.lists), item.line) if fits(name, MAX_TERM) else None


def whole_entry(item: Item) -> Entry | None:
    text = item.term or item.text
    alone = not item.lists and not (item.term and item.text)
    return Entry(text, (), item.line) if alone and fits(text, MAX_ITEM) else None


def fits(text: Inline, limit: int) -> bool:
    """Whether plain words say the same: 10³ without its mark-up would say 103."""
    return 0 < len(plain(text)) <= limit and not any(span.script for span in text)


def rich(elements: Sequence[Element]) -> list[RichElement]:
    """Elements as a rich text holds them."""
    return [part for element in elements for part in as_paragraphs(element)]
