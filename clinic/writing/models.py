"""What the clinic sets: which rules hold, which words they look for, what terms mean; and what
the site remembers of its live pages and links."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from clinic.writing.findings import SEVERITIES
from clinic.writing.registry import RULES, Rule
from clinic.writing.words import KINDS


def languages() -> list[tuple[str, Any]]:
    """The languages that content may have."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


def rules() -> list[tuple[str, Any]]:
    return [(rule.name, rule.label) for rule in RULES.values()]


class WritingRule(models.Model):
    """What the clinic makes of one rule."""

    rule = models.CharField(_("rule"), max_length=30, unique=True, choices=rules)
    severity = models.CharField(_("what it does"), max_length=10, choices=SEVERITIES)
    target = models.PositiveIntegerField(
        _("target"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For rules with a number: the most that is fine. Left empty, the site's own."),
    )

    panels = [FieldRowPanel([FieldPanel("rule"), FieldPanel("severity"), FieldPanel("target")])]

    class Meta:
        ordering = ["rule"]
        verbose_name = _("writing rule")
        verbose_name_plural = _("writing rules")

    def __str__(self) -> str:
        return str(self.get_rule_display())

    @property
    def known(self) -> Rule | None:
        return RULES.get(self.rule)


class WordRule(models.Model):
    """A word that a rule looks for, in one language."""

    language = models.CharField(_("language"), max_length=12, choices=languages, default="en")
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS)
    word = models.CharField(
        _("words"),
        max_length=250,
        help_text=_(
            "As a text has them; capitals make no difference. Several with a bar between them: "
            "addict|addicts. For an off-label use, the medicine and the use: ketamine + depression."
        ),
    )
    better = models.CharField(
        _("better"), max_length=250, blank=True, help_text=_("What to write instead.")
    )

    panels = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("kind")]),
        FieldPanel("word"),
        FieldPanel("better"),
    ]

    class Meta:
        ordering = ["language", "kind", "word"]
        verbose_name = _("word to watch")
        verbose_name_plural = _("words to watch")
        constraints = [
            models.UniqueConstraint(fields=["language", "kind", "word"], name="word_rule_once")
        ]

    def __str__(self) -> str:
        return self.word


class GlossaryTerm(models.Model):
    """A term and what it means, in a reader's words."""

    language = models.CharField(_("language"), max_length=12, choices=languages, default="en")
    term = models.CharField(
        _("term"),
        max_length=100,
        help_text=_(
            "As a text has it. Capitals make no difference, but a term that is all in capitals is "
            "found in capitals only: SAD is not sad. A plural in -s or -es is found as well."
        ),
    )
    # With a default in the database, so that a server of the release before can still add a row.
    other_forms = models.CharField(
        _("also written"),
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text=_("Other forms of the word, with a bar between them: titrate|titrated."),
    )
    explanation = models.CharField(
        _("explanation"),
        max_length=250,
        help_text=_(
            "One sentence that a patient understands, true wherever the word stands. Readers see "
            "it beside the word. It is part of what clinicians sign: after a change, the articles "
            "that show it need a clinician again."
        ),
    )

    class Meta:
        ordering = ["language", "term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints = [
            models.UniqueConstraint(fields=["language", "term"], name="glossary_term_once")
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def forms(self) -> list[str]:
        """All ways in which a text may have it."""
        forms = (" ".join(form.split()) for form in (self.term, *self.other_forms.split("|")))
        return [form for form in forms if form]


class TermUse(models.Model):
    """That the text of a live page has a term of the glossary."""

    term = models.ForeignKey(GlossaryTerm, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "page"], name="term_use_once")]

    def __str__(self) -> str:
        return f"{self.term_id}: {self.page_id}"


class StatedFact(models.Model):
    """A dose, a duration or an interval that a live page states of a treatment, so that a draft
    can be compared with it. `low` and `high` are in the unit of its kind."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=10, blank=True)
    low = models.FloatField()
    high = models.FloatField()
    words = models.CharField(max_length=250)
    sentence = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["language", "subject"], name="writing_fact_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.words}"


class OutsideLink(models.Model):
    """An address outside of the site that live pages link to, and whether it answered."""

    url = models.URLField(max_length=2000)
    # Addresses are longer than what a database indexes as unique.
    url_hash = models.CharField(max_length=64, unique=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=250, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url
