"""Behaviour that page types share. Each mixin owns its fields, panels, search fields and
help texts; a page type lists them."""

from copy import copy
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from clinic.content.blocks.shared_text import at_hand
from clinic.content.people import Person
from clinic.content.sections import (
    Section,
    assign_anchors,
    contents,
    reading_minutes,
    sections,
)
from clinic.content.shown import Shown

# Wagtail's, without "Show in menus": the clinic settings hold the navigation.
PROMOTE_PANELS: list[Panel] = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("For search engines"),
    )
]


class BreadcrumbMixin(models.Model):
    """The way from the home page to this one."""

    class Meta:
        abstract = True

    @cached_property
    def ancestry(self) -> list[Page]:
        """The pages above this one, from the root of the tree; each has `is_restricted` when
        `clinic.routing` found them on its way."""
        return list(self.get_ancestors())

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's, without its queries where the way here is known to be open."""
        way = [*self.ancestry, self]
        if all(getattr(page, "is_restricted", None) is False for page in way) and not any(
            page.alias_of_id for page in way
        ):
            return PageViewRestriction.objects.none()
        restrictions = super().get_view_restrictions()
        # Wagtail's forget what holds for the pages above the one that an alias mirrors.
        for page in way:
            if page.alias_of_id:
                restrictions |= page.alias_of.get_view_restrictions()
        return restrictions

    @property
    def breadcrumb(self) -> list[Page]:
        """The live pages above this one, the home page first."""
        return [page for page in self.ancestry if page.depth > 1 and page.live]


class SummaryMixin(models.Model):
    """A sentence or two, for the top of the page, listings, search results and feeds."""

    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("One or two plain sentences. Shown under the title, in lists and in searches."),
    )

    content_panels: ClassVar[list[Panel]] = [FieldPanel("summary")]
    search_fields: ClassVar[list[Any]] = [index.SearchField("summary", boost=2)]

    class Meta:
        abstract = True

    @property
    def meta_description(self) -> str:
        return self.search_description or self.summary


class LeadPictureMixin(models.Model):
    """A picture at the top of the page and on its cards."""

    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_(
            "For those who cannot see it. Leave it empty only if the picture merely decorates."
        ),
    )

    content_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading=_("Lead picture")
        )
    ]

    class Meta:
        abstract = True

    def shown_image_ids(self) -> list[int]:
        return [self.lead_image_id] if self.lead_image_id else []

    def take(self, shown: Shown) -> None:
        super().take(shown)
        if self.lead_image_id:
            self.lead_image = copy(shown.pictures.get(self.lead_image_id))

    @property
    def lead_picture(self) -> Any:
        """The image with its `contextual_alt_text` and `decorative`, as an image block gives
        it, or None."""
        image = self.lead_image
        if image is not None:
            image.contextual_alt_text = self.lead_image_alt
            image.decorative = not self.lead_image_alt
        return image


class BodyMixin(models.Model):
    """A body of blocks; the page type brings the `body` field with the list that it offers."""

    content_panels: ClassVar[list[Panel]] = [FieldPanel("body")]
    search_fields: ClassVar[list[Any]] = [index.SearchField("body")]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """What Wagtail calls before it saves what is or goes live."""
        assign_anchors(self.body)
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What Wagtail calls before it saves a draft."""
        assign_anchors(self.body)
        super().minimal_clean()

    def cited_texts(self) -> list[Any]:
        """The rich texts and streams that the page shows, in the order of reading."""
        return [self.body]

    def listed_references(self) -> list[int]:
        """The ids of references that the page lists though no sentence cites them."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # They need Wagtail's models, which are not ready while models are being defined.
        from clinic.content.citations import Citations
        from clinic.content.clinic_settings import ClinicSettings

        context = super().get_context(request, *args, **kwargs)
        texts = self.cited_texts()
        clinic = ClinicSettings.for_request(request)
        citations = Citations(*texts, listed=self.listed_references())
        shown = Shown(
            *texts,
            page=self,
            image_ids=self.shown_image_ids(),
            page_ids=clinic.linked_page_ids,
        )
        with shown.ready():
            self.take(shown)
            citations.look_up_links()
            _ = clinic.shown_pages
        context["citations"] = citations
        context["shown"] = shown
        context["translations"] = shown.translations
        return context

    def shown_image_ids(self) -> list[int]:
        """The images that the page shows outside of its texts."""
        return []

    def shown_people(self) -> list[Person]:
        """The people whom the page names outside of its texts."""
        return []

    def take(self, shown: Shown) -> None:
        """Make all blocks of the body while what they show is at hand. From then on a link to
        a page that a visitor may not read is empty: this instance is for showing, not saving."""
        with at_hand(self.body):
            for block in self.body:
                _ = block.value

    @property
    def sections(self) -> list[Section]:
        """The parts of the body with their anchors and words, in reading order."""
        return sections(self.body)

    @cached_property
    def contents(self) -> list[Section]:
        """The table of contents."""
        return contents(self.body)

    @property
    def reading_minutes(self) -> int:
        return reading_minutes("\n".join(section.text for section in self.sections))
