"""The worker: does what is in the queue, says that it lives, and tries again what failed."""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from clinic.operations.models import Worker
from clinic.operations.pulse import BEAT, SILENCE

logger = logging.getLogger(__name__)

# When what failed is tried again: so long after it failed for the first time, the second time ...
RETRIES = (timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=2))


class BeatingWorker(db_worker.Worker):
    """The library's worker, with a pulse. What was done leaves nothing in the queue."""

    beaten_at: datetime | None = None

    def run(self) -> None:
        """Work until a signal stops it, or until the queue is empty if `batch` is set."""
        once, self.batch = self.batch, True
        try:
            while self.running:
                self.beat()
                super().run()
                if once:
                    return
                time.sleep(self.interval)
        finally:
            Worker.objects.filter(name=self.worker_id).delete()

    def run_task(self, result: DBTaskResult) -> None:
        self.beat()
        super().run_task(result)
        finish(result)

    def beat(self) -> None:
        now = timezone.now()
        if self.beaten_at and now - self.beaten_at < BEAT:
            return
        Worker.objects.update_or_create(name=self.worker_id, defaults={"seen_at": now})
        self.beaten_at = now
        take_over(now)


def finish(result: DBTaskResult) -> None:
    """Drop a task that was done, and plan the next try of one that failed."""
    if result.status == "SUCCESSFUL":
        result.delete()
        return
    tries = len(result.worker_ids)
    again = tries <= len(RETRIES)
    outcome = "is tried again" if again else "is given up"
    logger.error("%s failed %d times and %s", result.task_path, tries, outcome)
    if again:
        result.status = "READY"
        result.run_after = timezone.now() + RETRIES[tries - 1]
        result.save(update_fields=["status", "run_after"])


def take_over(now: datetime) -> None:
    """Give back to the queue what workers had begun that live no more."""
    alive = set(Worker.objects.filter(seen_at__gt=now - SILENCE).values_list("name", flat=True))
    with transaction.atomic():
        begun = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - BEAT)
        for result in begun.select_for_update(skip_locked=True):
            if result.worker_ids[-1] in alive:
                continue
            result.status = "READY" if len(result.worker_ids) <= len(RETRIES) else "FAILED"
            result.finished_at = now if result.status == "FAILED" else None
            result.save(update_fields=["status", "finished_at"])
            logger.error("%s was begun by a worker that is gone", result.task_path)
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
