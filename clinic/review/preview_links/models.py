"""Preview links, and what came of them."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

# What Wagtail keeps in a revision beside what the page says.
_BOOKKEEPING = {
    "draft_title",
    "expired",
    "expire_at",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "url_path",
    "wagtail_admin_comments",
}


def content_digest(content: dict[str, Any]) -> str:
    """A hash over what the stored form of a page says, the same whenever it says the same."""
    said = {name: value for name, value in content.items() if name not in _BOOKKEEPING}
    return sha256(json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def open(self) -> "PreviewLinkQuerySet":
        """Those that still open their page."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), page__isnull=False)

    def with_counts(self) -> "PreviewLinkQuerySet":
        """With `opening_count`, `comment_count` and `waiting_count`: comments that nobody has
        dealt with."""
        waiting = PreviewComment.objects.filter(dealt_with_at=None)
        return self.order_by("-created_at", "-pk").annotate(
            opening_count=_count(PreviewOpening.objects.all()),
            comment_count=_count(PreviewComment.objects.all()),
            waiting_count=_count(waiting),
        )


def _count(rows: models.QuerySet) -> Coalesce:
    """How many of the rows belong to a link, counted apart from all others."""
    of_link = rows.filter(link=OuterRef("pk")).order_by().values("link")
    return Coalesce(Subquery(of_link.annotate(number=Count("pk")).values("number")), 0)


class PreviewLink(models.Model):
    """An address that shows one state of a page until it expires or is revoked.

    It keeps that state itself: a revision is overwritten while its editor goes on typing, and
    old ones are purged, but an opinion has to stay with the words that it is about.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_title = models.CharField(_("title of the page"), max_length=255)
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("version"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    content_digest = models.CharField(_("hash of the content"), max_length=64)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    purpose = models.CharField(
        _("purpose"),
        max_length=200,
        help_text=_("Who shall look at it, and what for. The reader sees it."),
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_(
            "Left empty, everybody who has the link can open it. With an address, the link "
            "asks for a code that goes there, and then opens in that one browser only."
        ),
    )
    digest = models.CharField(_("hash of the token"), max_length=64, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    creator = models.CharField(_("maker's name"), max_length=150)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoker = models.CharField(_("revoker's name"), max_length=150, blank=True)
    # The browser in which the code was entered.
    seat_digest = models.CharField(_("hash of the seat"), max_length=64, blank=True)
    seated_at = models.DateTimeField(_("code entered"), null=True)
    told_at = models.DateTimeField(_("maker was told of comments"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.page_title}: {self.purpose}"

    @property
    def is_open(self) -> bool:
        return not self.revoked_at and self.expires_at > timezone.now() and bool(self.page_id)

    @property
    def state(self) -> str | Promise:
        """In words: open, expired, revoked, or its page gone."""
        if self.revoked_at:
            return _("Revoked")
        if self.expires_at <= timezone.now():
            return _("Expired")
        return _("Open") if self.page_id else _("Page deleted")

    def page_as_it_was(self) -> Page:
        """The page in the state that the link was made for. A new instance each time."""
        return self.page.specific.with_content_json(dict(self.content))


class PreviewOpening(models.Model):
    """One opening of a link. The visitor's network is kept, not the address: enough to see
    that somebody else came."""

    class What(models.TextChoices):
        CHANGES = "changes", _("what changed")
        PAGE = "page", _("the page itself")
        DOOR = "door", _("the question for a code")

    link = models.ForeignKey(
        PreviewLink, verbose_name=_("link"), on_delete=models.CASCADE, related_name="openings"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    what = models.CharField(_("what"), max_length=10, choices=What)
    network = models.CharField(_("network"), max_length=50, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class PreviewCode(models.Model):
    """A one-time code that was asked for. The newest of a link is the one that counts."""

    LIFE = timedelta(minutes=15)
    ATTEMPTS = 5

    link = models.ForeignKey(
        PreviewLink, verbose_name=_("link"), on_delete=models.CASCADE, related_name="codes"
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    digest = models.CharField(_("hash of the code"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("could not be sent"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")

    def __str__(self) -> str:
        return f"{self.link}, {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be entered, or is on its way."""
        return (
            not self.used_at
            and not self.failed_at
            and self.attempts < self.ATTEMPTS
            and self.asked_at > timezone.now() - self.LIFE
        )


class PreviewComment(models.Model):
    """What somebody said of a part of the page, or of all of it with an advisory verdict."""

    class Verdict(models.TextChoices):
        READY = "ready", _("I would publish it as it is")
        CHANGES = "changes", _("It needs changes first")
        STOP = "stop", _("It should not be published")

    link = models.ForeignKey(
        PreviewLink, verbose_name=_("link"), on_delete=models.CASCADE, related_name="comments"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    name = models.CharField(_("name"), max_length=100)
    part = models.CharField(_("part"), max_length=100, blank=True)
    part_label = models.CharField(_("part"), max_length=255, blank=True)
    text = models.TextField(_("comment"), blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    # The same form sent twice says it once.
    submission = models.CharField(_("submission"), max_length=32)
    dealt_with_at = models.DateTimeField(_("dealt with"), null=True)
    dealt_with_by = models.CharField(_("dealt with by"), max_length=150, blank=True)

    class Meta:
        ordering = ["-at", "pk"]
        verbose_name = _("preview comment")
        verbose_name_plural = _("preview comments")
        constraints = [
            models.UniqueConstraint(
                fields=["link", "submission", "part"], name="preview_comment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.part_label or self.get_verdict_display()}"
