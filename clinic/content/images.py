"""The image library's model, with what a medical site must know of a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class ClinicImage(AbstractImage):
    """A picture and who is to be credited for it."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, and its licence. Shown under it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def find_existing_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Wagtail's, with the alternative text of this use of the image: renditions that were
        fetched beforehand know the image alone."""
        found = super().find_existing_renditions(*filters)
        for rendition in found.values():
            rendition.image = self
        return found


class ClinicRendition(AbstractRendition):
    """One size and format of a picture, made when it is first shown."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
