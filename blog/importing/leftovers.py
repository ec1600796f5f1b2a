"""Finds what a copied web page drags along: its table of contents and its comment form.

Both are recognised by their lines alone, so one rule serves every format.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from blog.importing.document import (
    BREAK,
    Document,
    Element,
    Heading,
    Inline,
    Item,
    LeftOut,
    List,
    Paragraph,
    cut,
    join,
    plain,
)

CONTENTS = "table of contents"
COMMENTS = "comment form"

# Lines that only a comment form has. Three different ones in a row make a form.
FORM_LINES = [
    re.compile(pattern)
    for pattern in (
        r"\d+([.,]\d+)?( \d+)? votes?",
        r"article rating",
        r"notify of( new .*)?",
        r"\d+ comments?",
        r"(newest |oldest )?most voted",
        r"inline feedbacks?",
        r"view all comments",
        r"would love your thoughts, please comment\.? ?x?",
        r"be the first to comment!?",
        r"new (follow-up comments|replies to my comments)",
        r"leave a (reply|comment)( cancel reply)?",
        r"your email address will not be published\.?( required fields are marked \*)?",
        r"required fields are marked \*",
        r"save my name, email,? and website in this browser for the next time i comment\.?",
        r"post comment",
        r"cancel reply",
        r"this site uses akismet to reduce spam\..*",
    )
]
# Lines that belong to a form only where they stand inside or below one.
FORM_CRUMBS = re.compile(
    r"subscribe|login|log in|connect with|guest|oldest|newest|comment ?\*?|name ?\*?|email ?\*?"
    r"|website|label|agree|disagree|i allow to create an account|[\d\W]{1,4}|x|\{\}|\[\+\]|δ"
)

SURE_CONTENTS = re.compile(r"(table of contents|toc)( (hide|show|toggle))?")
# These may be an article's own words, unless its headings follow.
MAYBE_CONTENTS = re.compile(
    r"(page |article )?contents( (hide|show|toggle))?|(in|on) this (article|page|post)"
    r"|jump to( section)?|quick links"
)
LEADING_MARK = re.compile(r"^(\W+|\d+([.)]\d*)*\s+)+")


def folded(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(":")


def entry(line: str) -> str:
    """A line without its bullet or number: what a contents line and its heading share."""
    return LEADING_MARK.sub("", folded(line)).rstrip(" .")


def leftovers(lines: Sequence[str]) -> dict[int, str]:
    """What each leftover line was part of, by the line's position."""
    return {**contents_lines(lines), **form_lines(lines)}


def contents_lines(lines: Sequence[str]) -> dict[int, str]:
    """The line that announces a table of contents, and the headings it lists.

    A line is one of those if it comes again later and at least one of its neighbours does.
    """
    entries = [entry(line) for line in lines]
    last_seen = {text: position for position, text in enumerate(entries)}
    found: dict[int, str] = {}
    for position, line in enumerate(lines):
        if position in found:
            continue
        sure = SURE_CONTENTS.fullmatch(folded(line))
        if not sure and not MAYBE_CONTENTS.fullmatch(folded(line)):
            continue
        end = position + 1
        while end < len(lines) and entries[end] and last_seen[entries[end]] > end:
            end += 1
        listed = range(position + 1, end) if end - position > 2 else range(0)
        if sure or listed:
            found |= dict.fromkeys([position, *listed], CONTENTS)
    return found


def form_lines(lines: Sequence[str]) -> dict[int, str]:
    """The lines of comment forms."""
    found: dict[int, str] = {}
    run: list[int] = []
    kinds: set[int] = set()
    for position, line in enumerate([*lines, "the end closes the last run"]):
        text = folded(line)
        kind = next((n for n, form in enumerate(FORM_LINES) if form.fullmatch(text)), None)
        if kind is not None or (run and FORM_CRUMBS.fullmatch(text)):
            run.append(position)
            if kind is not None:
                kinds.add(kind)
            continue
        if len(kinds) >= 3:
            found |= dict.fromkeys(run, COMMENTS)
        run, kinds = [], set()
    return found


def leave_out_leftovers(document: Document) -> None:
    """Move the leftover lines of a document that was marked up to what is left out."""
    units = [(element, list(element_lines(element))) for element in document.elements]
    found = leftovers([text for _element, lines in units for _line, text in lines])
    document.elements = []
    position = 0
    for element, lines in units:
        gone = {n: found[position + n] for n in range(len(lines)) if position + n in found}
        position += len(lines)
        if isinstance(element, List) and len(gone) < len(lines):
            gone = {}  # a list goes as a whole or stays
        document.left_out += [LeftOut(lines[n][0], what, lines[n][1]) for n, what in gone.items()]
        if not gone:
            document.elements.append(element)
        elif len(gone) < len(lines) and isinstance(element, Heading | Paragraph):
            document.elements.append(without_lines(element, set(gone)))


def element_lines(element: Element) -> Iterator[tuple[int, str]]:
    """The lines of an element; an empty one for what can't be a leftover."""
    if isinstance(element, Heading | Paragraph):
        for text in plain(element.text, BREAK).split(BREAK):
            yield element.line, text
    elif isinstance(element, List):
        for item in element.items:
            yield item.line, plain(item_words(item))
            for inner in item.lists:
                yield from element_lines(inner)
    else:
        yield element.line, ""


def item_words(item: Item) -> Inline:
    return join([item.term, item.text], " ")


def without_lines(element: Heading | Paragraph, gone: set[int]) -> Heading | Paragraph:
    """The element without some of its lines."""
    kept, start = [], 0
    for number, text in enumerate(plain(element.text, BREAK).split(BREAK)):
        if number not in gone:
            kept.append(cut(element.text, start, start + len(text)))
        start += len(text) + 1
    return replace(element, text=join(kept))
