"""Articles and the page that lists them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.feeds import ArticleFeed
from blog.pasting import PastePanel
from clinic.content.blocks.link import LinkedPageBlock
from clinic.content.blocks.streams import ArticleBody
from clinic.content.features import INLINE_FEATURES
from clinic.content.fields import FormattedTextField
from clinic.content.listing import newest_first, paginated, visible, visible_in_order
from clinic.content.mixins import (
    PROMOTE_PANELS,
    BodyMixin,
    BreadcrumbMixin,
    LeadPictureMixin,
    SummaryMixin,
)
from clinic.content.models import Person, Reference, Topic
from clinic.content.person_chooser import AuthorChooser
from clinic.content.starting import TemplateMixin
from clinic.feedback.mixins import FEEDBACK_FIELDS, FeedbackMixin
from clinic.review.mixins import ClinicalReviewMixin
from clinic.writing.mixins import CheckedWritingMixin, ExplainedWordsMixin
from clinic.writing.previews import PreviewsMixin

RELATED_COUNT = 3
# The slices of each list that a front cache may keep: further ones would be many addresses to
# purge, for few readers.
KEPT_SLICES = range(1, 11)


class ArticleIndexPage(PreviewsMixin, RoutablePageMixin, BreadcrumbMixin, SummaryMixin, Page):
    """The list of articles, filtered by topic, and its feed."""

    content_panels = [*Page.content_panels, *SummaryMixin.content_panels]
    promote_panels = PROMOTE_PANELS
    search_fields = [*Page.search_fields, *SummaryMixin.search_fields]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage"]
    template = "blog/article_index_page.html"

    class Meta:
        verbose_name = _("article index")

    def articles(self) -> PageQuerySet:
        """Visible articles."""
        return visible(ArticlePage.objects.child_of(self))

    def topics(self) -> models.QuerySet[Topic]:
        """Topics that have a visible article here."""
        return Topic.objects.filter(Exists(self.articles().filter(topics=OuterRef("pk"))))

    def get_cached_paths(self) -> Iterator[str]:
        """The list and its feed, and the first slices of the list and of each topic's as the
        page itself links to them; lazily, as most requests are for the first."""
        yield from ("/", "/feed/")
        yield from (f"/?page={number}" for number in KEPT_SLICES)
        for slug in Topic.objects.values_list("slug", flat=True):
            yield f"/?topic={slug}"
            yield from (f"/?topic={slug}&page={number}" for number in KEPT_SLICES)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = newest_first(self.articles())
        slug = request.GET.get("topic", "")
        topic = Topic.objects.filter(slug=slug).first() if slug else None
        if slug and topic is None:
            raise Http404
        if topic:
            articles = articles.filter(topics=topic)
        context["topic"] = topic
        context["topics"] = self.topics()
        context["query"] = f"topic={topic.slug}" if topic else ""
        context["articles"] = paginated(articles.with_cards(), request.GET.get("page"))
        return context

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return ArticleFeed(self)(request)


class ArticleQuerySet(PageQuerySet):
    def with_cards(self) -> "ArticleQuerySet":
        """With all that a card shows, however many: lead picture, authors, topics."""
        return self.defer("body").prefetch_related(
            "lead_image__renditions", "article_authors", "topics"
        )


class ArticlePage(
    TemplateMixin,
    FeedbackMixin,
    CheckedWritingMixin,
    ClinicalReviewMixin,
    ExplainedWordsMixin,
    LeadPictureMixin,
    BodyMixin,
    SummaryMixin,
    BreadcrumbMixin,
    Page,
):
    """An answer to a reader's question, composed of blocks."""

    in_short = FormattedTextField(
        _("in short"),
        blank=True,
        features=INLINE_FEATURES,
        help_text=_(
            "The answer in two or three sentences, right under the title. Left empty, the "
            "bottom line may take its place."
        ),
    )
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="articles"
    )
    body = StreamField(ArticleBody(), verbose_name=_("content"), blank=True)
    references = StreamField(
        [("reference", SnippetChooserBlock(Reference, label=_("Reference")))],
        verbose_name=_("further references"),
        blank=True,
        help_text=_("Sources that no sentence cites. Those that are cited are listed anyway."),
    )
    related_articles = StreamField(
        [("article", LinkedPageBlock(page_type="blog.ArticlePage", label=_("Article")))],
        verbose_name=_("related articles"),
        blank=True,
        max_num=6,
        help_text=_("Left empty, the newest articles on the same topics."),
    )

    content_panels = [
        *Page.content_panels,
        *SummaryMixin.content_panels,
        FieldPanel("in_short"),
        *LeadPictureMixin.content_panels,
        MultipleChooserPanel(
            "article_authors",
            chooser_field_name="person",
            panels=[FieldPanel("person", widget=AuthorChooser)],
            heading=_("Authors"),
            label=_("Author"),
        ),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        PastePanel("body"),
        FieldPanel("references"),
        FieldPanel("related_articles"),
    ]
    promote_panels = PROMOTE_PANELS
    settings_panels = [*Page.settings_panels, *FeedbackMixin.feedback_panels]
    search_fields = [
        *Page.search_fields,
        *SummaryMixin.search_fields,
        index.SearchField("in_short", boost=2),
        *BodyMixin.search_fields,
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]

    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "blog/article_page.html"

    # What an article is filed under and leads on to is the editors' to choose.
    review_exempt_fields = ("topics", "related_articles", *FEEDBACK_FIELDS)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = _("article")

    @cached_property
    def short_answer(self) -> str:
        """The "In short" of the page, or the bottom line where it stands in for it."""
        bottom_lines = (
            item["value"]["text"]
            for item in self.body.get_prep_value()
            if item["type"] == "bottom_line" and item["value"].get("show_as_summary")
        )
        return self.in_short or next(bottom_lines, "")

    @cached_property
    def author_list(self) -> list[Person]:
        return [row.person for row in self.article_authors.all()]

    @cached_property
    def topic_list(self) -> list[Topic]:
        return list(self.topics.all())

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A stored revision as a page, without the authors that were deleted since: modelcluster
        fails on one that is protected."""
        if rows := data.get("article_authors"):
            people = Person.objects.in_bulk([row["person"] for row in rows])
            data = {**data, "article_authors": [row for row in rows if row["person"] in people]}
        return super().from_serializable_data(data, *args, **kwargs)

    def cited_texts(self) -> list[Any]:
        return [self.short_answer, self.body]

    def shown_people(self) -> list[Person]:
        return self.author_list

    def listed_references(self) -> list[int]:
        return [item["value"] for item in self.references.get_prep_value()]

    @cached_property
    def related(self) -> list[Page]:
        """The articles chosen by hand, or else the newest on the same topics."""
        articles = ArticlePage.objects.exclude(pk=self.pk).defer("body")
        chosen_ids = [item["value"] for item in self.related_articles.get_prep_value()]
        if chosen := visible_in_order(articles, chosen_ids):
            return chosen
        same_topic = visible(articles.filter(topics__in=self.topic_list)).distinct()
        return list(newest_first(same_topic)[:RELATED_COUNT])


class ArticleAuthorManager(models.Manager["ArticleAuthor"]):
    """Every use of the rows shows the people: fetch both at once."""

    def get_queryset(self) -> models.QuerySet["ArticleAuthor"]:
        return super().get_queryset().select_related("person")


class ArticleAuthor(Orderable):
    """One author of an article."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_authors")
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_author": True},
    )

    objects = ArticleAuthorManager()

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="article_author_once")
        ]
