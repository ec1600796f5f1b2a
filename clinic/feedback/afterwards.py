"""Work that waits until the reader has the answer."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpResponse

Response = TypeVar("Response", bound=HttpResponse)

logger = logging.getLogger(__name__)


def afterwards(response: Response, work: Callable[[], object]) -> Response:
    """`response`, which does `work` once it was sent: how long the reader waits tells nothing
    about what there was to do, such as whether an address is known. With a worker, `work` only
    puts a task into the queue, and is done before the reader is told that it will be."""
    if settings.TASKS_WORKER:
        work()
        return response
    close = response.close

    def close_after_work() -> None:
        try:
            work()
        except Exception:
            logger.exception("What was to be done after an answer failed.")
        finally:
            close()

    setattr(response, "close", close_after_work)  # noqa: B010 - mypy knows no other way
    return response
