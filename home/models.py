"""The home page and the pages about the clinic."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from blog.models import ArticleIndexPage
from clinic.content.blocks.streams import HomeBody, StandardBody
from clinic.content.listing import visible
from clinic.content.mixins import (
    PROMOTE_PANELS,
    BodyMixin,
    BreadcrumbMixin,
    LeadPictureMixin,
    SummaryMixin,
)
from clinic.content.models import Topic
from clinic.writing.mixins import CheckedWritingMixin, ExplainedWordsMixin


class HomePage(CheckedWritingMixin, LeadPictureMixin, BodyMixin, BreadcrumbMixin, Page):
    """The front door: who we are, where to begin, what to do in a crisis."""

    lead = models.TextField(
        _("welcome"), max_length=400, blank=True, help_text=_("Two or three sentences.")
    )
    article_index = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("where the articles are"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The topics on the home page lead there."),
    )
    body = StreamField(HomeBody(), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        *LeadPictureMixin.content_panels,
        PageChooserPanel("article_index", "blog.ArticleIndexPage"),
        *BodyMixin.content_panels,
    ]
    promote_panels = PROMOTE_PANELS
    search_fields = [*Page.search_fields, index.SearchField("lead"), *BodyMixin.search_fields]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "blog.ArticleIndexPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    @property
    def meta_description(self) -> str:
        return self.search_description or self.lead

    @cached_property
    def shown_article_index(self) -> ArticleIndexPage | None:
        return visible(ArticleIndexPage.objects.filter(pk=self.article_index_id)).first()

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics to begin with: those that a visible article is about."""
        index = self.shown_article_index
        return list(index.topics()[:12]) if index else []


class StandardPage(
    CheckedWritingMixin, ExplainedWordsMixin, BodyMixin, SummaryMixin, BreadcrumbMixin, Page
):
    """A page about the clinic: about, how we work, costs, the team."""

    body = StreamField(StandardBody(), verbose_name=_("content"), blank=True)

    kind_name = _("About the clinic")  # what visitors call it

    content_panels = [
        *Page.content_panels,
        *SummaryMixin.content_panels,
        *BodyMixin.content_panels,
    ]
    promote_panels = PROMOTE_PANELS
    search_fields = [
        *Page.search_fields,
        *SummaryMixin.search_fields,
        *BodyMixin.search_fields,
    ]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
