"""Failures as an operator sees them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

from clinic.operations.errors import OperationError


@contextmanager
def in_one_line(what: str) -> Iterator[None]:
    """What can be expected to fail becomes a CommandError of one line; `what` did not work."""
    try:
        yield
    except OperationError as error:
        raise CommandError(str(error)) from error
    except DatabaseError as error:
        told = f"{error}".strip().partition("\n")[0]
        raise CommandError(f"{what}: the database says: {told}") from error
    except OSError as error:
        raise CommandError(f"{what}: {error}") from error
