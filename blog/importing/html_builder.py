"""Walks the tags of an article once and builds elements, whatever their nesting."""

import re
from dataclasses import dataclass, field, replace

from bs4.element import Tag

from blog.importing.document import (
    BREAK,
    MAX_DEPTH,
    Document,
    Element,
    Heading,
    Inline,
    Item,
    LeftOut,
    List,
    Note,
    Paragraph,
    Span,
    Term,
    Terms,
    join,
    plain,
    tidy,
)
from blog.importing.html_page import BLOCKS, HEADINGS, NOT_IN_HEADING, walk
from blog.importing.html_parts import (
    Cell,
    Row,
    as_paragraphs,
    cell_from,
    figure_from,
    items_of,
    lines_of,
    quote_from,
    table_from,
)
from blog.importing.richtext import safe_address
from blog.importing.source import Refused

LOWEST_LEVEL = 3
MAX_FRAMES = 200
BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(bold|[6-9]00)")
NOT_BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(normal|[1-5]00)")
ITALIC = re.compile(r"(?<![-\w])font-style\s*:\s*italic")
STRUCK = frozenset(["s", "strike", "del"])
# What each of these ends by beginning, and how far up it looks for it.
ENDS = {
    "li": (("item",), ("list", "cell", "quote")),
    "dt": (("term", "explanation"), ("terms", "cell")),
    "dd": (("term", "explanation"), ("terms", "cell")),
    "tr": (("row", "caption"), ("table",)),
    "td": (("cell",), ("row", "table")),
    "th": (("cell",), ("row", "table")),
}
KINDS = {
    **dict.fromkeys(["ul", "ol", "menu", "dir"], "list"),
    **dict.fromkeys(["td", "th"], "cell"),
    **dict.fromkeys([*HEADINGS, "summary"], "heading"),
    "li": "item",
    "dl": "terms",
    "dt": "term",
    "dd": "explanation",
    "blockquote": "quote",
    "table": "table",
    "caption": "caption",
    "tr": "row",
    "figure": "figure",
}
# Parts that are none outside their whole.
ONLY_IN = {
    "cell": "row",
    "row": "table",
    "caption": "table",
    "term": "terms",
    "explanation": "terms",
}


@dataclass
class Frame:
    """An open tag that holds elements, or entries, terms or rows of them."""

    kind: str
    tag: Tag
    line: int
    is_loose: bool = False  # a list around entries that stand without one
    elements: list[Element] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: Inline = ()
    note: Inline = ()
    attribution: Inline = ()

    def words(self, separator: str = BREAK) -> Inline:
        lines = [line for element in self.elements for line in lines_of(element)]
        return join(lines, separator)


class Builder:
    """Holds the frames of the tags that are open, and the words of the open paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.frames: list[Frame] = []
        self.open_tags: set[int] = set()
        self.list_depth = 0
        self.words: list[Span] = []
        self.first_line = 0
        self.styles: list[Span] = [Span("")]
        self.preformatted = 0

    def build(self, root: Tag) -> list[Element]:
        """The elements in a tag."""
        top = Frame("root", root, root.sourceline or 1)
        self.frames = [top]
        for kind, tag, line, text in walk(root):
            if kind == "text":
                self.text(text, line)
            elif kind == "open":
                self.open(tag, line)
            else:
                self.close(tag)
        self.flush()
        while len(self.frames) > 1:
            self.pop()
        return top.elements

    def title_from(self, tag: Tag) -> None:
        """Take the title from its tag."""
        lines = [line for element in self.build(tag) for line in lines_of(element)]
        text = join(lines, " ")
        self.document.title = plain(text)
        self.document.title_line = tag.sourceline or 1
        for href in dict.fromkeys(span.href for span in text if span.href):
            link = LeftOut(self.document.title_line, "link in the title", href, False)
            self.document.left_out.append(link)

    # Text

    def text(self, words: str, line: int) -> None:
        if not any(span.text.strip() for span in self.words):
            self.first_line = line
        words = words.replace("\n", BREAK) if self.preformatted else words
        self.words.append(replace(self.styles[-1], text=words))

    def line_break(self) -> None:
        """One ends a line, a second one the paragraph."""
        last = next((span for span in reversed(self.words) if span.text.strip(" \t\n")), None)
        if last is not None and last.text.endswith(BREAK):
            self.flush()
        else:
            self.words.append(replace(self.styles[-1], text=BREAK))

    def flush(self) -> None:
        """End the paragraph."""
        text = tidy(self.words)
        self.words = []
        if text:
            if self.frames[-1].is_loose:
                self.pop()
            self.add(Paragraph(text, self.first_line))

    def add(self, element: Element) -> None:
        """Give an element to the innermost frame, which may want it in a form of its own."""
        frame = self.frames[-1]
        if frame.kind == "list":
            if isinstance(element, List) and frame.items and self.list_depth < MAX_DEPTH:
                last = frame.items[-1]
                frame.items[-1] = replace(last, lists=(*last.lists, element))
            else:
                frame.items += items_of([element], element.line, self.list_depth)
        elif frame.kind == "terms" and frame.terms:
            last_term = frame.terms[-1]
            explanation = (*last_term.explanation, *as_paragraphs(element))
            frame.terms[-1] = replace(last_term, explanation=explanation)
        elif frame.kind == "row":
            if not frame.cells:
                frame.cells.append(Cell([]))
            frame.cells[-1].elements.append(element)
        elif frame.kind == "table" and frame.rows and frame.rows[-1].cells:
            frame.rows[-1].cells[-1].elements.append(element)
        else:
            if frame.attribution:  # it was none: the quotation goes on
                frame.elements.append(Paragraph(frame.attribution, element.line))
                frame.attribution = ()
            frame.elements.append(element)

    # Tags

    def open(self, tag: Tag, line: int) -> None:
        if tag.name == "br":
            self.line_break()
        elif tag.name == "cite" and self.frames[-1].kind == "quote" and not tidy(self.words):
            self.push("attribution", tag, line)
        elif tag.name in BLOCKS:
            self.open_block(tag, line)
        self.styles.append(self.styled(tag, line))

    def open_block(self, tag: Tag, line: int) -> None:
        self.flush()
        name = tag.name
        self.preformatted += name == "pre"
        top = self.frames[-1]
        if top.kind == "heading" and top.elements and name in NOT_IN_HEADING:
            self.pop()
        if name in ENDS:
            self.end(*ENDS[name])
        if name in HEADINGS and self.frames[-1].kind == "item" and self.frames[-1].elements:
            self.end_lists()
        if self.frames[-1].is_loose and name != "li":
            self.pop()
        kind = KINDS.get(name, "")
        inside = self.frames[-1].kind
        if name == "footer" and inside == "quote":
            kind = "attribution"
        if kind == "item" and inside != "list":
            self.push("list", Tag(name="ul"), line, is_loose=True)
        if kind not in ONLY_IN or inside == ONLY_IN[kind]:
            self.push(kind, tag, line)

    def push(self, kind: str, tag: Tag, line: int, is_loose: bool = False) -> None:
        if kind:
            self.frames.append(Frame(kind, tag, line, is_loose))
            self.list_depth += kind == "list"
            if len(self.frames) > MAX_FRAMES:
                raise Refused(f"Line {line}: lists or tables are nested over {MAX_FRAMES} deep.")
            self.open_tags.add(id(tag))

    def close(self, tag: Tag) -> None:
        self.styles.pop()
        if tag.name in BLOCKS:
            self.flush()
            self.preformatted -= tag.name == "pre"
        if id(tag) in self.open_tags:
            self.flush()
            while self.frames[-1].tag is not tag:
                self.pop()
            self.pop()

    def end(self, kinds: tuple[str, ...], barriers: tuple[str, ...]) -> None:
        """Close what the next tag ends although nobody closed it."""
        for depth in range(len(self.frames) - 1, 0, -1):
            if self.frames[depth].kind in barriers:
                return
            if self.frames[depth].kind in kinds:
                while len(self.frames) > depth:
                    self.pop()
                return

    def end_lists(self) -> None:
        """Close all lists around: a heading amid an entry's text is none of that entry."""
        while self.frames[-1].kind in ("item", "list"):
            self.pop()

    def styled(self, tag: Tag, line: int) -> Span:
        """What words look like inside a tag."""
        span = self.styles[-1]
        css = str(tag.get("style", "")).lower()
        name = tag.name
        if name in ("b", "strong") or BOLD.search(css):
            span = replace(span, bold=True)
        if NOT_BOLD.search(css):
            span = replace(span, bold=False)
        if name in ("i", "em") or ITALIC.search(css):
            span = replace(span, italic=True)
        if name in ("sup", "sub"):
            span = replace(span, script=name)
        if name in STRUCK:
            self.note(line, "words that were struck through are kept as plain")
        if name == "a" and tag.has_attr("href"):
            written = " ".join(str(tag["href"]).split())
            span = replace(span, href=safe_address(written))
            if not span.href and tag.get_text(strip=True):
                self.document.left_out.append(
                    LeftOut(line, "link's address: add it by hand", written[:200], False)
                )
        return span

    def note(self, line: int, text: str) -> None:
        self.document.notes.append(Note(line, text))

    # What a tag became

    def pop(self) -> None:
        """Close the innermost frame and give what it became to the one around it."""
        self.flush()
        frame = self.frames.pop()
        self.open_tags.discard(id(frame.tag))
        parent = self.frames[-1]
        match frame.kind:
            case "list":
                self.list_depth -= 1
                if frame.items:
                    self.add(List(tuple(frame.items), frame.line, frame.tag.name == "ol"))
                    self.check_numbers(frame)
            case "item":
                parent.items += items_of(frame.elements, frame.line, self.list_depth)
            case "heading":
                if text := frame.words(" "):
                    self.add(Heading(text, frame.line, level_of(frame.tag)))
            case "term":
                parent.terms.append(Term(frame.words(), (), frame.line))
            case "attribution":
                parent.attribution = join([parent.attribution, frame.words()])
            case "caption" if not parent.rows:
                parent.caption = join([parent.caption, frame.words()])
            case "caption":
                parent.note = join([parent.note, frame.words()])
            case "cell":
                parent.cells.append(cell_from(frame.tag, frame.elements))
            case "row":
                parent.rows.append(Row(frame.cells))
            case _:
                for element in self.elements_of(frame):
                    self.add(element)

    def elements_of(self, frame: Frame) -> list[Element]:
        """What a frame that is no part of another became."""
        if frame.kind == "terms":
            terms = [Terms(tuple(frame.terms), frame.line)] if frame.terms else []
            return [*frame.elements, *terms]
        if frame.kind == "quote":
            return quote_from(
                frame.tag, frame.elements, frame.attribution, frame.line, self.document
            )
        if frame.kind == "table":
            return frame.elements + table_from(
                frame.tag, frame.rows, frame.caption, frame.note, frame.line, self.document
            )
        if frame.kind == "figure":
            return figure_from(frame.elements)
        return frame.elements

    def check_numbers(self, frame: Frame) -> None:
        if frame.tag.get("start", "1") != "1":
            self.note(frame.line, f"a numbered list began with {frame.tag['start']}, now with 1")


def level_of(tag: Tag) -> int:
    return int(tag.name[1]) if tag.name in HEADINGS else LOWEST_LEVEL
