"""Links to a page of this site or to another address."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from clinic.content.editing import edited
from clinic.content.shown import at_hand, shown_pages


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page that is linked to; while a page is rendered, only if a visitor may read it, and while
    one is edited, in its own type and with its parent, as the editor shows it."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Wagtail's own block: a migration need not know this class."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        if shown := at_hand():
            return list(map(shown.pages.get, values))
        if (being_edited := edited()) and being_edited.pages.keys() >= {*values} - {None}:
            return list(map(being_edited.pages.get, values))
        return super().bulk_to_python(values)

    class Meta:
        label = _("Page")


class LinkValue(blocks.StructValue):
    """Where a link goes and what it says; an empty `href` when its page may not be shown."""

    @cached_property
    def shown_page(self) -> Page | None:
        page = self["page"]
        return shown_pages([page.pk]).get(page.pk) if page else None

    @property
    def href(self) -> str:
        if self["page"]:
            return (self.shown_page.url or "") if self.shown_page else ""
        return self["url"] or ""

    @property
    def label(self) -> str:
        return self["text"] or (self.shown_page.title if self.shown_page else "")


class LinkBlock(blocks.StructBlock):
    """Exactly one target: a page or an address."""

    page = LinkedPageBlock(
        label=_("Page"),
        required=False,
        help_text=_("Shown only while visitors may read the page."),
    )
    url = blocks.URLBlock(label=_("Or another address"), required=False)
    text = blocks.CharBlock(
        label=_("Words of the link"),
        required=False,
        max_length=80,
        help_text=_("Left empty, the page's title."),
    )

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        links = super().bulk_to_python(values)
        shown = shown_pages([link["page"].pk for link in links if link["page"]])
        for link in links:
            link.shown_page = shown.get(link["page"].pk) if link["page"] else None
        return links

    def clean(self, value: Mapping[str, Any]) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Choose a page or give an address: one of the two."))
            errors = {"page": error, "url": error}
        elif cleaned["url"] and not cleaned["text"]:
            errors = {"text": ValidationError(_("Say in words where the link goes."))}
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{text}"
        value_class = LinkValue
