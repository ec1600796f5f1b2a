"""What the links inside a rich text lead to: references, pages and documents.

Wagtail keeps such a link as `<a linktype="page" id="3">` and asks the handler of its type
for the opening tag to show. A tag without an attribute means that the link leads nowhere
that a visitor may go; `clinic.content.citations` leaves only its words.
"""

from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from clinic.content.references import Reference
from clinic.content.shown import shown_documents, shown_pages
from clinic.content.stored_links import REFERENCE, row_id

NOWHERE = "<a>"


class CarefulLinks(LinkHandler):
    """Skips ids that no row can have, which come with imported texts, instead of failing."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Model | None]:
        ids = [row_id(attrs.get("id")) for attrs in attrs_list]
        found = cls.rows({pk for pk in ids if pk})
        return [found.get(pk) if pk else None for pk in ids]

    @classmethod
    def rows(cls, ids: set[int]) -> dict[int, Model]:
        """The linked objects that may be shown, by their ids."""
        return cls.get_model()._default_manager.in_bulk(ids)

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Any:
        if row_id(attrs.get("id")):
            yield cls.get_model(), attrs["id"], "", ""


class ReferenceLinks(CarefulLinks):
    """A citation. It becomes a mark with the reference's id, without asking the database: its
    number depends on the page that it stands on."""

    identifier = REFERENCE

    @staticmethod
    def get_model() -> type[Model]:
        return Reference

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        pk = row_id(attrs.get("id"))
        return format_html('<a data-reference="{}">', pk) if pk else NOWHERE


class PublicPageLinks(CarefulLinks, PageLinkHandler):
    """Links to pages that every visitor may read, in the reader's language where there is a
    translation."""

    @classmethod
    def rows(cls, ids: set[int]) -> dict[int, Page]:
        return shown_pages(ids)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [
            format_html('<a href="{}">', page.url) if page and page.url else NOWHERE
            for page in cls.get_many(attrs_list)
        ]


class PublicDocumentLinks(CarefulLinks, DocumentLinkHandler):
    """Links to documents that every visitor may open."""

    @classmethod
    def rows(cls, ids: set[int]) -> dict[int, Model]:
        return shown_documents(ids)
