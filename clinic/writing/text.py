"""A page as the rules read it: passages of sentences, and what stands round them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

# What a passage is to its page. Only the body can carry citations of its own; what stands at the
# top repeats it, and a quotation is somebody else's words.
BODY = "body"
HEADING = "heading"
TOP = "top"
QUOTATION = "quotation"


@dataclass(frozen=True)
class Link:
    """A link of a text: `kind` is "page", "document", "reference" or "url"; `target` its key or
    address."""

    kind: str
    target: str
    words: str


@dataclass(frozen=True)
class Place:
    """Where something stands: the body's block, its part of the page, and the page's field."""

    field: str = "body"
    block_id: str = ""
    kind: str = ""
    heading: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Sentence:
    text: str
    cited: bool = False

    @property
    def asks(self) -> bool:
        """A question claims nothing."""
        return self.text.rstrip(" ”’\")'").endswith("?")


@dataclass
class Passage:
    """A stretch of text that is read as one: paragraphs, an item of a list, a row of a table.

    `covered` is whether a citation beside the passage speaks for all of it.
    """

    place: Place
    role: str
    paragraphs: list[list[Sentence]]
    links: list[Link] = field(default_factory=list)
    is_item: bool = False
    covered: bool = False

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @cached_property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    def with_support(self) -> Iterator[tuple[Sentence, bool]]:
        """Each sentence, and whether a citation supports it: in it, in the sentence before or
        after within the paragraph, or anywhere in an item."""
        for paragraph in self.paragraphs:
            for number, sentence in enumerate(paragraph):
                near = paragraph[max(0, number - 1) : number + 2]
                yield sentence, self.covered or any(each.cited for each in near)


@dataclass(frozen=True)
class Picture:
    place: Place
    alt_text: str
    decorative: bool


@dataclass(frozen=True)
class Heading:
    """A heading of the body, and whether anything stands below it before the next."""

    place: Place
    level: int
    filled: bool


@dataclass
class PageText:
    """All that the rules know of a page."""

    language: str
    title: str
    search_title: str
    description: str
    passages: list[Passage]
    pictures: list[Picture]
    headings: list[Heading]
    kinds: list[str]
    linked_pages: list[tuple[Place, int]] = field(default_factory=list)
    page_id: int | None = None

    def of(self, *roles: str) -> Iterator[Passage]:
        """The passages with one of these roles, in the order of reading."""
        return (passage for passage in self.passages if passage.role in roles)

    def block_text(self, place: Place) -> str:
        """The words of everything in the block of a place, its heading among them."""
        return self._texts.get((place.field, place.block_id), "")

    @cached_property
    def _texts(self) -> dict[tuple[str, str], str]:
        texts: dict[tuple[str, str], list[str]] = {}
        for passage in self.passages:
            texts.setdefault((passage.place.field, passage.place.block_id), []).append(passage.text)
        return {key: " ".join(parts) for key, parts in texts.items()}
