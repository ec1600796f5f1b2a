"""The worker, without waiting for it."""

from typing import Any

from django_tasks_db.models import DBTaskResult

from clinic.operations.queue import Queue
from clinic.operations.working import BeatingWorker


def a_worker(name: str = "one", **options: Any) -> BeatingWorker:
    """A worker that ends when the queue is empty."""
    return BeatingWorker(
        queue_names=["default"],
        excluded_queue_names=[],
        backend_name="default",
        worker_id=name,
        interval=0.01,
        batch=options.get("batch", True),
        max_tasks=None,
        startup_delay=False,
    )


class WorkedAtOnce(Queue):
    """Puts a task into the queue and lets the worker do it there and then."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        queued = super().enqueue(task, args, kwargs)
        if queued is not None:
            result = DBTaskResult.objects.get(pk=queued.id)
            result.claim("one")
            a_worker().run_task(result)
        return queued
