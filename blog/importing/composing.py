"""Makes blocks out of a document: sections by their headings, runs in blocks of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from blog.importing.document import (
    Document,
    Element,
    Heading,
    Inline,
    LeftOut,
    List,
    Note,
    Paragraph,
    Quote,
    Table,
    Terms,
    plain,
    tokens,
)
from blog.importing.entries import (
    Entry,
    Finder,
    Run,
    bullets,
    first_run,
    marked_terms,
    numbered_steps,
    rich,
    term_items,
    term_paragraphs,
    without_lists,
)
from blog.importing.headings import MAX_HEADING, Kind, is_bottom_line, kind_of
from blog.importing.html_parts import lines_of
from blog.importing.questions import find_questions
from blog.importing.richtext import inline_html, rich_text

MAX_ATTRIBUTION = 200

TERM_RUNS: list[Finder] = [marked_terms, term_items, term_paragraphs]
# Which runs a heading asks for, each with the block that it becomes. The first found wins.
RUNS: dict[Kind, list[tuple[str, list[Finder]]]] = {
    "process_steps": [("process_steps", [numbered_steps, *TERM_RUNS])],
    "benefits": [("benefits", [*map(without_lists, TERM_RUNS), bullets])],
    "side_effects": [("side_effects", [bullets]), ("factors", TERM_RUNS)],
    "section": [("factors", TERM_RUNS)],
}


@dataclass(frozen=True)
class Placed:
    """A piece of the source and the place it came to."""

    line: int
    read_as: str
    block: int
    place: str
    text: str


@dataclass
class Composition:
    """The blocks of an article, and what became of every piece of its source."""

    document: Document
    blocks: list[dict[str, Any]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    signs: Counter[str] = field(default_factory=Counter)


@dataclass
class Section:
    heading: Heading | None
    body: list[Element]


def compose(document: Document) -> Composition:
    """The document as the blocks of an article."""
    return Composer(document).compose()


class Composer:
    """Goes through a document section by section."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.made = Composition(document)
        self.sections = list(sections_of(document.elements))
        self.bottom_line = self.choose_bottom_line()
        # Below a block, which is always of the first level, others of its kind are too.
        self.raised = False

    def compose(self) -> Composition:
        self.made.placed.append(
            Placed(self.document.title_line, "title", 0, "title", self.document.title)
        )
        position = 0
        while position < len(self.sections):
            position += self.compose_section(position)
        return self.made

    def choose_bottom_line(self) -> int | None:
        """An article has one bottom line: the first called so, or the last like it."""
        alike = {
            n: plain(section.heading.text)
            for n, section in enumerate(self.sections)
            if section.heading
            and kind_of(plain(section.heading.text)) == "bottom_line"
            and leading_text(section.body)
        }
        called = (n for n, heading in alike.items() if is_bottom_line(heading))
        return next(called, next(reversed(alike), None))

    def compose_section(self, position: int) -> int:
        """Make the blocks of a section; how many sections that took."""
        heading, body = self.sections[position].heading, self.sections[position].body
        if heading is None:
            self.flow(body)
            return 1
        words = plain(heading.text)
        if len(words) > MAX_HEADING:
            self.note(heading.line, f"longer than {MAX_HEADING} characters: text, not a heading")
            self.flow([Paragraph(heading.text, heading.line), *body])
            return 1
        self.raised = self.raised and heading.level > 2
        kind = kind_of(words)
        if kind == "questions" and (used := self.questions(position, heading, body)):
            return used
        if position == self.bottom_line:
            self.bottom_line_block(heading, body)
            return 1
        for name, finders in RUNS.get(kind, RUNS["section"]):
            if run := first_run(body, finders):
                self.run_block(name, heading, body, run)
                return 1
        if kind in ("benefits", "side_effects") and any(isinstance(e, List) for e in body):
            self.note(heading.line, "its list stays text: an entry does not fit the block's list")
        self.section_block(heading, body)
        return 1

    # Blocks

    def section_block(self, heading: Heading, body: list[Element]) -> None:
        count = leading_text(body)
        level = heading.level
        if self.raised:
            self.note(heading.line, "heading of level 3 became level 2, as the block before it")
            level = 2
        value = self.begin("section", heading, level=f"h{level}")
        value["text"] = self.text(body[:count], "text")
        self.flow(body[count:])

    def bottom_line_block(self, heading: Heading, body: list[Element]) -> None:
        count = leading_text(body)
        value = self.begin_top("bottom_line", heading, show_as_summary=False)
        value["text"] = self.text(body[:count], "text")
        self.flow(body[count:])

    def run_block(self, name: str, heading: Heading, body: list[Element], run: Run) -> None:
        value = self.begin_top(name, heading)
        value["introduction"] = self.text(body[: run.start], "introduction")
        listed = [self.entry(name, number, entry) for number, entry in enumerate(run.entries, 1)]
        value[LISTS[name]] = listed
        self.flow(body[run.end :])

    def entry(self, name: str, number: int, entry: Entry) -> dict[str, Any]:
        """An entry as the block's list holds it; nothing is said that the source doesn't say."""
        self.made.signs.update(tokens(entry.sign))
        place = f"{LISTS[name].removesuffix('s').replace('_', ' ')} {number}"
        says = self.plain(entry.name, entry.line)
        self.place(entry.line, "term" if entry.text else "entry", place, says)
        text = self.text(entry.text, place)
        match name:
            case "process_steps":
                return {"title": says, "text": text, "duration": ""}
            case "benefits":
                return {"text": says, "detail": text}
            case "side_effects":
                return {
                    "effect": says,
                    "frequency": "not_known",
                    "seriousness": "",
                    "what_to_do": "",
                }
        return {"term": says, "explanation": text}

    def questions(self, position: int, heading: Heading, body: list[Element]) -> int:
        """Make the block of questions; how many sections that took, none if there are none."""
        below = [
            (section.heading, section.body)
            for section in self.sections[position + 1 :]
            if section.heading
        ]
        found = find_questions(heading, body, below, self.document.has_levels)
        if found is None:
            return 0
        value = self.begin_top("questions", heading)
        value["introduction"] = self.text(found.introduction, "introduction")
        value["questions"] = []
        self.made.signs += found.signs
        for number, question in enumerate(found.questions, start=1):
            asks = self.plain(question.question, question.line)
            self.place(question.line, "question", f"question {number}", asks)
            answer = self.text(question.answer, f"answer {number}")
            value["questions"].append({"question": asks, "answer": answer})
        return 1 + found.sections

    def flow(self, body: Sequence[Element]) -> None:
        """What goes on below a block, or stands before the first heading."""
        rest = list(body)
        while rest:
            if count := leading_text(rest):
                self.made.blocks.append({"type": "text", "value": ""})
                self.made.blocks[-1]["value"] = self.text(rest[:count], "text")
                rest = rest[count:]
                continue
            element = rest.pop(0)
            if isinstance(element, Quote):
                self.quote(element)
            elif isinstance(element, Table):
                self.table(element)

    def quote(self, quote: Quote) -> None:
        self.made.blocks.append({"type": "quote", "value": {}})
        text = "\n\n".join(self.plain(words, quote.line, "\n") for words in quote.paragraphs)
        self.place(quote.line, "quotation", "words", text)
        value = {"text": text, "attribution": "", "source_url": quote.source}
        attribution = self.plain(quote.attribution, quote.line)
        if len(attribution) > MAX_ATTRIBUTION:
            value["text"] += f"\n\n{attribution}"
        else:
            value["attribution"] = attribution
        if attribution:
            self.place(quote.line, "author", "attribution", attribution)
        self.made.blocks[-1]["value"] = value

    def table(self, table: Table) -> None:
        self.made.blocks.append({"type": "table", "value": {}})
        width = len(table.rows[0]) if table.rows else len(table.headings)
        headings = table.headings or ((),) * width
        rich_columns = [any(is_rich(row[n]) for row in table.rows) for n in range(width)]
        value = {
            "table": {
                "caption": self.plain(table.caption, table.line),
                "columns": [
                    {
                        "type": "rich_text" if rich_columns[n] else "text",
                        "heading": self.plain(headings[n], table.line),
                    }
                    for n in range(width)
                ],
                "rows": [
                    {
                        "values": [
                            cell_html(cell) if rich_columns[n] else plain(cell)
                            for n, cell in enumerate(row)
                        ]
                    }
                    for row in table.rows
                ],
            },
            "note": "",
        }
        cells = [table.caption, *headings, *(cell for row in table.rows for cell in row)]
        words = " ".join(plain(cell) for cell in cells if cell)
        self.place(table.line, f"table of {len(table.rows)} rows", "table", words)
        if table.note:
            value["note"] = self.text([Paragraph(table.note, table.line)], "note")
        self.made.blocks[-1]["value"] = value

    # Pieces of blocks

    def begin(self, name: str, heading: Heading, **value: Any) -> dict[str, Any]:
        says = self.plain(heading.text, heading.line)
        block = {"heading": says, **value}
        self.made.blocks.append({"type": name, "value": block})
        self.place(heading.line, "heading", f"heading ({value.get('level', 'h2')})", says)
        return block

    def begin_top(self, name: str, heading: Heading, **value: Any) -> dict[str, Any]:
        """Begin a block whose heading is always of the first level."""
        if heading.level > 2:
            self.note(heading.line, "heading of level 3 became level 2: the block has no other")
            self.raised = True
        return self.begin(name, heading, **value)

    def text(self, elements: Sequence[Element], place: str) -> str:
        for element in elements:
            self.place(element.line, kind_name(element), place, words_of(element))
        return rich_text(rich(elements))

    def plain(self, text: Inline, line: int, line_break: str = " ") -> str:
        """Words for a field without mark-up; what that costs is reported."""
        for href in dict.fromkeys(span.href for span in text if span.href):
            what = "link in a place without links: add it by hand"
            self.made.left_out.append(LeftOut(line, what, href, False))
        if any(span.script for span in text):
            self.note(line, "raised or lowered signs stand on the line now: look at them")
        return plain(text, line_break)

    def place(self, line: int, read_as: str, place: str, text: str) -> None:
        self.made.placed.append(Placed(line, read_as, len(self.made.blocks), place, text))

    def note(self, line: int, text: str) -> None:
        self.made.notes.append(Note(line, text))


LISTS = {
    "process_steps": "steps",
    "factors": "factors",
    "benefits": "benefits",
    "side_effects": "effects",
}


def sections_of(elements: Sequence[Element]) -> Iterator[Section]:
    """Headings, each with what stands below it; at first what has none above it."""
    section = Section(None, [])
    for element in elements:
        if isinstance(element, Heading):
            if section.heading or section.body:
                yield section
            section = Section(element, [])
        else:
            section.body.append(element)
    if section.heading or section.body:
        yield section


def leading_text(body: Sequence[Element]) -> int:
    """How many elements a rich text can take before something else comes."""
    fitting = (n for n, e in enumerate(body) if not isinstance(e, Paragraph | List | Terms))
    return next(fitting, len(body))


def is_rich(text: Inline) -> bool:
    return any(span.href or span.script or span.bold or span.italic for span in text)


def cell_html(text: Inline) -> str:
    return f"<p>{inline_html(text)}</p>" if text else ""


def kind_name(element: Element) -> str:
    if isinstance(element, List):
        kind = "numbered" if element.ordered else "bullet"
        return f"{kind} list of {len(element.items)}"
    return "terms" if isinstance(element, Terms) else "paragraph"


def words_of(element: Element) -> str:
    return " ".join(plain(line) for line in lines_of(element))
