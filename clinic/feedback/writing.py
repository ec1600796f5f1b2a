"""What readers write, before a moderator sees it."""

from django.db import transaction
from django.utils import timezone

from clinic.feedback import signals
from clinic.feedback.cleaning import clean_line, clean_text
from clinic.feedback.models import Comment, PrivateMessage
from clinic.feedback.models.comments import MAX_DEPTH


class NotOpenError(Exception):
    """What should be answered or edited is not, or no longer, open to it."""


def submit(comment: Comment, *, thread_closed: bool = False) -> Comment:
    """Store a new comment or reply, to wait for a moderator. `comment.parent` says what it
    answers.

    Raises NotOpenError when that is no longer there or takes no replies.
    """
    comment.text = clean_text(comment.text)
    comment.name = clean_line(comment.name, required=False)
    comment.status = Comment.Status.PENDING
    with transaction.atomic():
        parent = comment.parent
        if parent is not None:
            parent = Comment.objects.select_for_update(of=("self",)).get(pk=parent.pk)
            root = parent if parent.parent_id is None else Comment.objects.get(pk=parent.root_id)
            if not parent.is_published or root.closed or parent.depth >= MAX_DEPTH:
                raise NotOpenError
            comment.page_id = parent.page_id
            comment.depth = parent.depth + 1
            comment.root = root
        comment.save()
        if parent is None:
            Comment.objects.filter(pk=comment.pk).update(root=comment.pk)
            comment.root_id = comment.pk
        signals.submitted.send(Comment, comment=comment)
    return comment


def may_edit(comment: Comment, author: str) -> bool:
    """Whether the browser known as `author` wrote a comment and may still change it."""
    return bool(author) and comment.author == author and comment.is_editable


def edit(comment: Comment, text: str, author: str) -> Comment:
    """Change one's own text: one that is published stays as it is until a moderator has seen
    the new one.

    Raises NotOpenError when it may no longer be changed.
    """
    text = clean_text(text)
    with transaction.atomic():
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not may_edit(comment, author):
            raise NotOpenError
        if comment.is_published:
            comment.new_text = "" if text == comment.text else text
            comment.refused_text = ""
        else:
            comment.text = text
        comment.edited_at = timezone.now()
        comment.reject_reason = None  # of an earlier edit
        comment.save(
            update_fields=["text", "new_text", "refused_text", "edited_at", "reject_reason"]
        )
        signals.submitted.send(Comment, comment=comment)
    return comment


def resubmit(comment: Comment, text: str) -> Comment:
    """Change a comment that was not published, or the edit of one that was not, by the link that
    was mailed with the reason.

    Raises NotOpenError when it was decided otherwise since.
    """
    text = clean_text(text)
    with transaction.atomic():
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not comment.is_refused:
            raise NotOpenError
        if comment.is_published:
            comment.new_text, comment.refused_text = text, ""
        else:
            comment.text, comment.status = text, Comment.Status.PENDING
        comment.edited_at = timezone.now()
        comment.reject_reason = None
        comment.save(
            update_fields=[
                "text",
                "new_text",
                "refused_text",
                "status",
                "edited_at",
                "reject_reason",
            ]
        )
        signals.submitted.send(Comment, comment=comment)
    return comment


def send_privately(message: PrivateMessage) -> PrivateMessage:
    """Store what a reader sends to the clinic alone."""
    message.text = clean_text(message.text)
    message.name = clean_line(message.name, required=False)
    with transaction.atomic():
        message.save()
        signals.received.send(PrivateMessage, message=message)
    return message
