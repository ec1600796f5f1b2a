"""Pages to read next: chosen ones, or the newest below a page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.models import Page

from clinic.content.blocks.link import LinkedPageBlock
from clinic.content.listing import newest_first, visible, visible_in_order


class RelatedPagesValue(blocks.StructValue):
    @cached_property
    def visible_pages(self) -> list[Page]:
        """The chosen pages that a visitor may read."""
        ids = [page.pk for page in self["pages"] if page]
        return visible_in_order(Page.objects.specific(), ids)


class RelatedPagesBlock(blocks.StructBlock):
    """Chosen pages to read next."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, default=_("Read next"))
    pages = blocks.ListBlock(LinkedPageBlock(), label=_("Pages"), min_num=1, max_num=12)

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """The pages of all blocks together."""
        lists = super().bulk_to_python(values)
        chosen = [[page.pk for page in each["pages"] if page] for each in lists]
        pages = visible_in_order(Page.objects.specific(), [pk for ids in chosen for pk in ids])
        found = {page.pk: page for page in pages}
        for each, ids in zip(lists, chosen, strict=True):
            each.visible_pages = [found[pk] for pk in dict.fromkeys(ids) if pk in found]
        return lists

    class Meta:
        icon = "doc-full"
        label = _("Related pages")
        label_format = "{heading}"
        description = _("Pages to read next, chosen by you.")
        template = "content/blocks/related_pages.html"
        value_class = RelatedPagesValue

    def get_preview_value(self) -> Any:
        newest = newest_first(visible(Page.objects.filter(depth__gt=2)))[:2]
        return self.normalize({"heading": _("Read next"), "pages": list(newest)})


class NewestPagesValue(blocks.StructValue):
    @cached_property
    def visible_pages(self) -> list[Page]:
        """The newest pages below `parent` that a visitor may read, `count` at the most."""
        if not self["parent"]:
            return []
        below = visible(Page.objects.descendant_of(self["parent"]))
        return list(newest_first(below).specific()[: self["count"]])


class NewestPagesBlock(blocks.StructBlock):
    """The newest pages below one page; they change by themselves."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160, default=_("New"))
    parent = LinkedPageBlock(label=_("Below the page"), help_text=_("For example: Articles"))
    count = blocks.IntegerBlock(
        label=_("How many at the most"), min_value=1, max_value=12, default=3
    )

    class Meta:
        icon = "history"
        form_layout = BlockGroup(children=["heading", "parent"], settings=["count"])
        label = _("Newest pages")
        label_format = "{heading}"
        description = _("The newest pages below one page; the list keeps itself up to date.")
        template = "content/blocks/related_pages.html"
        value_class = NewestPagesValue

    def get_preview_value(self) -> Any:
        return self.normalize({"heading": _("New"), "parent": Page.objects.first(), "count": 2})
