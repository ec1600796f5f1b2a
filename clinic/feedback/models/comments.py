"""What readers and staff write below an article, and the votes on it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinic.feedback.models.ratings import HASH_LENGTH

MAX_DEPTH = 3
MAX_TEXT = 5000
EDIT_TIME = timedelta(minutes=15)


# What is, or leads to, a person or their words.
PERSONAL = (
    "name",
    "email",
    "website",
    "author",
    "text",
    "new_text",
    "refused_text",
    "original_text",
    "text_hash",
)
# What a visitor sees: a comment, or the gap that it left above its replies.
VISIBLE = Q(status="published") | Q(reply_count__gt=0)


class Comment(models.Model):
    """A comment, a reply, or an answer to an inline question.

    Readers' are written by `writing.py`, decided by `moderation.py`; nothing else changes
    them. `text` is what the public sees once the status is "published"; an edit of a published
    comment waits in `new_text`, and one that was refused is kept for its author in
    `refused_text`.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("awaiting moderation")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("not published")
        SPAM = "spam", _("spam")
        # Without name and text; kept only as long as replies need something to stand under.
        ERASED = "erased", _("removed")

    class Role(models.TextChoices):
        READER = "", _("reader")
        STAFF = "staff", _("clinic staff")
        CLINICIAN = "clinician", _("clinician")

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("in answer to"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
    )
    # The top of the thread; its own where it is the top.
    root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="thread"
    )
    depth = models.PositiveSmallIntegerField(_("depth"), default=1)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )

    name = models.CharField(_("name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of staff"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, blank=True)
    # Who may edit it and see it before it is published: a hash of the reader's cookie.
    author = models.CharField(_("author"), max_length=HASH_LENGTH, blank=True, db_index=True)

    text = models.TextField(_("text"), max_length=MAX_TEXT, blank=True)
    new_text = models.TextField(_("edited text"), max_length=MAX_TEXT, blank=True)
    refused_text = models.TextField(_("refused edit"), max_length=MAX_TEXT, blank=True)
    # Before a moderator redacted it; purged on schedule.
    original_text = models.TextField(_("text before redaction"), blank=True)
    # To notice the same words twice; set by `guards.py`.
    text_hash = models.CharField(_("hash of the text"), max_length=HASH_LENGTH, blank=True)

    # An inline question's id and, hashed, the wording of its passage when this was written.
    question = models.CharField(_("inline question"), max_length=40, blank=True)
    wording = models.CharField(_("wording"), max_length=HASH_LENGTH, blank=True)

    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reject_reason = models.ForeignKey(
        "feedback.RejectReason",
        verbose_name=_("reason"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Of a whole thread, on its first comment.
    pinned = models.BooleanField(_("pinned"), default=False)
    closed = models.BooleanField(_("closed"), default=False)
    # Published replies below it, at any depth.
    reply_count = models.PositiveIntegerField(_("replies"), default=0)
    # Of a whole thread, on its first comment: closed while the page's review is overdue.
    has_clinician_answer = models.BooleanField(_("a clinician answered"), default=False)

    up_votes = models.PositiveIntegerField(_("votes up"), default=0)
    down_votes = models.PositiveIntegerField(_("votes down"), default=0)
    # Up minus down: what "most voted" sorts by.
    score = models.IntegerField(_("votes"), default=0)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", _("Can decide about comments, and answer as staff")),
            ("answer_as_clinician", _("Can answer as a clinician")),
            ("export_comment", _("Can export comments")),
        ]
        indexes = [
            models.Index(fields=["page", "status", "-created_at"], name="comment_by_page"),
            models.Index(fields=["page", "parent", "status", "id"], name="comment_threads"),
            models.Index(fields=["page", "parent", "status", "score"], name="comment_by_votes"),
            models.Index(fields=["root", "status", "id"], name="comment_of_thread"),
            models.Index(fields=["status", "created_at"], name="comment_queue"),
            models.Index(fields=["page", "published_at"], name="comment_new"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(depth__gte=1, depth__lte=MAX_DEPTH), name="comment_three_deep"
            ),
            models.CheckConstraint(
                condition=Q(parent=None, depth=1) | Q(parent__isnull=False, depth__gt=1),
                name="comment_depth_fits",
            ),
            models.CheckConstraint(
                condition=Q(score=F("up_votes") - F("down_votes")), name="comment_score_fits"
            ),
        ]

    def __str__(self) -> str:
        # The moderation log keeps this: no name, no text.
        return gettext("Comment %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        """Its permalink."""
        return reverse("feedback:comment", args=[self.pk])

    def empty(self) -> None:
        """Take a person's words and name out for good; whoever calls counts the totals anew."""
        self.status = self.Status.ERASED
        self.user = None
        for name in PERSONAL:
            setattr(self, name, "")
        self.save()

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def shown_text(self) -> str:
        """What a moderator decides about: the edit that waits, or else the text."""
        return self.new_text or self.text

    @property
    def is_refused(self) -> bool:
        """Whether it, or the edit of it, was not published; its author may send it again."""
        return self.status == self.Status.REJECTED or bool(self.refused_text)

    @property
    def own_text(self) -> str:
        """What its author wrote last."""
        return self.refused_text or self.shown_text

    @property
    def may_have_replies(self) -> bool:
        return self.depth < MAX_DEPTH

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it: for a quarter of an hour, unless somebody
        answered it already."""
        return (
            self.status in (self.Status.PENDING, self.Status.PUBLISHED)
            and self.reply_count == 0
            and timezone.now() < self.edit_until
        )

    @property
    def edit_until(self) -> datetime:
        """Until when its author may edit it."""
        return self.created_at + EDIT_TIME


class Vote(models.Model):
    """One voter's vote on one comment. Written by `voting.py`, with the totals on the comment."""

    comment = models.ForeignKey(
        Comment, verbose_name=_("comment"), on_delete=models.CASCADE, related_name="votes"
    )
    voter = models.CharField(_("voter"), max_length=HASH_LENGTH)
    value = models.SmallIntegerField(_("vote"), choices=[(1, _("up")), (-1, _("down"))])
    created_at = models.DateTimeField(_("given"), default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["comment", "voter"], name="vote_once"),
            models.CheckConstraint(condition=Q(value__in=[1, -1]), name="vote_up_or_down"),
        ]

    def __str__(self) -> str:
        return f"{self.value:+}"
