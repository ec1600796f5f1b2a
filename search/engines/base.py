"""What every engine is asked, and how it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import DatabaseError

from search.models import Passage
from search.understanding import Alternative, Group

# Of how many passages an engine ranks all; of more, those with the words in their headings.
BROAD = 30_000


@dataclass(frozen=True)
class Wanted:
    """Passages to look for: of each required group something, of the others all or any."""

    groups: Sequence[Group]
    excluded: Sequence[Alternative] = ()
    tags: Sequence[str] = ()
    match_all: bool = True

    @property
    def about(self) -> int:
        """Roughly how many passages that is, at the most."""
        counts = [group.passages for group in self.groups]
        required = [group.passages for group in self.groups if group.required]
        if self.match_all:
            return min(counts, default=0)
        return min([sum(counts), *required])


class EngineError(DatabaseError):
    """An engine outside of the database failed. To whoever asks it is as if the database had."""


class Engine(Protocol):
    """Finds passages by their terms; ranking them finely is not its business."""

    def best(self, wanted: Wanted, limit: int) -> list[int]:
        """The ids of the passages that match best, the best first."""

    def newest(self, wanted: Wanted, limit: int) -> list[int]:
        """The ids of those that were published last, the newest first."""

    def headed(self, wanted: Wanted, limit: int) -> list[int]:
        """The ids of some passages whose own heading matches, in no order."""

    def follow(self, written: Iterable[Passage], gone: Iterable[int]) -> None:
        """Take in passages that were written, and let go those that are gone, by their ids.
        Never raises for an engine that fails: the passages are written all the same."""

    def mend(self) -> None:
        """Make the engine's own index anew from the passages."""

    def is_sound(self) -> bool:
        """Whether the engine's own index is true to the passages."""


class DatabaseEngine:
    """What the engines within the database share: its passages are their index."""

    def follow(self, written: Iterable[Passage], gone: Iterable[int]) -> None:
        """Triggers have done it."""
