"""Small words in which the demonstration's texts are written.

Texts name pages, pictures, people and sources by key. `demo.loading` turns the keys into
database ids, so that no text depends on the order in which things were created.
"""

import re
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

Block = tuple[str, Any]

NO_IMAGE = {"image": None, "decorative": False, "alt_text": ""}


class ImageKey(str):
    """A drawing of `demo.illustrations`, with its alternative text."""


class PageKey(str):
    """A page of the demonstration."""


class PersonKey(str):
    """A person of the demonstration."""


class SourceKey(str):
    """A published source."""


class DocumentKey(str):
    """A file of the demonstration."""


class SharedTextKey(str):
    """A text that several pages show."""


@dataclass(frozen=True)
class Source:
    """A published source: every field is as printed, and empty where it is not known."""

    kind: str
    title: str
    authors: str = ""
    container_title: str = ""
    year: int | None = None
    volume_pages: str = ""
    doi: str = ""
    pubmed_id: str = ""
    url: str = ""


@dataclass(frozen=True)
class Article:
    """An article and everything that hangs on it, by key."""

    slug: str
    title: str
    summary: str
    search_description: str
    authors: list[str]
    topics: list[str]
    lead_image: str
    body: list[Block]
    in_short: str = ""
    related: list[str] = field(default_factory=list)
    further_reading: list[str] = field(default_factory=list)
    draft: bool = False


@dataclass(frozen=True)
class StandingPage:
    """A page such as "Costs"."""

    slug: str
    title: str
    summary: str
    search_description: str
    body: list[Block]
    days_ago: int


def rich(text: str) -> str:
    """Rich text from paragraphs set apart by blank lines and lists of "- " lines."""
    return "".join(_block(part) for part in re.split(r"\n\s*\n", dedent(text).strip()) if part)


def _block(part: str) -> str:
    lines = [line.strip() for line in part.splitlines()]
    if not lines[0].startswith("- "):
        return f"<p>{' '.join(lines)}</p>"
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:])
        else:
            items[-1] += f" {line}"
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def plain(text: str) -> str:
    """One line of plain text from one that is wrapped in the source."""
    return " ".join(text.split())


def text(body: str) -> Block:
    return "text", rich(body)


def section(heading: str, body: str, level: str = "h2") -> Block:
    return "section", {"heading": heading, "level": level, "anchor": "", "text": rich(body)}


def benefits(heading: str, items: list[tuple[str, str]], introduction: str = "") -> Block:
    return "benefits", {
        **_opening(heading, introduction),
        "benefits": [{"text": plain(what), "detail": rich(detail)} for what, detail in items],
    }


def side_effects(
    heading: str, effects: list[tuple[str, str, str, str]], introduction: str = ""
) -> Block:
    """Each effect is (what, how common, how serious, what to do)."""
    return "side_effects", {
        **_opening(heading, introduction),
        "effects": [
            {
                "effect": plain(effect),
                "frequency": frequency,
                "seriousness": seriousness,
                "what_to_do": rich(what_to_do),
            }
            for effect, frequency, seriousness, what_to_do in effects
        ],
    }


def process_steps(
    heading: str,
    steps: list[tuple[str, str, str] | tuple[str, str, str, str]],
    introduction: str = "",
) -> Block:
    """Each step is (title, duration, text) and, if it has a picture, the picture's key."""
    return "process_steps", {
        **_opening(heading, introduction),
        "steps": [
            {
                "title": title,
                "duration": duration,
                "text": rich(body),
                "image": ImageKey(picture[0]) if picture else NO_IMAGE,
            }
            for title, duration, body, *picture in steps
        ],
    }


def factors(heading: str, items: list[tuple[str, str]], introduction: str = "") -> Block:
    return "factors", {
        **_opening(heading, introduction),
        "factors": [{"term": term, "explanation": rich(body)} for term, body in items],
    }


def bottom_line(heading: str, body: str, *, show_as_summary: bool = False) -> Block:
    return "bottom_line", {
        "heading": heading,
        "anchor": "",
        "text": rich(body),
        "show_as_summary": show_as_summary,
    }


def callout(kind: str, heading: str, body: str) -> Block:
    return "callout", {"kind": kind, "heading": heading, "text": rich(body)}


def crisis_help(heading: str = "", introduction: str = "") -> Block:
    return "crisis_help", {"heading": heading, "introduction": rich(introduction)}


def questions(heading: str, items: list[tuple[str, str]], introduction: str = "") -> Block:
    return "questions", {
        **_opening(heading, introduction),
        "questions": [{"question": asked, "answer": rich(answer)} for asked, answer in items],
    }


def image(key: str, caption: str) -> Block:
    return "image", {"image": ImageKey(key), "caption": rich(caption), "credit": ""}


def video(url: str, title: str, duration: str, poster: str, transcript: str) -> Block:
    return "video", {
        "url": url,
        "title": title,
        "duration": duration,
        "poster": ImageKey(poster),
        "transcript": rich(transcript),
    }


def quote(words: str, attribution: str, source_url: str) -> Block:
    return "quote", {"text": plain(words), "attribution": attribution, "source_url": source_url}


def table(
    caption: str, columns: list[tuple[str, str]], rows: list[list[str]], note: str = ""
) -> Block:
    """Each column is (kind, heading), of kind text, number or rich_text. Cells are written
    as words, so that 13.0 keeps its nought."""
    return "table", {
        "table": {
            "caption": caption,
            "columns": [{"type": kind, "heading": heading} for kind, heading in columns],
            "rows": [
                {
                    "values": [
                        _cell(kind, cell) for (kind, _), cell in zip(columns, row, strict=True)
                    ]
                }
                for row in rows
            ],
        },
        "note": rich(note),
    }


def shared_text(key: str) -> Block:
    return "shared_text", SharedTextKey(key)


def document(key: str, title: str, description: str) -> Block:
    return "document", {
        "document": DocumentKey(key),
        "title": title,
        "description": plain(description),
    }


def call_to_action(heading: str, body: str, label: str, page: str) -> Block:
    return "call_to_action", {
        "heading": heading,
        "text": rich(body),
        "link": {"page": PageKey(page), "url": "", "text": label},
    }


def related_pages(heading: str, pages: list[str]) -> Block:
    return "related_pages", {
        "heading": heading,
        "pages": [PageKey(key) for key in pages],
    }


def newest_pages(heading: str, parent: str, count: int) -> Block:
    return "newest_pages", {
        "heading": heading,
        "parent": PageKey(parent),
        "count": count,
    }


def people(heading: str, keys: list[str], introduction: str = "") -> Block:
    return "people", {
        **_opening(heading, introduction),
        "people": [PersonKey(key) for key in keys],
    }


def _opening(heading: str, introduction: str) -> dict[str, str]:
    return {"heading": heading, "anchor": "", "introduction": rich(introduction)}


def _cell(kind: str, cell: str) -> str:
    return rich(cell) if kind == "rich_text" else cell
