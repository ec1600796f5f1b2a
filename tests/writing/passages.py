"""Passages for the rules, written in a line each: [brackets] stand round words that cite."""

import re
from pathlib import Path
from typing import NamedTuple

from clinic.writing.checking import check_text
from clinic.writing.findings import Finding
from clinic.writing.rich_text import RichTextReader
from clinic.writing.text import BODY, PageText, Passage, Place
from clinic.writing.wording import Settings

# What the site comes with, but for what asks the database.
STARTING = Settings(dict.fromkeys(["broken_link", "outside_link"], ("off", 0)), {}, {})


class Labelled(NamedTuple):
    """A passage and the rules that it must set off."""

    words: str
    rules: frozenset[str]


def labelled(part: str) -> list[Labelled]:
    """The labelled passages of one part: "tuned" or "unseen"."""
    path = Path(__file__).parent / "labelled" / f"{part}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    told = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return [Labelled(words, frozenset(rules.split()) - {"-"}) for rules, words in told]


def text(*places: str, title: str = "A title", language: str = "en") -> PageText:
    """A page with a block for each of `places`."""
    passages = []
    for number, words in enumerate(places):
        cited = re.sub(r"\[(.*?)\]", r'<a linktype="reference" id="1">\1</a>', words)
        reader = RichTextReader(f"<p>{cited}</p>")
        place = Place(block_id=f"block-{number}", kind="section")
        passages.append(Passage(place, BODY, reader.sentences(), reader.links))
    return PageText(
        language=language,
        title=title,
        search_title=title,
        description="What a reader finds here, in a sentence of its own.",
        passages=passages,
        pictures=[],
        headings=[],
        kinds=["section"] * len(passages),
    )


def found_in(words: str, **options: str) -> list[Finding]:
    """What the rules find in a passage, `||` between places."""
    places = [place.strip() for place in words.split("||")]
    return check_text(text(*places, **options), STARTING)
