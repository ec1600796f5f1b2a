"""What the pages of one sort are made of."""

from typing import NamedTuple

# For what a section answers: the headings to choose from, and the sentences, of which the first
# always stands there.
Sections = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


class Sort(NamedTuple):
    """In every text "{name}" stands for the page's own, "{number}" for any number."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    sections: Sections


def lines(text: str) -> tuple[str, ...]:
    """One entry a line."""
    return tuple(line.strip() for line in text.strip().splitlines())
