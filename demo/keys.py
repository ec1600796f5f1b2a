"""From the keys in the texts to the ids of the database."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamBlock

from clinic.content.features import TEXT_FEATURES
from demo.illustrations import ILLUSTRATIONS
from demo.readers import PASSAGES
from demo.shapes import Block, DocumentKey, ImageKey, PageKey, PersonKey, SharedTextKey, SourceKey

EDITED = re.compile(r"<(p|ul|ol)>")
LINK = re.compile(r'<a (cite|page|ask)="([a-z0-9-]+)">')


@dataclass
class Ids:
    """Primary keys by the keys of the texts."""

    images: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    shared_texts: dict[str, int] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        """A block's value with ids in the place of keys."""
        match value:
            case ImageKey():
                alt = ILLUSTRATIONS[value].alt
                return {"image": self.images[value], "decorative": False, "alt_text": alt}
            case DocumentKey():
                return self.documents[value]
            case SourceKey():
                return self.references[value]
            case PersonKey():
                return self.people[value]
            case SharedTextKey():
                return self.shared_texts[value]
            case PageKey():
                return self.pages[value]
            case str():
                return self.rich_text(value)
            case dict():
                return {name: self.resolve(child) for name, child in value.items()}
            case list():
                return [self.resolve(child) for child in value]
        return value

    def rich_text(self, html: str) -> str:
        """Rich text whose citations and page links lead to rows of the database, and whose
        passages ask their question."""

        def link(match: re.Match[str]) -> str:
            kind, key = match.groups()
            if kind == "cite":
                return f'<a linktype="reference" id="{self.references[key]}">'
            if kind == "ask":
                asked = PASSAGES[key]
                shown = ' shown="true"' if asked.shown else ""
                return format_html(
                    '<a linktype="passage" key="{}" question="{}"{}>',
                    asked.key,
                    asked.question,
                    mark_safe(shown),  # noqa: S308 - written above
                )
            return f'<a linktype="page" id="{self.pages[key]}">'

        return as_edited(LINK.sub(link, html))

    def stream(self, block: StreamBlock, body: list[Block]) -> list[Block]:
        """The value of a stream field, as if an editor had composed it."""
        raw = [{"type": name, "value": self.resolve(value)} for name, value in body]
        return [(child.block_type, child.value) for child in block.to_python(raw)]


def as_edited(html: str) -> str:
    """A rich text as the editor stores it, so that opening and saving a page changes nothing
    that a comparison would list. Anything else stays as it is."""
    if not EDITED.match(html):
        return html
    editor = ContentstateConverter(features=TEXT_FEATURES)
    return editor.to_database_format(editor.from_database_format(html))
