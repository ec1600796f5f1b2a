"""Once a transaction is committed, the front cache forgets what the transaction changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import connection, transaction

from clinic.caching import addresses
from clinic.caching.changes import Changes
from clinic.caching.sending import send
from clinic.caching.spreading import spread


def is_on() -> bool:
    """Whether there is a front cache to tell."""
    return bool(settings.WAGTAILFRONTENDCACHE)


@contextmanager
def noting() -> Iterator[Changes]:
    """What is put down in the block is purged once the transaction is committed, all of a
    transaction at once; right after the block where there is none."""
    # What a savepoint put down goes with it when it is rolled back, as every hook does.
    for _savepoints, hook, *_robust in connection.run_on_commit:
        if isinstance(hook, partial) and hook.func is purge:
            yield hook.args[0]
            return
    changes = Changes()
    yield changes
    # Robust: an editor's change goes through whatever becomes of the cache.
    transaction.on_commit(partial(purge, changes), robust=True)


def page_changed(pk: int, *what: str) -> None:
    """Put down that something of a page changed, for apps that know what it shows."""
    if is_on():
        with noting() as changes:
            changes.add_page(pk, *what)


def purge(changes: Changes) -> None:
    """Make the front cache forget every address that shows what has changed."""
    pages = spread(changes)
    if changes.everything:
        send(addresses.of_everything(changes))
    else:
        send(addresses.of(pages, changes))
