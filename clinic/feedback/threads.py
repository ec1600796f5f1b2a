"""Published comments in the order of reading, one page of threads at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page as Slice
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from clinic.content.listing import paginated
from clinic.feedback.models import Comment
from clinic.feedback.models.comments import VISIBLE
from clinic.feedback.models.settings import Order

# How many replies come with a thread; the others are one step away.
REPLIES_SHOWN = 10
REPLIES_AT_ONCE = 50

ORDERS: dict[str, tuple[str, ...]] = {
    str(Order.NEWEST): ("-pinned", "-pk"),
    str(Order.OLDEST): ("-pinned", "pk"),
    str(Order.MOST_VOTED): ("-pinned", "-score", "-pk"),
}

# A page of threads needs no more than this of each comment: no address leaves the tables.
SHOWN = (
    "page_id",
    "parent_id",
    "root_id",
    "depth",
    "status",
    "name",
    "website",
    "role",
    "text",
    "question",
    "wording",
    "created_at",
    "edited_at",
    "published_at",
    "pinned",
    "closed",
    "reply_count",
    "has_clinician_answer",
    "up_votes",
    "down_votes",
    "score",
)


@dataclass(frozen=True)
class Selection:
    """Which threads, in which order, and which page of them."""

    order: str = str(Order.NEWEST)
    inline_only: bool = False
    question: str = ""
    since: datetime | None = None
    number: int = 1
    size: int = 10

    @property
    def query(self) -> str:
        """The query string of the next page."""
        parts = [f"order={self.order}"]
        if self.inline_only:
            parts.append("only=inline")
        return "&".join([*parts, f"page={self.number + 1}"])


class Threads:
    """One page of a page's threads, fetched in one query however many there are."""

    def __init__(self, page_id: int, selection: Selection) -> None:
        self.page_id = page_id
        self.selection = selection

    def _roots(self) -> QuerySet[Comment]:
        chosen = self.selection
        roots = Comment.objects.filter(VISIBLE, page=self.page_id, parent=None)
        if chosen.inline_only:
            roots = roots.exclude(question="")
        if chosen.question:
            roots = roots.filter(question=chosen.question)
        if chosen.since:
            new = Comment.objects.filter(
                page=self.page_id,
                status=Comment.Status.PUBLISHED,
                published_at__gt=chosen.since,
            )
            roots = roots.filter(pk__in=new.values("root"))
        return roots.order_by(*ORDERS[chosen.order])

    @cached_property
    def _found(self) -> list[Comment]:
        chosen = self.selection
        start = (chosen.number - 1) * chosen.size
        # One more than is shown tells whether there are others.
        roots = self._roots().values("pk")[start : start + chosen.size + 1]
        within_thread = Window(RowNumber(), partition_by=F("root"), order_by=F("pk").asc())
        rows = (
            Comment.objects.filter(VISIBLE, root__in=roots)
            .only(*SHOWN)
            .annotate(place=within_thread)
            .filter(place__lte=REPLIES_SHOWN + 1)
        )
        return in_order(nested(rows), chosen.order)

    def __iter__(self) -> Any:
        return iter(self._found[: self.selection.size])

    def __len__(self) -> int:
        return min(len(self._found), self.selection.size)

    @property
    def has_more(self) -> bool:
        return len(self._found) > self.selection.size


def in_order(threads: list[Comment], order: str) -> list[Comment]:
    """The tops of threads as `ORDERS` says."""
    for key in reversed(ORDERS[order]):
        name = key.removeprefix("-")
        threads = sorted(
            threads, key=lambda comment: getattr(comment, name), reverse=key.startswith("-")
        )
    return threads


def nested(rows: Iterable[Comment]) -> list[Comment]:
    """The comments that have nothing above them among `rows`; each comment's `children` are
    those below it, oldest first. A gap without a visible reply is left out."""
    by_pk = {row.pk: row for row in sorted(rows, key=lambda row: row.pk)}
    tops = []
    for row in by_pk.values():
        row.children = []
        row.loaded = 0
    for row in by_pk.values():
        parent = by_pk.get(row.parent_id)
        if parent is None:
            tops.append(row)
        else:
            parent.children.append(row)
            by_pk.get(row.root_id, parent).loaded += row.is_published
    return tops


def thread(root: Comment, number: str | None) -> tuple[list[Comment], Slice]:
    """A whole thread, a page of its replies at a time: its comments nested as far as what they
    answer is on the same page, and the slice."""
    replies = (
        Comment.objects.filter(VISIBLE, root=root).exclude(pk=root.pk).only(*SHOWN).order_by("pk")
    )
    slice_ = paginated(replies, number, REPLIES_AT_ONCE)
    return nested([root, *slice_.object_list]), slice_


def number_of_page(comment: Comment) -> int:
    """On which page of its thread a reply stands."""
    before = Comment.objects.filter(VISIBLE, root=comment.root_id, pk__lt=comment.pk)
    return before.exclude(pk=comment.root_id).count() // REPLIES_AT_ONCE + 1
