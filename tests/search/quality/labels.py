"""The labelled questions: what somebody may type, and which sections answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).resolve().parent

# A page's name, and what a section of it is known by: its anchor, or what it is about.
Answer = tuple[str, str]
# Reads what a line tells of its answers.
Answers = Callable[[str], Iterator[Answer]]
TOP = ""  # the top of a page, above its first heading


@dataclass(frozen=True)
class Label:
    """Words, and the sections of which each would do as an answer."""

    words: str
    kind: str
    language: str
    answers: frozenset[Answer]

    @property
    def held_back(self) -> bool:
        """Whether it is of the third that nothing may be tuned by."""
        return crc32(self.words.encode()) % 3 == 0


def labels() -> list[Label]:
    return [
        *read("demonstration", "en", demonstration_answers("demonstration")),
        *read("invented", "en", invented_answers),
        *read("spanish", "es", invented_answers),
    ]


def by_others() -> list[Label]:
    """Questions by people who had not seen the search's words. From the first file the search was
    taught; the second nobody who works on the search has read."""
    return [
        replace(label, kind=kind)
        for file, kind in (("second_hand", "read"), ("unseen", "unseen"))
        for label in read(file, "en", demonstration_answers(file))
    ]


def lines(file: str) -> list[str]:
    text = (HERE / f"{file}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read(file: str, language: str, answers: Answers) -> Iterator[Label]:
    kind = ""
    for line in lines(file):
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("@"):
            words, _, told = line.partition(" | ")
            yield Label(words, kind, language, frozenset(answers(told)))


def demonstration_answers(file: str) -> Answers:
    """Reads "page#anchor page#anchor", the pages by the short names that the file gives them."""
    slugs = dict(line[1:].split() for line in lines(file) if line.startswith("@"))

    def answers(told: str) -> Iterator[Answer]:
        for answer in told.split():
            name, _, anchor = answer.partition("#")
            yield slugs.get(name, name), anchor

    return answers


def invented_answers(told: str) -> Iterator[Answer]:
    """Reads "page: about about"."""
    name, _, abouts = told.partition(": ")
    for about in abouts.split():
        yield name, TOP if about == "top" else about
