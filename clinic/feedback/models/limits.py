"""How often somebody did something lately. Written by `limits.py` alone."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.feedback.models.ratings import HASH_LENGTH


class LimitKey(models.Model):
    """The secret of one day by which network and mail addresses are hashed; once it is gone
    nobody can tell whose the hashes were."""

    day = models.DateField(_("day"), unique=True)
    secret = models.CharField(_("secret"), max_length=100)

    class Meta:
        verbose_name = _("key of a day")
        verbose_name_plural = _("keys of days")

    def __str__(self) -> str:
        return str(self.day)


class LimitCount(models.Model):
    """How often `who` (a keyed hash, or "site") did one kind of thing within a window."""

    kind = models.CharField(_("kind"), max_length=30)
    who = models.CharField(_("who"), max_length=HASH_LENGTH)
    window_start = models.DateTimeField(_("since"), default=timezone.now)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "who", "window_start"], name="limit_once")
        ]
        indexes = [models.Index(fields=["window_start"], name="limit_by_age")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"
