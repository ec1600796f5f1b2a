"""What a moderator decides. Each decision is one transaction, made once however many press the
button, logged without the text, and counted in the page's totals."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.log_actions import log

from clinic.feedback import signals
from clinic.feedback.cleaning import clean_text
from clinic.feedback.models import (
    Comment,
    EditorTask,
    PageFeedback,
    PrivateMessage,
    RejectReason,
)
from clinic.feedback.models.comments import MAX_DEPTH
from clinic.feedback.totals import count_comments, count_replies, locked

Status = Comment.Status


@contextmanager
def _deciding(pk: int) -> Iterator[Comment]:
    """The comment, nobody else deciding about its page meanwhile; totals are counted after."""
    page_id = Comment.objects.values_list("page", flat=True).get(pk=pk)
    with locked(page_id) as totals:
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=pk)
        yield comment
        count_replies(comment)
        count_comments(totals)


def _decide(comment: Comment, by: AbstractBaseUser | None, action: str, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(comment, name, value)
    comment.decided_at = timezone.now()
    comment.decided_by = by
    comment.save()
    log(instance=comment, action=f"feedback.{action}", user=by)


def _publish(comment: Comment, text: str, by: AbstractBaseUser | None, action: str) -> None:
    first = comment.published_at is None
    now = timezone.now()
    _decide(
        comment,
        by,
        action,
        text=text,
        new_text="",
        refused_text="",
        status=Status.PUBLISHED,
        reject_reason=None,
        published_at=comment.published_at or now,
    )
    if first:
        signals.published.send(Comment, comment=comment)


def approve(pk: int, by: AbstractBaseUser | None) -> bool:
    """Publish a comment, or the edit of one. False if there was nothing to approve."""
    with _deciding(pk) as comment:
        if comment.status == Status.ERASED or (comment.is_published and not comment.new_text):
            return False
        _publish(comment, comment.shown_text, by, "approve")
    return True


def redact(pk: int, text: str, by: AbstractBaseUser | None) -> bool:
    """Publish a comment as the moderator has shortened it; the author's words are kept apart,
    to be purged on schedule. False if it has been erased."""
    text = clean_text(text)
    with _deciding(pk) as comment:
        if comment.status == Status.ERASED:
            return False
        written = comment.shown_text
        if written != text:
            comment.original_text = comment.original_text or written
        _publish(comment, text, by, "redact")
    return True


def unredact(pk: int, by: AbstractBaseUser | None) -> bool:
    """Put the author's words back into the queue, as long as they are kept."""
    with _deciding(pk) as comment:
        if not comment.original_text or comment.status == Status.ERASED:
            return False
        _decide(
            comment,
            by,
            "unredact",
            text=comment.original_text,
            original_text="",
            new_text="",
            status=Status.PENDING,
        )
    return True


def answer(
    pk: int, text: str, by: AbstractBaseUser, *, as_clinician: bool = False
) -> Comment | None:
    """Publish an answer of the clinic, and what it answers if that still waits. None if that
    was decided otherwise."""
    text = clean_text(text)
    with _deciding(pk) as comment:
        if comment.status not in (Status.PENDING, Status.PUBLISHED):
            return None
        if not comment.is_published or comment.new_text:
            _publish(comment, comment.shown_text, by, "approve")
        parent = comment if comment.depth < MAX_DEPTH else comment.parent
        reply = Comment(
            page_id=comment.page_id,
            parent=parent,
            root_id=comment.root_id,
            depth=parent.depth + 1,
            name=(by.get_full_name() or by.get_username())[:60],
            user=by,
            role=Comment.Role.CLINICIAN if as_clinician else Comment.Role.STAFF,
            text=text,
        )
        _publish(reply, text, by, "answer")
        count_replies(reply)
    return reply


def reject(pk: int, reason: RejectReason | None, by: AbstractBaseUser | None) -> bool:
    """Do not publish a comment, or take it back. Of a published one with an edit that waits
    only the edit is refused. The author is told the reason and may change the text, which is
    kept."""
    with _deciding(pk) as comment:
        if comment.status in (Status.REJECTED, Status.ERASED):
            return False
        if comment.is_published and comment.new_text:
            refused = {"new_text": "", "refused_text": comment.new_text}
        else:
            refused = {"status": Status.REJECTED}
        _decide(comment, by, "reject", reject_reason=reason, **refused)
        signals.rejected.send(Comment, comment=comment)
    return True


def mark_spam(pk: int, by: AbstractBaseUser | None) -> bool:
    """Do not publish a comment, and tell nobody."""
    with _deciding(pk) as comment:
        if comment.status in (Status.SPAM, Status.ERASED):
            return False
        _decide(comment, by, "spam", status=Status.SPAM, new_text="", refused_text="")
    return True


def divert(pk: int, by: AbstractBaseUser | None) -> PrivateMessage | None:
    """Move a comment to the private inbox, and erase it here."""
    with _deciding(pk) as comment:
        if comment.status == Status.ERASED or comment.user_id:
            return None
        message = PrivateMessage.objects.create(
            page_id=comment.page_id,
            name=comment.name,
            email=comment.email,
            text=comment.original_text or comment.shown_text,
            was_comment=True,
            created_at=comment.created_at,
        )
        log(instance=comment, action="feedback.divert", user=by)
        signals.diverted.send(Comment, comment=comment)
        comment.empty()
    return message


def erase(pk: int, by: AbstractBaseUser | None = None) -> None:
    """Take a person's words and name out of a comment for good. Where others have answered it,
    a gap remains."""
    with _deciding(pk) as comment:
        log(instance=comment, action="feedback.erase", user=by)
        comment.empty()


def set_thread(pk: int, by: AbstractBaseUser | None, **changes: bool) -> None:
    """Pin or close a thread, given by its first comment: `pinned`, `closed`."""
    with _deciding(pk) as comment:
        root_id = comment.root_id
        Comment.objects.filter(pk=root_id).update(**changes)
        for name, value in changes.items():
            action = {"pinned": ("unpin", "pin"), "closed": ("reopen", "close")}[name][value]
            log(instance=comment, action=f"feedback.{action}", user=by)


def set_page(page_id: int, by: AbstractBaseUser | None, **changes: bool) -> PageFeedback:
    """Switch parts of a page's feedback: `ratings_off`, `comments_off`, `comments_closed`."""
    with locked(page_id) as totals:
        for name, value in changes.items():
            setattr(totals, name, value)
        log(instance=totals.page, action="feedback.switch", user=by)
    return totals


def close_task(task: EditorTask, by: AbstractBaseUser, *, thank: bool) -> None:
    """Close a task; the page may say that it was updated thanks to readers."""
    with locked(task.page_id) as totals:
        task.closed_at = timezone.now()
        task.closed_by = by
        task.thanked = thank
        task.save()
        if thank:
            totals.thanked_at = task.closed_at
        log(instance=task, action="feedback.close_task", user=by)
