"""Throw away the record of log-ins that was kept long enough. For a timer, once a day."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from clinic.access.models import LogInEvent


class Command(BaseCommand):
    help = "Delete log-ins older than LOG_IN_DAYS, and counts of wrong passwords that lapsed."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        kept = now - timedelta(days=settings.LOG_IN_DAYS)
        lapsed = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
        count, _ = LogInEvent.objects.filter(at__lt=kept).delete()
        AccessLog.objects.filter(attempt_time__lt=kept).delete()
        AccessAttempt.objects.filter(attempt_time__lt=lapsed).delete()
        if count or options["verbosity"] > 1:
            self.stdout.write(f"log-ins: {count}")
