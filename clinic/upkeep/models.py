"""What is known of live pages beside their text: how long they are, what is broken in them, and
how often they are read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageStock(models.Model):
    """How many words a live page's body has."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    words = models.PositiveIntegerField(_("words"))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.words}"


class Flaw(models.Model):
    """A place of a live page where something is broken or missing.

    `field`, `block` and `heading` say where; `words` are those of the link, or its address.
    """

    class Kind(models.TextChoices):
        LINK = "link", _("Broken link within the site")
        OUTSIDE = "outside", _("Broken link to another site")
        PICTURE = "picture", _("Picture without a text")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    words = models.CharField(_("words"), max_length=500, blank=True)
    message = models.CharField(_("what is wrong"), max_length=250)
    field = models.CharField(max_length=60)
    block = models.CharField(max_length=60, blank=True)
    heading = models.CharField(_("below the heading"), max_length=255, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_kind_display()}"


class PageCount(models.Model):
    """How often a page was read on a day, and how often search led there."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(db_index=True)
    reads = models.PositiveIntegerField(default=0)
    landings = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="upkeep_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.day}: {self.reads}"


class ReadLog(models.Model):
    """How far a log of reads has been counted: the file's inode, and the bytes of it."""

    name = models.CharField(max_length=500, unique=True)
    inode = models.BigIntegerField(default=0)
    offset = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
