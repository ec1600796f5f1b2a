"""What the parts of a page become: list entries, tables, quotations, figures."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bs4.element import Tag

from blog.importing.document import (
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
    Quote,
    Table,
    Terms,
    cut,
    join,
    plain,
    tokens,
)
from blog.importing.richtext import item_text, safe_address

MAX_COLUMNS = 100
DASHES = "—–-―"


@dataclass
class Cell:
    elements: list[Element]
    is_head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass
class Row:
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_head(self) -> bool:
        return bool(self.cells) and all(cell.is_head for cell in self.cells)


def lines_of(element: Element) -> list[Inline]:
    """An element's words where only words can be, one paragraph or entry after the other."""
    match element:
        case Paragraph(text=text):
            return [text]
        case Heading(text=text):
            return [bold(text)]
        case List(items=items):
            return [
                line
                for item in items
                for line in [
                    item_text(item),
                    *(line for inner in item.lists for line in lines_of(inner)),
                ]
            ]
        case Terms(terms=terms):
            return [
                line
                for term in terms
                for line in [
                    bold(term.term),
                    *(line for part in term.explanation for line in lines_of(part)),
                ]
                if line
            ]
        case Quote(paragraphs=paragraphs, attribution=attribution):
            return [*paragraphs, attribution] if attribution else list(paragraphs)
        case Table():
            rows = [element.headings, *element.rows]
            return [
                line
                for line in [element.caption, *(join(row, " ") for row in rows), element.note]
                if line
            ]


def bold(text: Inline) -> Inline:
    return tuple(replace(span, bold=True) for span in text)


def as_paragraphs(element: Element) -> list[Paragraph | List]:
    """The element as a rich text can hold it."""
    if isinstance(element, Paragraph | List):
        return [element]
    return [Paragraph(line, element.line) for line in lines_of(element)]


def items_of(elements: Iterable[Element], line: int, level: int) -> list[Item]:
    """The entries that one tag of a list makes: usually one; words after an inner list and
    lists below the deepest level become entries of their own, so that the order stays."""
    items: list[Item] = []
    term: Inline = ()
    texts: list[Inline] = []
    lists: list[List] = []

    def finish() -> None:
        nonlocal term, texts, lists
        if term or texts:
            items.append(Item(join(texts), line, term, tuple(lists)))
        else:
            items.extend(item for inner in lists for item in inner.items)
        term, texts, lists = (), [], []

    for element in elements:
        if isinstance(element, List):
            if level >= MAX_DEPTH:
                finish()
                items += element.items
            else:
                lists.append(element)
            continue
        if lists:
            finish()
        if isinstance(element, Heading) and not term and not texts:
            term = element.text
        else:
            texts += lines_of(element)
    finish()
    return items


def quote_from(
    tag: Tag, elements: list[Element], attribution: Inline, line: int, document: Document
) -> list[Element]:
    """A quotation, or what a <blockquote> holds if that is more than paragraphs."""
    paragraphs = [element.text for element in elements if isinstance(element, Paragraph)]
    if not paragraphs or len(paragraphs) < len(elements):
        if elements:
            document.notes.append(
                Note(line, "a quotation with lists or headings became plain text")
            )
        return [*elements, Paragraph(attribution, line)] if attribution else elements
    source = str(tag.get("cite") or "")
    address = safe_address(source) if source.startswith("http") else ""
    if source and not address:
        document.left_out.append(LeftOut(line, "address of the quotation", source[:200], False))
    words = plain(attribution)
    if words[:1] in DASHES and words:
        document.signs.update(tokens(words[0]))
        attribution = cut(attribution, 1)
    return [Quote(tuple(paragraphs), line, attribution, address)]


def figure_from(elements: list[Element]) -> list[Element]:
    """A table with its legend where that stands, a quotation with its author."""
    match elements:
        case [Table(note=()) as table, Paragraph(text=text)]:
            return [replace(table, note=text)]
        case [Paragraph(text=text), Table(caption=()) as table]:
            return [replace(table, caption=text)]
        case [Quote(attribution=()) as quote, Paragraph(text=text)]:
            return [replace(quote, attribution=text)]
    return elements


def table_from(
    tag: Tag, rows: list[Row], caption: Inline, note: Inline, line: int, document: Document
) -> list[Element]:
    """A table, or what its cells hold if it only arranges them."""
    rows = [row for row in rows if any(cell.elements for cell in row.cells)]
    held = [element for row in rows for cell in row.cells for element in cell.elements]
    arranges = (
        str(tag.get("role", "")) in ("presentation", "none")
        or len(rows) < 2
        or max(sum(cell.columns for cell in row.cells) for row in rows) < 2
        or any(not isinstance(element, Paragraph | List) for element in held)
    )
    if arranges:
        if held:
            document.notes.append(
                Note(line, "a table that only arranges its content was dissolved")
            )
        before = [Paragraph(caption, line)] if caption else []
        after = [Paragraph(note, line)] if note else []
        return [*before, *held, *after]
    if any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row.cells):
        document.notes.append(Note(line, "merged cells of a table were taken apart: look at it"))
    grid = grid_of(rows)
    headings = grid.pop(0) if rows[0].is_head else ()
    return [Table(headings, tuple(grid), line, caption, note)]


def grid_of(rows: list[Row]) -> list[tuple[Inline, ...]]:
    """Rows of equal length; a merged cell's words stand in the first of its places."""
    places: dict[tuple[int, int], Inline] = {}
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row.cells:
            while (x, y) in places:
                x += 1
            words = join(line for element in cell.elements for line in lines_of(element))
            for right in range(cell.columns):
                for down in range(min(cell.rows, len(rows) - y)):
                    places.setdefault((x + right, y + down), () if right or down else words)
            x += cell.columns
        width = max(width, x)
    return [tuple(places.get((x, y), ()) for x in range(width)) for y in range(len(rows))]


def cell_from(tag: Tag, elements: list[Element]) -> Cell:
    group = tag.find_parent(["thead", "table"])
    is_head = tag.name == "th" or (group is not None and group.name == "thead")
    return Cell(elements, is_head, spanned(tag, "colspan"), spanned(tag, "rowspan"))


def spanned(tag: Tag, name: str) -> int:
    value = str(tag.get(name, "1")).strip()
    return min(int(value), MAX_COLUMNS) or 1 if value.isascii() and value.isdigit() else 1
