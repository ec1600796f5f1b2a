"""Purges on their way to each front cache, and a note of them for answers that are being made."""

import logging
import time
from collections.abc import Collection

from django.core.cache import cache
from wagtail.contrib.frontend_cache.utils import get_backends

logger = logging.getLogger(__name__)

# An answer that was begun before a purge may arrive after it, and would be kept with the words
# from before. So a purge is noted, for as long as any answer may take (seconds).
LONGEST_ANSWER = 120
# What the clocks of several machines may differ by (seconds).
CLOCKS = 1
# Beyond so many addresses at once, all of them are taken for purged.
MANY = 100
EVERYTHING = "purged:*"


def send(addresses: Collection[str]) -> None:
    """Make every front cache forget these addresses. What goes wrong is logged, not raised."""
    try:
        _note(addresses)
    finally:
        for backend in get_backends().values():
            backend.purge_batch(sorted(addresses))
    logger.info("Purged %d addresses", len(addresses))


def purged_since(address: str, moment: float) -> bool:
    """Whether an address has been purged after a moment (seconds, `time.time()`)."""
    noted = cache.get_many([_key(address), EVERYTHING])
    return any(at >= moment - CLOCKS for at in noted.values())


def _note(addresses: Collection[str]) -> None:
    keys = [EVERYTHING] if len(addresses) > MANY else [_key(address) for address in addresses]
    cache.set_many(dict.fromkeys(keys, time.time()), LONGEST_ANSWER)


def _key(address: str) -> str:
    return f"purged:{address}"
