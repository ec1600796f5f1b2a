"""How long something takes, told apart from what else the machine is doing."""

import time
from collections.abc import Callable
from timeit import timeit


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run of `work`. The garbage of earlier tests is not collected in it."""
    return timeit(work, timer=time.process_time, number=1)
