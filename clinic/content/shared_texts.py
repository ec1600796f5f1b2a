"""Texts that stand on several pages and are edited once."""

from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from clinic.content.blocks.base import plain_text
from clinic.content.blocks.callout import CalloutBlock
from clinic.content.blocks.section import PlainTextBlock
from clinic.content.blocks.walking import Inlined
from clinic.content.usage import pages_that_show


class SharedBody(blocks.StreamBlock):
    """What may be shared: words that need no heading of their own in the table of contents."""

    callout = CalloutBlock(group=_("Safety"))
    text = PlainTextBlock(group=_("Text"))


class SharedText(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, models.Model):
    """A warning or a text that pages show by a block. Only what is published shows."""

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("How editors find it; readers don't see it."),
    )
    content = StreamField(
        SharedBody(),
        verbose_name=_("content"),
        max_num=5,
        help_text=_(
            "Every page that shows it changes when you publish. Articles that a clinician signed "
            "with it need a clinician again."
        ),
    )

    panels = [FieldPanel("name"), FieldPanel("content")]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("content"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("shared text")
        verbose_name_plural = _("shared texts")

    def __str__(self) -> str:
        return self.name

    @property
    def inlined(self) -> Inlined:
        """Its content as it is stored, to be read in the place of its key."""
        return Inlined(self.content.stream_block, self.content.get_prep_value())

    @property
    def beginning(self) -> str:
        """Its first words."""
        words = plain_text(self.content.stream_block, self.content.get_prep_value())
        return Truncator(" ".join(words.split())).chars(120)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "content/shared_text_preview.html"


class StillInUseError(ProtectedError):
    """A text was to be deleted that pages show."""


def refusal(text: SharedText) -> str:
    """Why a text may not be deleted now; nothing for one that no page shows."""
    titles = list(pages_that_show(text).order_by("title").values_list("title", flat=True)[:4])
    if not titles:
        return ""
    shown = ", ".join(f"“{title}”" for title in titles[:3]) + (", …" if titles[3:] else "")
    return gettext("“%(text)s” is shown on %(pages)s. Take it off there first.") % {
        "text": text,
        "pages": shown,
    }


@receiver(pre_delete, sender=SharedText)
def protect(instance: SharedText, **kwargs: Any) -> None:
    """Raise StillInUseError for a text that a page shows."""
    if reason := refusal(instance):
        raise StillInUseError(reason, {instance})
