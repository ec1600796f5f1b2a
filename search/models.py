"""What search keeps: the passages of the site, its vocabulary, what the clinic says about
words, and how often something was asked."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class Passage(models.Model):
    """A part of a page that may answer a question: what stands above its first heading (the
    lead), or a heading with what is below it.

    Only what every visitor may read has passages. The columns that end in `_terms` hold the
    analysed text; triggers of the database keep the engine's index in step with them.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(help_text="0 is the lead.")
    language = models.CharField(max_length=20)
    anchor = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=40, blank=True, help_text="The block's name.")
    heading = models.CharField(max_length=255, help_text="The page's title for a lead.")
    text = models.TextField(blank=True)
    keywords = models.TextField(blank=True, help_text="Found, and not shown: topics, authors.")
    title_terms = models.TextField(blank=True)
    heading_terms = models.TextField(blank=True)
    short_terms = models.TextField(blank=True, help_text="Summary, in short, bottom line.")
    body_terms = models.TextField(blank=True)
    tags = models.TextField(blank=True, help_text="Language, kind and topics, to filter by.")
    length = models.PositiveIntegerField(help_text="Terms of the body.")
    published_at = models.DateTimeField(null=True)
    expire_at = models.DateTimeField(null=True)
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="search_passage_once")
        ]
        indexes = [
            models.Index(fields=["-published_at"], name="search_passage_newest"),
            models.Index(
                fields=["expire_at"],
                name="search_passage_expiry",
                condition=models.Q(expire_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}#{self.anchor}"


class Word(models.Model):
    """A word of the passages in a language, and how many of them hold it."""

    language = models.CharField(max_length=20)
    word = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60)
    sound = models.CharField(max_length=60, help_text="What misspellings leave alone.")
    initial = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()
    passages = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="search_word_once")
        ]
        indexes = [
            models.Index(fields=["language", "stem"], name="search_word_stem"),
            models.Index(fields=["language", "sound"], name="search_word_sound"),
            models.Index(fields=["language", "initial", "length"], name="search_word_initial"),
        ]

    def __str__(self) -> str:
        return self.word


class IndexSize(models.Model):
    """How much a language's index holds."""

    language = models.CharField(max_length=20, primary_key=True)
    passages = models.BigIntegerField(default=0)
    terms = models.BigIntegerField(default=0, help_text="Of all bodies.")

    def __str__(self) -> str:
        return self.language


class Synonym(models.Model):
    """Words that mean the same, or lead to others, in one language."""

    language = models.CharField(
        _("language"), max_length=20, choices=settings.WAGTAIL_CONTENT_LANGUAGES
    )
    words = models.CharField(
        _("words"),
        max_length=100,
        help_text=_("What a reader may type, for example: heart attack"),
    )
    means = models.TextField(
        _("also look for"),
        help_text=_("One term a line, for example: myocardial infarction"),
    )
    both_ways = models.BooleanField(
        _("both ways"),
        default=True,
        help_text=_("Whether who types one of the terms also finds the words above."),
    )

    panels = [
        FieldPanel("language"),
        FieldPanel("words"),
        FieldPanel("means"),
        FieldPanel("both_ways"),
    ]

    class Meta:
        ordering = ["language", "words"]
        constraints = [
            models.UniqueConstraint(fields=["language", "words"], name="search_synonym_once")
        ]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words

    @property
    def terms(self) -> list[str]:
        """What it leads to, one entry a term."""
        return [line.strip() for line in self.means.splitlines() if line.strip()]

    def clean(self) -> None:
        """Raise ValidationError for words without a letter or digit."""
        from search.analysis import words

        super().clean()
        errors = {}
        if not any(words(self.words)):
            errors["words"] = _("Use letters or digits.")
        if not any(any(words(term)) for term in self.terms):
            errors["means"] = _("Write at least one term.")
        if errors:
            raise ValidationError(errors)


class QueryCount(models.Model):
    """How often something was asked.

    Until it was asked on `KNOWN_AFTER` different days it is a keyed hash alone: what one person
    typed once is nobody's to read.
    """

    KNOWN_AFTER = 5

    language = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    words = models.CharField(_("words"), max_length=80, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(_("last asked"))
    days = models.PositiveIntegerField(_("days"), default=1)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    empty = models.PositiveIntegerField(_("without result"), default=0)
    clicks = models.PositiveIntegerField(_("clicks"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="search_query_once")
        ]
        indexes = [
            models.Index(fields=["first_day"], name="search_query_first"),
            models.Index(fields=["language", "words"], name="search_query_words"),
        ]
        verbose_name = _("search query")
        verbose_name_plural = _("search queries")

    def __str__(self) -> str:
        return self.words or "…"
