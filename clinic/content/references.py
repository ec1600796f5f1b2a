"""Sources that articles cite."""

import re
from typing import Any, Self

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from clinic.content.pasted_sources import MAX_LENGTH, read

# The shape of a DOI: https://www.crossref.org/blog/dois-and-matching-regular-expressions/
doi_validator = RegexValidator(
    re.compile(r"^10\.\d{4,9}/\S+$"), _("A DOI begins with 10. and has a slash, as in 10.1000/182")
)
pubmed_validator = RegexValidator(re.compile(r"^\d{1,8}$"), _("A PubMed id has up to 8 digits."))

MOST_WORDS = 20  # of a search


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def matching(self, words: str) -> Self:
        """Those that hold each of the words in their title, authors, journal, year, DOI or PubMed
        id; a DOI or an address of PubMed finds its source whatever stands around it."""
        pasted = read(words)
        if pasted.fields.keys() & {"doi", "pubmed_id"} and not words.strip().isdigit():
            return self.same_as(**pasted.fields)
        found = self
        for word in words[:MAX_LENGTH].split()[:MOST_WORDS]:
            fields = ("title", "authors", "container_title", "doi")
            holds = Q(pubmed_id__startswith=word)
            for name in fields:
                holds |= Q(**{f"{name}__icontains": word})
            if re.fullmatch(r"[0-9]{4}", word):
                holds |= Q(year=int(word))
            found = found.filter(holds)
        return found

    def same_as(self, *, doi: str = "", pubmed_id: str = "", **other: str) -> Self:
        """Those with this DOI, in capitals or not, or this PubMed id."""
        same = Q(pk=None)
        if doi:
            same |= Q(doi__iexact=doi)
        if pubmed_id:
            same |= Q(pubmed_id=pubmed_id)
        return self.filter(same)

    def fallen(self) -> Self:
        """Those that are retracted or superseded."""
        return self.exclude(status="")


class ReferenceManager(models.Manager.from_queryset(ReferenceQuerySet)):  # type: ignore[misc]
    """Wherever a source is shown, what supersedes it is shown beside it: fetch both at once."""

    def get_queryset(self) -> ReferenceQuerySet:
        queryset: ReferenceQuerySet = super().get_queryset().select_related("superseded_by")
        return queryset


class Reference(index.Indexed, models.Model):
    """A source: a paper, a guideline, a label, a book, a web page."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", _("Guideline")
        REVIEW = "review", _("Systematic review")
        TRIAL = "trial", _("Trial")
        STUDY = "study", _("Other study")
        LABEL = "label", _("Medicine label")
        BOOK = "book", _("Book")
        WEBSITE = "website", _("Website")

    class Status(models.TextChoices):
        RETRACTED = "retracted", _("Retracted")
        SUPERSEDED = "superseded", _("Superseded")

        __empty__ = _("Stands")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.STUDY)
    authors = models.CharField(
        _("authors"),
        max_length=500,
        blank=True,
        help_text=_("As a bibliography gives them: Murrough JW, Perez AM, Pillemer S, et al."),
    )
    title = models.CharField(_("title"), max_length=500)
    container_title = models.CharField(
        _("journal or publisher"), max_length=300, blank=True, help_text=_("Where it appeared.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2200)],
    )
    volume_pages = models.CharField(
        _("volume and pages"), max_length=100, blank=True, help_text=_("For example: 74(4):250-256")
    )
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[doi_validator],
        help_text=_("For example: 10.1016/j.biopsych.2012.06.022"),
    )
    pubmed_id = models.CharField(
        _("PubMed id"), max_length=8, blank=True, validators=[pubmed_validator]
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    # With defaults in the database, so that a server of the release before can still add a row.
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Retracted: its authors or its journal took it back. Superseded: a newer edition or "
            "a better source says it now. Readers see it wherever the source is cited, and "
            "articles that cite it need a clinician again."
        ),
    )
    status_since = models.DateField(_("since"), null=True, blank=True)
    status_note = models.CharField(
        _("note for readers"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("One sentence: why, and what it means for what is said here."),
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("what to read instead"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("authors"),
        FieldPanel("title"),
        FieldRowPanel(
            [FieldPanel("container_title"), FieldPanel("volume_pages"), FieldPanel("year")]
        ),
        MultiFieldPanel(
            [FieldPanel("doi"), FieldPanel("pubmed_id"), FieldPanel("url")],
            heading=_("Where a reader finds it"),
            help_text=_("At least one, so that a reader can check it."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("status_since")]),
                FieldPanel("superseded_by"),
                FieldPanel("status_note"),
            ],
            heading=_("Retracted or superseded"),
            classname="collapsed",
        ),
    ]

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("authors"),
        index.SearchField("container_title"),
        index.SearchField("doi"),
        index.SearchField("pubmed_id"),
        index.FilterField("kind"),
        index.FilterField("year"),
        index.FilterField("status"),
    ]

    objects = ReferenceManager()

    class Meta:
        ordering = ["authors", "year", "title"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            models.UniqueConstraint(
                fields=["doi"], condition=~models.Q(doi=""), name="reference_doi_once"
            ),
            models.UniqueConstraint(
                fields=["pubmed_id"],
                condition=~models.Q(pubmed_id=""),
                name="reference_pubmed_id_once",
            ),
        ]

    def __str__(self) -> str:
        """How editors and clinicians know it, what became of it first."""
        name = self.short_name
        if not self.status:
            return name
        return gettext("%(status)s: %(source)s") % {
            "status": self.get_status_display(),
            "source": name,
        }

    @property
    def short_name(self) -> str:
        """Its authors, year and title."""
        year = f" ({self.year})" if self.year else ""
        authors = f"{self.authors.rstrip('.')}{year}. " if self.authors else ""
        return f"{authors}{self.title}" if authors else f"{self.title}{year}"

    def clean(self) -> None:
        """Raise ValidationError for a source that no reader could find, that is in the library
        already, or of which it is not said what became of it."""
        super().clean()
        problems: dict[str, Any] = self._problems_of_status()
        if not (self.doi or self.pubmed_id or self.url):
            problems[NON_FIELD_ERRORS] = _("Give a DOI, a PubMed id or a web address.")
        # The constraint tells one DOI from the same in capitals.
        twins = Reference.objects.filter(doi__iexact=self.doi).exclude(pk=self.pk)
        if self.doi and twins.exclude(doi=self.doi).exists():
            problems["doi"] = _("A reference with this DOI is in the library already.")
        if problems:
            raise ValidationError(problems)

    def _problems_of_status(self) -> dict[str, Any]:
        replacement = self.superseded_by
        if not self.status:
            if self.status_since or self.status_note or replacement:
                return {"status": _("Say whether it is retracted or superseded.")}
            return {}
        problems: dict[str, Any] = {}
        if self.status_since is None:
            problems["status_since"] = _("Give the day on which that became known.")
        elif self.status_since > timezone.localdate():
            problems["status_since"] = _("This day is still to come.")
        if self.status == self.Status.SUPERSEDED and replacement is None:
            problems["superseded_by"] = _("Choose the reference that supersedes it.")
        elif replacement and self.pk and self.pk in (replacement.pk, replacement.superseded_by_id):
            problems["superseded_by"] = _("These two would point at each other.")
        return problems

    def clean_fields(self, exclude: set[str] | None = None) -> None:
        """Take a DOI and a PubMed id out of pasted addresses, and pasted titles into one line,
        before they are checked."""
        for name in ("authors", "title", "container_title", "volume_pages"):
            setattr(self, name, " ".join(getattr(self, name).split()))
        self.doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", self.doi.strip(), flags=re.I)
        self.pubmed_id = re.sub(
            r"^(https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)", "", self.pubmed_id, flags=re.I
        ).strip("/ ")
        super().clean_fields(exclude)

    @property
    def links(self) -> list[tuple[str, str]]:
        """(label, address) for each way to the source, the most lasting first."""
        links = []
        if self.doi:
            links.append((f"doi:{self.doi}", f"https://doi.org/{self.doi}"))
        if self.pubmed_id:
            links.append(
                (f"PubMed {self.pubmed_id}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pubmed_id}/")
            )
        if self.url:
            links.append((self.url.split("//", 1)[-1].split("/", 1)[0], self.url))
        return links
