"""Prints what became what, line by line of the source."""

from collections.abc import Iterator
from itertools import chain

from blog.importing.composing import Composition
from blog.importing.document import count_words

COLUMNS = (6, 22, 34, 6, 60)  # the last one is as long as it needs, up to this
HEADINGS = ("Line", "Read as", "Became", "Words", "Begins with")


def report(composition: Composition) -> str:
    """The table of everything that was read, then notes and sums."""
    rows = sorted(chain(placed_rows(composition), left_out_rows(composition)), key=lambda r: r[0])
    lines = [row(*HEADINGS), row(*("-" * width for width in (5, 21, 33, 5, 11)))]
    lines += [row(*(str(cell) for cell in cells)) for cells in rows]
    notes = {(note.line, note.text) for note in composition.document.notes + composition.notes}
    if notes:
        lines += ["", "Changed in form, not in words:"]
        lines += [f"  line {line}: {text}" for line, text in sorted(notes)]
    lines += ["", *sums(composition)]
    return "\n".join(lines)


Cells = tuple[int, str, str, int, str]


def placed_rows(composition: Composition) -> Iterator[Cells]:
    for piece in composition.placed:
        name = composition.blocks[piece.block - 1]["type"] if piece.block else "page"
        place = f"{piece.block or ''} {name}: {piece.place}".strip()
        yield piece.line, piece.read_as, place, count_words(piece.text), piece.text


def left_out_rows(composition: Composition) -> Iterator[Cells]:
    for item in composition.document.left_out + composition.left_out:
        words = count_words(item.text) if item.counts else 0
        yield item.line, item.what, "left out", words, item.text


def row(*cells: str) -> str:
    line, read_as, became, words, begins = cells
    return (
        f"{line:>{COLUMNS[0]}}  {shortened(read_as, COLUMNS[1]):<{COLUMNS[1]}}  "
        f"{shortened(became, COLUMNS[2]):<{COLUMNS[2]}}  {words:>{COLUMNS[3]}}  "
        f"{shortened(begins, COLUMNS[4])}"
    ).rstrip()


def shortened(text: str, width: int) -> str:
    """One line that does no harm in a terminal."""
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - 1]}…"


def sums(composition: Composition) -> Iterator[str]:
    kept = sum(count_words(piece.text) for piece in composition.placed)
    items = composition.document.left_out + composition.left_out
    left_out = sum(count_words(item.text) for item in items if item.counts)
    yield f"{len(composition.blocks)} blocks. Words: {kept} in the article, {left_out} left out."
    yield "Compared: every word and sign of the source is in one of the two, in the same order."
    by_hand = sum("add it by hand" in item.what for item in items)
    if by_hand:
        yield f"To add by hand: {by_hand} (pictures, embedded pages, addresses of links)."
