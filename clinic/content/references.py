"""Sources that articles cite."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

# The shape of a DOI: https://www.crossref.org/blog/dois-and-matching-regular-expressions/
doi_validator = RegexValidator(
    re.compile(r"^10\.\d{4,9}/\S+$"), _("A DOI begins with 10. and has a slash, as in 10.1000/182")
)
pubmed_validator = RegexValidator(re.compile(r"^\d{1,8}$"), _("A PubMed id has up to 8 digits."))


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
    ]

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
        year = f" ({self.year})" if self.year else ""
        authors = f"{self.authors.rstrip('.')}{year}. " if self.authors else ""
        return f"{authors}{self.title}" if authors else f"{self.title}{year}"

    def clean(self) -> None:
        """Raise ValidationError for a source that no reader could find."""
        super().clean()
        if not (self.doi or self.pubmed_id or self.url):
            raise ValidationError(_("Give a DOI, a PubMed id or a web address."))

    def clean_fields(self, exclude: set[str] | None = None) -> None:
        """Take a DOI and a PubMed id out of pasted addresses before they are checked."""
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
