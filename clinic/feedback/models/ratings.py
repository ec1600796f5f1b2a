"""Whether an article was useful, and what a page's feedback adds up to."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# A keyed hash as 64 hexadecimal digits: of a voter, an author, an address, a token.
HASH_LENGTH = 64


class Rating(models.Model):
    """One voter's stars for one page. Written by `ratings.py` alone, together with the totals
    of the page."""

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    voter = models.CharField(_("voter"), max_length=HASH_LENGTH)
    stars = models.PositiveSmallIntegerField(
        _("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    created_at = models.DateTimeField(_("given"), default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["page", "voter"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="rating_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stars}/5"


class PageFeedback(models.Model):
    """What the feedback of one page adds up to, and what a moderator decided for it.

    Its row is locked by whoever changes a total, so that the totals change in the same
    transaction as what they count (`totals.py`).
    """

    page = models.OneToOneField(
        Page,
        verbose_name=_("page"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="feedback_totals",
    )
    rating_count = models.PositiveIntegerField(_("ratings"), default=0)
    stars_sum = models.PositiveIntegerField(_("stars"), default=0)
    comment_count = models.PositiveIntegerField(_("comments"), default=0)
    thread_count = models.PositiveIntegerField(_("threads"), default=0)
    inline_count = models.PositiveIntegerField(_("answers to inline questions"), default=0)
    # For each inline question's id the number of its published answers.
    inline_counts = models.JSONField(_("answers by question"), default=dict, blank=True)
    # One more with each change of what a visitor sees: an ETag costs no look at the comments.
    version = models.PositiveIntegerField(_("version"), default=0)
    # When a comment was last published: what "new since" is counted from.
    latest_at = models.DateTimeField(_("latest comment"), null=True, blank=True)
    thanked_at = models.DateTimeField(_("updated thanks to readers"), null=True, blank=True)

    ratings_off = models.BooleanField(_("no ratings"), default=False)
    comments_off = models.BooleanField(
        _("no comments"), default=False, help_text=_("Those that are published are hidden too.")
    )
    comments_closed = models.BooleanField(
        _("no new comments"), default=False, help_text=_("Those that are published stay.")
    )

    class Meta:
        verbose_name = _("feedback of a page")
        verbose_name_plural = _("feedback of pages")

    def __str__(self) -> str:
        return str(self.page)

    @property
    def average(self) -> float | None:
        """The mean number of stars, 1 to 5, or None before the first rating."""
        return self.stars_sum / self.rating_count if self.rating_count else None
