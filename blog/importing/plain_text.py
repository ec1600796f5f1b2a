"""Reads plain text, which has no mark-up: headings and lists are told by their shape.

A heading is a line of at most 14 words that stands alone (blank lines around it, or a
list or a long line right below it), begins with a capital or ends with a question mark,
does not end as a sentence does, and has something below it. Two or more lines that read
"Term: explanation" are terms, not headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from blog.importing.document import (
    BREAK,
    MAX_DEPTH,
    MAX_TITLE,
    Document,
    Heading,
    Item,
    LeftOut,
    List,
    Paragraph,
    Span,
    tidy,
    tokens,
)
from blog.importing.leftovers import leftovers
from blog.importing.source import Refused
from blog.importing.terms import has_term_shape

MAX_HEADING_WORDS = 14
MAX_HEADING = 110
# Nobody breaks lines by hand outside these: a longer line is a paragraph of its own, a
# shorter one ends where it ends for a reason.
WRAPPED = range(45, 101)

SURE_BULLET = re.compile(r"([•‣◦▪●○∙⁃■□▶►➢➤✓✔·])\s*(?=\S)")
MAYBE_BULLET = re.compile(r"([-*–—+])\s+(?=\S)")
NUMBER = re.compile(r"(\d{1,3}[.)])\s+(?=\S)")
RULE = re.compile(r"\s*([-*_=~]\s*){3,}")
SENTENCE_END = tuple(".,;:!…。．！；：，、۔।")
QUESTION_END = tuple("?？؟")
CLOSING = "\"'”’»)]"
ADDRESS = re.compile(r"@|://|\bwww\.")
BYLINE = re.compile(
    r"(by|written by|author|(medically |clinically )?reviewed|posted|published|updated"
    r"|last (updated|reviewed)|edited|share)\b|.*\bmin(ute)?s?\.? read\b"
    r"|\W*(\d{1,2}\.?\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$",
    re.IGNORECASE,
)
# A line that ends like this leads over to what follows.
BREAKS_OFF = frozenset(
    ["include", "includes", "including", "are", "following", "as", "with", "the", "a", "and", "or"]
)
SMALL_WORDS = 4  # words up to this length may be small in a title-case heading


@dataclass
class Line:
    """A line of the file; `mark` is the bullet or number that stands before `text`."""

    number: int
    text: str
    indent: int = 0
    mark: str = ""
    underlined: bool = False

    @property
    def whole(self) -> str:
        return f"{self.mark} {self.text}" if self.mark else self.text

    @property
    def family(self) -> str:
        return "1" if self.mark[:1].isdigit() else self.mark


@dataclass
class Node:
    """An entry of a list with the entries below it."""

    lines: list[Line]
    children: list["Node"] = field(default_factory=list)


@dataclass
class Chunk:
    """Lines without a blank one between them, or the entries of a list."""

    lines: list[Line]
    entries: list[list[Line]] = field(default_factory=list)
    after_blank: bool = True


Unit = list[Line] | List  # a paragraph's lines, or a list


def read_plain_text(text: str) -> Document:
    """The document in a plain text; raises Refused if it has no title."""
    document = Document(source_text=text, has_levels=False)
    lines = [
        Line(number, line.strip(), len(line.expandtabs()) - len(line.expandtabs().lstrip()))
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    written = [line for line in lines if line.text]
    for position, what in sorted(leftovers([line.text for line in written]).items()):
        line = written[position]
        document.left_out.append(LeftOut(line.number, what, line.text))
        line.text = ""
    body = without_rules(document, take_title(document, lines))
    units = [unit for chunk in checked(chunks(body)) for unit in units_of(document, chunk)]
    for position, unit in enumerate(units):
        if isinstance(unit, List):
            document.elements.append(unit)
            continue
        around = units[max(0, position - 1) : position] + units[position + 1 : position + 2]
        text = BREAK.join(line.whole for line in unit) if breaks(unit) else words_of(unit)
        spans, number = tidy([Span(text)]), unit[0].number
        last = position + 1 == len(units)
        if len(unit) == 1 and (unit[0].underlined or is_heading(text, around, last)):
            document.elements.append(Heading(spans, number))
        else:
            document.elements.append(Paragraph(spans, number))
    return document


def take_title(document: Document, lines: list[Line]) -> list[Line]:
    """Make the first line the title; the lines below it."""
    first = next((n for n, line in enumerate(lines) if line.text), None)
    if first is None:
        raise Refused("Nothing is left of the text but leftovers of a web page.")
    line = lines[first]
    below = lines[first + 1] if first + 1 < len(lines) else Line(0, "")
    begins_a_paragraph = len(line.text) in WRAPPED and len(below.text) in WRAPPED
    is_sentence = line.text.endswith(SENTENCE_END) and len(line.text.split()) > MAX_HEADING_WORDS
    is_entry = SURE_BULLET.match(line.text) or MAYBE_BULLET.match(line.text)
    if begins_a_paragraph or is_sentence or is_entry or len(line.text) > MAX_TITLE:
        raise Refused(f"No title: line {line.number} should be a title on a line of its own.")
    document.title = " ".join(line.text.split())
    document.title_line = line.number
    return lines[first + 1 :]


def without_rules(document: Document, lines: list[Line]) -> list[Line]:
    """Blank the lines that are drawn, not written, and mark what they underline."""
    for above, line in zip([Line(0, ""), *lines], lines, strict=False):
        if RULE.fullmatch(line.text):
            above.underlined = line.text[0] in "=-~" and " " not in line.text
            document.signs.update(tokens(line.text))
            line.text = ""
    return lines


def chunks(lines: list[Line]) -> Iterator[Chunk]:
    """Lines that stand together; a list may have blank lines between its entries."""
    chunk: Chunk | None = None
    blank = True
    for line in lines:
        if not line.text:
            blank = True
            continue
        mark = mark_of(line.text)
        if mark and not line.underlined:
            line.mark, line.text = mark.group(1), line.text[mark.end() :]
            if chunk and chunk.entries and belongs(line, chunk.entries):
                chunk.entries.append([line])
                blank = False
                continue
        elif chunk and not blank:
            if chunk.entries and continues(line, chunk.entries[-1]):
                chunk.entries[-1].append(line)
                continue
            if not chunk.entries:
                chunk.lines.append(line)
                continue
        if chunk:
            yield chunk
        chunk = Chunk([], [[line]], blank) if line.mark else Chunk([line], [], blank)
        blank = False
    if chunk:
        yield chunk


def mark_of(text: str) -> re.Match[str] | None:
    return SURE_BULLET.match(text) or MAYBE_BULLET.match(text) or NUMBER.match(text)


def belongs(line: Line, entries: list[list[Line]]) -> bool:
    """Whether a marked line goes on with a list: the same mark, or further to the right."""
    first = entries[0][0]
    if line.indent > first.indent + 1:
        return True
    begins_again = line.family == "1" and int(line.mark[:-1]) == 1
    return line.family == first.family and not begins_again


def continues(line: Line, entry: list[Line]) -> bool:
    """Whether a line without a mark goes on with the entry above it."""
    return line.indent > entry[0].indent + 1 or len(entry[-1].whole) in WRAPPED


def checked(found: Iterator[Chunk]) -> Iterator[Chunk]:
    """Turn back into text what only looked like a list."""
    last: Chunk | None = None
    for chunk in found:
        if not chunk.entries or is_list(nested(chunk.entries)):
            parts = [chunk]
        else:
            parts = [Chunk(entry, after_blank=True) for entry in chunk.entries]
            parts[0].after_blank = chunk.after_blank
        for part in parts:
            if last and not (part.after_blank or part.entries or last.entries):
                last.lines += part.lines
                continue
            if last:
                yield last
            last = part
    if last:
        yield last


def nested(entries: list[list[Line]]) -> list[Node]:
    """Entries further to the right belong to the one above them, four levels deep."""
    top: list[Node] = []
    levels: list[tuple[int, list[Node]]] = [(entries[0][0].indent, top)]
    for lines in entries:
        indent = lines[0].indent
        while len(levels) > 1 and indent <= levels[-1][0] - 1:
            levels.pop()
        if levels[-1][1] and indent > levels[-1][0] + 1 and len(levels) < MAX_DEPTH:
            levels.append((indent, levels[-1][1][-1].children))
        levels[-1][1].append(Node(lines))
    return top


def is_list(nodes: list[Node], outermost: bool = True) -> bool:
    """Whether the marks make a list: numbers count from 1; a lone dash or star or number
    may mean something else, so that takes two."""
    first = nodes[0].lines[0]
    if any(node.lines[0].family != first.family for node in nodes):
        return False
    if first.family == "1":
        counted = [int(node.lines[0].mark[:-1]) for node in nodes]
        if counted != list(range(1, len(nodes) + 1)):
            return False
    lone = outermost and len(nodes) == 1 and not nodes[0].children
    if lone and not SURE_BULLET.match(first.mark + " x"):
        return False
    return all(is_list(node.children, False) for node in nodes if node.children)


def units_of(document: Document, chunk: Chunk) -> Iterator[Unit]:
    """The paragraphs or the list in a chunk."""
    if chunk.entries:
        for lines in chunk.entries:
            document.signs.update(tokens(lines[0].mark))
        yield list_of(nested(chunk.entries))
        return
    lines = chunk.lines
    longest = max(len(line.whole) for line in lines)
    if longest >= WRAPPED.stop or all(has_term_shape(line.whole) for line in lines):
        for line in lines:
            yield [line]
    elif len(lines) > 2 and len(lines[0].whole) not in WRAPPED and not breaks(lines[1:]):
        yield lines[:1]
        yield lines[1:]
    else:
        yield lines


def breaks(lines: list[Line]) -> bool:
    """Whether the lines end where they end for a reason, not for want of room."""
    return any(len(line.whole) not in WRAPPED for line in lines[:-1])


def words_of(lines: list[Line]) -> str:
    return " ".join(line.whole for line in lines)


def list_of(nodes: list[Node]) -> List:
    items = tuple(
        Item(
            text=tidy([Span(" ".join(line.text for line in node.lines))]),
            line=node.lines[0].number,
            lists=(list_of(node.children),) if node.children else (),
        )
        for node in nodes
    )
    first = nodes[0].lines[0]
    return List(items, first.number, ordered=first.family == "1")


def has_title_shape(text: str) -> bool:
    """Whether a line may be a title: a few words that end as no sentence does."""
    is_short = len(text) <= MAX_HEADING and len(text.split()) <= MAX_HEADING_WORDS
    ends = text.rstrip(CLOSING).endswith(SENTENCE_END)
    return is_short and not (ends or ADDRESS.search(text) or BYLINE.match(text))


def is_heading(text: str, around: list[Unit], last: bool) -> bool:
    """Whether a line that stands alone has the shape of a heading."""
    words = text.split()
    bare = text.rstrip(CLOSING)
    letters = [letter for letter in text if letter.isalpha()]
    asks = bare.endswith(QUESTION_END)
    if last or not letters or len(words) > MAX_HEADING_WORDS or len(text) > MAX_HEADING:
        return False
    if bare.endswith(SENTENCE_END) or words[-1] in BREAKS_OFF:
        return False
    if ADDRESS.search(text) or BYLINE.match(text) or (letters[0].islower() and not asks):
        return False
    if has_term_shape(text):
        beside = any(has_term_shape(unit[0].whole) for unit in around if isinstance(unit, list))
        return is_title_case(words) and not beside
    return True


def is_title_case(words: list[str]) -> bool:
    return not any(word[0].islower() for word in words if len(word) > SMALL_WORDS)
