"""Compares the words of the source with those of the blocks: none missing, none new.

It knows nothing of how the blocks were made: it reads them as they will be stored.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup

from blog.importing.composing import Composition
from blog.importing.document import tokens
from blog.importing.html_page import visible_lines
from blog.importing.source import Refused

# The fields of each block that hold words, in the order in which a reader meets them. A
# star marks rich text; a list's own fields follow its name.
Fields = tuple["str | tuple[str, Fields]", ...]
FIELDS: dict[str, Fields] = {
    "section": ("heading", "text*"),
    "process_steps": ("heading", "introduction*", ("steps", ("title", "text*", "duration"))),
    "factors": ("heading", "introduction*", ("factors", ("term", "explanation*"))),
    "benefits": ("heading", "introduction*", ("benefits", ("text", "detail*"))),
    "side_effects": ("heading", "introduction*", ("effects", ("effect", "what_to_do*"))),
    "bottom_line": ("heading", "text*"),
    "questions": ("heading", "introduction*", ("questions", ("question", "answer*"))),
    "quote": ("text", "attribution"),
}
SHOWN = 8


def check(composition: Composition, title: str, stored: Iterable[dict[str, Any]]) -> None:
    """Raise Refused unless the stored blocks say what the source says, in its order."""
    document = composition.document
    source = tokens(document.source_text)
    body = [token for text in texts_of(stored) for token in tokens(text)]
    left_out = [token for item in document.left_out if item.counts for token in tokens(item.text)]
    signs = document.signs + composition.signs
    before = Counter(source)
    after = Counter(tokens(title)) + Counter(body) + Counter(left_out) + signs
    if missing := before - after:
        raise Refused(f"Nothing was imported: it would lose {some(missing)}.")
    if added := after - before:
        raise Refused(f"Nothing was imported: it would add {some(added)}.")
    if not (in_order(body, source) and in_order(tokens(title), source)):
        raise Refused("Nothing was imported: its words would come in another order.")


def some(words: Counter[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in list(words)[:SHOWN])
    return f"{words.total()} word(s) or sign(s): {shown}{' …' if len(words) > SHOWN else ''}"


def in_order(part: list[str], whole: list[str]) -> bool:
    """Whether all of `part` comes in `whole` in the same order, with gaps or without."""
    rest = iter(whole)
    return all(token in rest for token in part)


def texts_of(stored: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The words of blocks as they are stored."""
    for block in stored:
        name, value = block["type"], block["value"]
        if name == "text":
            yield rich_words(value)
        elif name == "table":
            yield from table_texts(value)
        else:
            yield from field_texts(value, FIELDS[name])


def field_texts(value: dict[str, Any], fields: Fields) -> Iterator[str]:
    for field in fields:
        if isinstance(field, tuple):
            for item in value.get(field[0], []):
                # Wagtail wraps the entries of a list once it stores them.
                inner = item["value"] if item.get("type") == "item" else item
                yield from field_texts(inner, field[1])
        elif field.endswith("*"):
            yield rich_words(value.get(field[:-1], ""))
        else:
            yield value.get(field, "") or ""


def table_texts(value: dict[str, Any]) -> Iterator[str]:
    table = value["table"]
    yield table["caption"]
    for column in table["columns"]:
        yield column["heading"]
    for row in table["rows"]:
        for column, cell in zip(table["columns"], row["values"], strict=True):
            yield rich_words(cell) if column["type"] == "rich_text" else cell
    yield rich_words(value.get("note", ""))


def rich_words(html: str) -> str:
    return "\n".join(text for _line, text in visible_lines(BeautifulSoup(html, "html.parser")))
