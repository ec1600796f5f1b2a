"""Puts what invented readers say into the database, dated as if they had said it then.

The rows are written as they would be after everything was decided, so that no mail goes out.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from blog.models import ArticlePage
from clinic.feedback.models import (
    Comment,
    EditorTask,
    PrivateMessage,
    Rating,
    RejectReason,
    Vote,
)
from clinic.feedback.passages import passages
from clinic.feedback.totals import count_comments, count_ratings, count_replies, locked
from demo import readers
from demo.readers import Said
from demo.shapes import plain

Day = Callable[[int], datetime]


def load_readers(pages: dict[str, Any], day: Day) -> None:
    """Load the feedback of the articles in `pages`; `day` tells the time so many days ago."""
    users = {user.username: user for user in get_user_model().objects.all()}
    for key in sorted(readers.COMMENTS.keys() | readers.STARS.keys()):
        # As it was published, with the passages in its text.
        page = ArticlePage.objects.get(pk=pages[key].pk)
        Rating.objects.bulk_create(
            Rating(page_id=page.pk, voter=f"demo-{number}", stars=stars, created_at=day(30))
            for number, stars in enumerate(readers.STARS.get(key, []))
        )
        writer = Writer(page, users, day)
        for said in readers.COMMENTS.get(key, []):
            writer.write(said, None)
        with locked(page.pk) as totals:
            count_ratings(totals)
            count_comments(totals)
    for key, name, days_ago, text in readers.PRIVATE:
        PrivateMessage.objects.create(
            page_id=pages[key].pk,
            name=name,
            email="nobody@example.org",
            text=text,
            created_at=day(days_ago),
        )
    for key, kind, days_ago, note, thanked in readers.TASKS:
        task = EditorTask.objects.create(
            page_id=pages[key].pk,
            kind=kind,
            note=note,
            created_at=day(days_ago),
            created_by=users.get("moderator"),
        )
        if thanked:
            task.closed_at = task.created_at + timedelta(days=2)
            task.closed_by = users.get("editor")
            task.thanked = True
            task.save()
            with locked(task.page_id) as totals:
                totals.thanked_at = task.closed_at


class Writer:
    """Writes the threads of one article."""

    def __init__(self, page: ArticlePage, users: dict[str, Any], day: Day) -> None:
        self.page = page
        self.users = users
        self.day = day
        self.passages = passages(*page.cited_texts())

    def write(self, said: Said, parent: Comment | None) -> None:
        written = self.day(said.days_ago)
        is_public = said.status == "published"
        user = self.users.get(said.by) if said.role else None
        asked = readers.PASSAGES.get(said.question)
        passage = self.passages.get(asked.key) if asked else None
        comment = Comment.objects.create(
            page_id=self.page.pk,
            parent=parent,
            root_id=parent.root_id if parent else None,
            depth=parent.depth + 1 if parent else 1,
            status=said.status,
            name=user.get_full_name() if user else said.by,
            email="" if user else "nobody@example.org",
            user=user,
            role=said.role,
            text=plain(said.text),
            new_text=said.new_text,
            question=passage.key if passage else "",
            wording=passage.wording if passage else "",
            created_at=written,
            published_at=written + timedelta(hours=2) if is_public else None,
            decided_at=None if said.status == "pending" else written + timedelta(hours=2),
            decided_by=None if said.status == "pending" else self.users.get("moderator"),
            reject_reason=RejectReason.objects.filter(title=said.reason).first(),
            pinned=said.pinned,
            closed=said.closed,
            up_votes=said.votes,
            score=said.votes,
        )
        if parent is None:
            Comment.objects.filter(pk=comment.pk).update(root=comment.pk)
            comment.root_id = comment.pk
        Vote.objects.bulk_create(
            Vote(comment=comment, voter=f"demo-{number}", value=1, created_at=written)
            for number in range(said.votes)
        )
        for reply in said.replies:
            self.write(reply, comment)
        count_replies(comment)
