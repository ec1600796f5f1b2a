"""Whether the background work is being done."""

from datetime import timedelta

from django.utils import timezone

from clinic.operations.models import Worker

# A worker says so often that it lives, at the least between two tasks ...
BEAT = timedelta(seconds=15)
# ... and is taken for dead after so long. A task that takes longer may be begun by another worker
# beside it, so all of them must bear being done twice.
SILENCE = timedelta(minutes=2)


def is_working() -> bool:
    """Whether a worker lives."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - SILENCE).exists()
