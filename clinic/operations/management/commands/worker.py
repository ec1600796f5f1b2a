"""`manage.py worker`: does the background work, until it is stopped."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string

from clinic.operations.working import BeatingWorker

INTERVAL = 1.0  # seconds between two looks into an empty queue


class Command(BaseCommand):
    help = (
        "Do what the site has put into its queue, with TASKS_WORKER. What fails is tried again. "
        "Any number of workers may run, on any machines; SIGTERM lets one finish what it does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="End when the queue is empty.")

    def handle(self, *args: Any, batch: bool, **options: Any) -> None:
        if not settings.TASKS_WORKER:
            raise CommandError("Nothing is queued for a worker: TASKS_WORKER is off.")
        # It tells of each look into the queue.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        worker = BeatingWorker(
            queue_names=["default"],
            excluded_queue_names=[],
            backend_name="default",
            worker_id=get_random_string(32),
            interval=INTERVAL,
            batch=batch,
            max_tasks=None,
            startup_delay=False,
        )
        worker.configure_signals()
        worker.run()
