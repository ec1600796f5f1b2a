"""Files to read or print."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from clinic.content.shown import at_hand, shown_documents


class LinkedDocumentBlock(DocumentChooserBlock):
    """A document; while a page is rendered, only if a visitor may open it."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Wagtail's own block: a migration need not know this class."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        shown = at_hand()
        return list(map(shown.documents.get, values)) if shown else super().bulk_to_python(values)

    def get_searchable_content(self, value: Any) -> list[str]:
        """A document is found by its title, where a visitor may open it."""
        return [value.title] if value and shown_documents([value.pk]) else []


class DocumentValue(blocks.StructValue):
    @property
    def label(self) -> str:
        return self["title"] or (self["document"].title if self["document"] else "")

    @cached_property
    def public_document(self) -> Any:
        """The document, or None where its collection is private."""
        document = self["document"]
        return shown_documents([document.pk]).get(document.pk) if document else None


class DocumentBlock(blocks.StructBlock):
    """A file to read or print."""

    document = LinkedDocumentBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=160,
        help_text=_("Left empty, the document's own."),
    )
    description = blocks.TextBlock(
        label=_("What is in it"),
        required=False,
        rows=2,
        help_text=_("Why to open it, and how long it is."),
    )

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        links = super().bulk_to_python(values)
        shown = shown_documents([link["document"].pk for link in links if link["document"]])
        for link in links:
            link.public_document = shown.get(link["document"].pk) if link["document"] else None
        return links

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "document": get_document_model().objects.order_by("-created_at").first(),
                "title": "Questions for your first visit",
                "description": "Two pages to print and fill in.",
            }
        )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Document")
        label_format = "{document} {title}"
        description = _("A file to read or print, with its kind and size.")
        template = "content/blocks/document.html"
        value_class = DocumentValue
