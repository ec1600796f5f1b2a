"""Who asked for mail about what, and which mail went out. All three are written by the mail
side (`mail.py`) alone."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinic.feedback.models.comments import Comment
from clinic.feedback.models.ratings import HASH_LENGTH

# The members of choices are `Any`: without Django's types they would pass for tuples.


class Subscription(models.Model):
    """Mail to one address about one page, or about replies to one comment or to all of one's
    own on that page. Counts once `confirmed_at` is set, until `ended_at` is."""

    class Kind(models.TextChoices):
        COMMENTS: Any = "comments", _("new follow-up comments")
        MINE: Any = "mine", _("new replies to my comments")
        REPLIES: Any = "replies", _("replies to one comment")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    email = models.EmailField(_("e-mail"), db_index=True)  # in lower case
    language = models.CharField(_("language"), max_length=12)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "email"],
                condition=Q(comment=None),
                name="subscription_page_once",
            ),
            models.UniqueConstraint(
                fields=["comment", "kind", "email"],
                condition=Q(comment__isnull=False),
                name="subscription_comment_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="replies", comment__isnull=False)
                | (~Q(kind="replies") & Q(comment=None)),
                name="subscription_comment_fits",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Token(models.Model):
    """A random secret that was mailed, stored hashed, for one purpose, until it expires."""

    class Purpose(models.TextChoices):
        CONFIRM: Any = "confirm", _("confirm a subscription")
        UNSUBSCRIBE: Any = "unsubscribe", _("end a subscription")
        MANAGE: Any = "manage", _("see and erase one's own")
        CHANGE: Any = "change", _("change a rejected comment")

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    hash = models.CharField(_("hash"), max_length=HASH_LENGTH, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    subscription = models.ForeignKey(
        Subscription, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens"
    )
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="tokens"
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("mailed link")
        verbose_name_plural = _("mailed links")

    def __str__(self) -> str:
        return self.get_purpose_display()


class SentMail(models.Model):
    """That a mail about a comment went to an address: each kind once for each of them."""

    class Kind(models.TextChoices):
        COMMENT: Any = "comment", _("a new comment or reply")
        REJECTED: Any = "rejected", _("not published")
        DIVERTED: Any = "diverted", _("moved to the private inbox")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="+"
    )
    recipient = models.CharField(_("hash of the address"), max_length=HASH_LENGTH)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("sent mail")
        verbose_name_plural = _("sent mail")
        constraints = [
            models.UniqueConstraint(fields=["kind", "comment", "recipient"], name="sent_mail_once")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
