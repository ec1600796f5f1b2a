"""Some hundred pages that compete with the demonstration clinic's for the same words.

All of it is invented and says so: medicines and treatments that do not exist, everyday subjects
without any advice that could be taken for medicine. The same seed gives the same pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.search.quality import wording_en, wording_es
from tests.search.quality.sorts import Sort

SEED = 20_261_124


@dataclass(frozen=True)
class InventedSection:
    """`about` is what it answers, whatever its heading."""

    about: str
    heading: str
    text: str


@dataclass(frozen=True)
class InventedPage:
    """`name` is what the page is about; `sort` the kind of thing that is."""

    language: str
    sort: str
    name: str
    title: str
    summary: str
    sections: tuple[InventedSection, ...]

    def headings(self, about: str) -> list[str]:
        return [section.heading for section in self.sections if section.about == about]


def invented_pages() -> list[InventedPage]:
    """All of them, English before Spanish."""
    return [
        page
        for language, wording in (("en", wording_en), ("es", wording_es))
        for page in pages_in(language, wording.SORTS, wording.MENTIONS)
    ]


def pages_in(
    language: str, sorts: dict[str, Sort], mentions: tuple[str, ...]
) -> Iterator[InventedPage]:
    for sort, wording in sorts.items():
        for name in wording.names:
            # Seeded by the name, so that a new page changes no other.
            yield page_of(language, sort, name, wording, mentions, Random(f"{SEED} {name}"))


def page_of(
    language: str, sort: str, name: str, wording: Sort, mentions: tuple[str, ...], chance: Random
) -> InventedPage:
    def filled(text: str) -> str:
        text = text.replace("{name}", name).replace("{number}", str(chance.randint(2, 90)))
        return text[0].upper() + text[1:]

    sections = []
    for about, (headings, sentences) in wording.sections.items():
        first, *rest = sentences  # which says what the section is about
        chosen = [first, *chance.sample(rest, k=min(len(rest), chance.randint(1, 3)))]
        if chance.random() < 0.4:
            chosen.append(chance.choice(mentions))
        text = " ".join(map(filled, chosen))
        sections.append(InventedSection(about, filled(chance.choice(headings)), text))
    return InventedPage(
        language=language,
        sort=sort,
        name=name,
        title=filled(chance.choice(wording.titles)),
        summary=filled(chance.choice(wording.summaries)),
        sections=tuple(sections),
    )
