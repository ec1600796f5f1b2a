"""The queue of background work in the database, for `TASKS_WORKER`."""

import logging
from typing import Any

from django.db import transaction
from django_tasks_db import DatabaseBackend

logger = logging.getLogger(__name__)

# What the next request relies on: where things are used, and that no front cache keeps what was
# changed.
AT_ONCE = {
    "wagtail.tasks.update_reference_index_task",
    "wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task",
}


class Queue(DatabaseBackend):
    """Keeps a task for the worker together with what the same transaction writes, or not at all.

    A few tasks are done at once, and kept for the worker only if they fail.
    """

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.module_path in AT_ONCE:
            try:
                with transaction.atomic():
                    return task.call(*args, **kwargs)
            except Exception:
                logger.exception("%s failed and is left to the worker", task.module_path)
        return super().enqueue(task, args, kwargs)
