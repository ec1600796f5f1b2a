"""The parts of a page: one source for the table of contents, search, reading time and all
that speaks of a page's text or links into it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from wagtail.blocks import StreamValue

from clinic.content.blocks.base import ANCHOR_LENGTH, HeadedBlock, anchor_from, plain_text
from clinic.content.blocks.shared_text import with_shared
from clinic.content.blocks.walking import Part

# What the list of references and the citations are called on a page.
RESERVED = re.compile(r"reference-\d+|citation-\d+-\d+")

WORDS_A_MINUTE = 220  # silent reading of English non-fiction, 238 (Brysbaert 2019), less care


@dataclass
class Section:
    """A heading with all that stands below it until the next one.

    `kind` is the block's name; the text before the first heading has an empty heading and
    anchor. `parts` are the blocks and their stored values.
    """

    kind: str
    heading: str
    anchor: str
    level: int
    children: list["Section"] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list, repr=False)

    @cached_property
    def text(self) -> str:
        """The words in reading order, one paragraph a line, heading included."""
        lines = (plain_text(*part) for part in self.parts)
        return "\n".join(line for line in lines if line)


def assign_anchors(body: StreamValue) -> None:
    """Give each headed block that lacks one an anchor, and a copied block a new one.

    An anchor once given is kept, whatever becomes of the headings.
    """
    taken: set[str] = set()
    unnamed = []
    for block in body:
        if not isinstance(block.block, HeadedBlock):
            continue
        anchor = block.value["anchor"]
        if anchor and is_free(anchor, taken):
            taken.add(anchor)
        else:
            unnamed.append(block)
    for block in unnamed:
        if heading := (block.value["heading"] or "").strip():
            block.value["anchor"] = unique(anchor_from(heading), taken)
            taken.add(block.value["anchor"])


def is_free(anchor: str, taken: set[str]) -> bool:
    """Whether nothing else on the page has this name."""
    return anchor not in taken and not RESERVED.fullmatch(anchor)


def unique(anchor: str, taken: set[str]) -> str:
    """`anchor`, or the first of anchor-2, anchor-3 ... that is free."""
    candidate, number = anchor, 1
    while not is_free(candidate, taken):
        number += 1
        suffix = f"-{number}"
        candidate = anchor[: ANCHOR_LENGTH - len(suffix)].rstrip("-") + suffix
    return candidate


def sections(body: StreamValue) -> list[Section]:
    """The parts of a page's body in reading order, h2 and h3 alike; asks the database for
    nothing but shared texts."""
    return list(_sections(body))


def _sections(body: StreamValue) -> Iterator[Section]:
    current = Section(kind="", heading="", anchor="", level=2)
    for item in with_shared(body):
        block = body.stream_block.child_blocks[item["type"]]
        raw = item["value"]
        if isinstance(block, HeadedBlock):
            if current.parts:
                yield current
            current = Section(
                kind=item["type"],
                heading=raw.get("heading") or "",
                anchor=raw.get("anchor") or "",
                level=block.heading_level(raw),
            )
        current.parts.append((block, raw))
    if current.parts:
        yield current


def contents(body: StreamValue) -> list[Section]:
    """The table of contents: main headings, each with those below it as its children."""
    entries: list[Section] = []
    for section in _sections(body):
        if not section.anchor:
            continue
        if section.level == 3 and entries:
            entries[-1].children.append(section)
        else:
            entries.append(section)
    return entries


def reading_minutes(text: str) -> int:
    """Whole minutes to read `text`, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))
