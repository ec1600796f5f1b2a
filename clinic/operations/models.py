"""What is remembered of the commands that run by themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodicRun(models.Model):
    """When a command of `DAILY_COMMANDS` or `WEEKLY_COMMANDS` last ran, and how it ended.

    `last_error` is empty after a success; the log has the whole story.
    """

    ERROR_LENGTH = 500  # characters

    name = models.CharField(_("command"), max_length=200, unique=True)
    last_started = models.DateTimeField(_("last started"))
    last_succeeded = models.DateTimeField(_("last succeeded"), null=True)
    last_error = models.CharField(_("last error"), max_length=ERROR_LENGTH, blank=True)

    class Meta:
        verbose_name = _("periodic run")
        verbose_name_plural = _("periodic runs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that does background work, and when it last said that it lives."""

    name = models.CharField(_("name"), max_length=64, unique=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
