"""What a reader sends to the clinic alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PrivateMessage(models.Model):
    """A question to the clinic that never becomes public. Written by `writing.py`, or by
    `moderation.py` where it comes from a comment that was moved here."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    text = models.TextField(_("text"))
    was_comment = models.BooleanField(_("was a comment"), default=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    decided_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dealt with by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("private message")
        verbose_name_plural = _("private messages")
        indexes = [models.Index(fields=["status", "created_at"], name="private_queue")]

    def __str__(self) -> str:
        # The moderation log keeps this: no name, no text.
        return gettext("Private message %(number)s") % {"number": self.pk}
