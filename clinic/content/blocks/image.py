"""Pictures with a description for those who cannot see them."""

from copy import copy
from typing import Any

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageBlockComparison, ImageChooserBlock

from clinic.content.blocks.base import InlineTextBlock
from clinic.content.shown import shown_pictures


class LibraryImageBlock(ImageChooserBlock):
    """An image that brings all its renditions along, from what the page has at hand."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        found = shown_pictures([pk for pk in values if pk])
        return [copy(found.get(pk)) for pk in values]


class PictureComparison(ImageBlockComparison):
    """Wagtail's, also where there is no picture on one side or on both: it takes the parts of a
    picture that is not there, and the page that compares two revisions breaks."""

    def htmlvalue(self, val: Any) -> str:
        is_there = val and (not isinstance(val, dict) or val["image"])
        return super().htmlvalue(val) if is_there else ""

    def htmldiff(self) -> str:
        if self.val_a["image"] and self.val_b["image"]:
            return super().htmldiff()
        sides = (("deletion", self.val_a), ("addition", self.val_b))
        return format_html_join(
            "", '<div class="{}">{}</div>', [(name, self.htmlvalue(val)) for name, val in sides]
        )


class PictureBlock(ImageBlock):
    """An image with its alternative text, or marked as decorative."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"] = LibraryImageBlock(required=required)
        self.child_blocks["image"].set_name("image")
        self.child_blocks["alt_text"] = blocks.CharBlock(
            label=_("What the picture shows"),
            required=False,
            help_text=_(
                "For those who cannot see it: what it says here, not that it is a picture."
            ),
        )
        self.child_blocks["alt_text"].set_name("alt_text")

    def get_comparison_class(self) -> type[PictureComparison]:
        return PictureComparison

    class Meta:
        label_format = "{alt_text}"


class FigureBlock(blocks.StructBlock):
    """A picture with its alternative text, caption and credit."""

    image = PictureBlock(label=_("Picture"))
    caption = InlineTextBlock(
        label=_("Caption"), required=False, help_text=_("What the picture adds to the text.")
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the credit that the picture has in the library."),
    )

    def get_preview_value(self) -> Any:
        """The newest picture of the library, so that the chooser shows a real one."""
        newest = get_image_model().objects.order_by("-created_at").first()
        return self.normalize(
            {
                "image": newest and {"image": newest, "decorative": True, "alt_text": ""},
                "caption": "<p>A caption says what the picture adds to the text.</p>",
                "credit": "",
            }
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{image}"
        description = _("A picture with its description for those who cannot see it.")
        template = "content/blocks/image.html"
