"""What helps a moderator: ready answers, ready reasons, tasks for the editor."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from clinic.feedback.models.comments import Comment


class AnswerTemplate(models.Model):
    """The beginning of an answer that a moderator gives often."""

    title = models.CharField(_("title"), max_length=100, unique=True)
    text = models.TextField(
        _("text"),
        help_text=_("Never let it confirm that somebody is, or was, a patient of the clinic."),
    )

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")

    def __str__(self) -> str:
        return self.title


class RejectReason(models.Model):
    """Why a comment was not published, in words that blame nobody."""

    title = models.CharField(_("title"), max_length=100, unique=True)
    text = models.TextField(
        _("text"),
        help_text=_("Mailed to the author. Say what the rule is, not what you think of the text."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("sort_order")]

    class Meta:
        ordering = ["sort_order", "title"]
        verbose_name = _("reason for rejection")
        verbose_name_plural = _("reasons for rejection")

    def __str__(self) -> str:
        return self.title


class EditorTask(models.Model):
    """Something about an article that readers' feedback shows. Made by a moderator, closed by
    an editor, who may thank the readers on the page."""

    class Kind(models.TextChoices):
        UNCLEAR = "unclear", _("unclear")
        OUTDATED = "outdated", _("outdated")
        WRONG = "wrong", _("wrong")

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(
        Comment,
        verbose_name=_("comment"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    kind = models.CharField(_("what is it"), max_length=10, choices=Kind.choices)
    note = models.TextField(
        _("note for the editor"), blank=True, help_text=_("Without names or health details.")
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    thanked = models.BooleanField(_("say “updated thanks to readers” on the page"), default=False)

    class Meta:
        verbose_name = _("task for the editor")
        verbose_name_plural = _("tasks for the editor")
        indexes = [models.Index(fields=["closed_at", "created_at"], name="task_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"
