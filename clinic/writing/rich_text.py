"""A stored rich text as paragraphs of sentences, with what cites a source and what links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from clinic.content.stored_links import REFERENCE
from clinic.writing.sentences import spans
from clinic.writing.text import Link, Sentence

# What ends a line; `clinic.content.blocks.base.rich_text_words` breaks at the same.
_BREAKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr"}


@dataclass
class Paragraph:
    text: str = ""
    cited: list[tuple[int, int]] = field(default_factory=list)

    def append(self, words: str, *, cited: bool) -> None:
        words = " ".join(f"x{words}x".split())[1:-1]  # a space at either end counts
        if not self.text or self.text.endswith(" "):
            words = words.lstrip()
        if cited and words.strip():
            self.cited.append((len(self.text), len(self.text) + len(words)))
        self.text += words

    @property
    def sentences(self) -> list[Sentence]:
        return [
            Sentence(
                self.text[start:end].strip(),
                any(start < stop and begin < end for begin, stop in self.cited),
            )
            for start, end in spans(self.text)
        ]


class RichTextReader(HTMLParser):
    """Read once: `paragraphs` and `links`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = [Paragraph()]
        self.links: list[Link] = []
        self._open: list[tuple[str, str, int]] = []  # kind, target, where its words begin
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BREAKS:
            self._break()
        elif tag == "a":
            if kind := given.get("linktype"):
                opened = (kind, given.get("id") or "")
            else:
                opened = ("url", given.get("href") or "")
            self._open.append((*opened, len(self.paragraphs[-1].text)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._break()
        elif tag == "a" and self._open:
            kind, target, start = self._open.pop()
            self.links.append(Link(kind, target, self.paragraphs[-1].text[start:].strip()))

    def handle_data(self, data: str) -> None:
        cited = any(kind == REFERENCE for kind, *_rest in self._open)
        self.paragraphs[-1].append(data, cited=cited)

    def _break(self) -> None:
        if self.paragraphs[-1].text.strip():
            self.paragraphs.append(Paragraph())

    def sentences(self) -> list[list[Sentence]]:
        """The sentences of each paragraph that has any."""
        return [found for paragraph in self.paragraphs if (found := paragraph.sentences)]
