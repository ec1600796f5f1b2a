"""What a page's feedback adds up to, kept beside what is counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Count, Max, Q, Sum

from clinic.feedback.models import Comment, PageFeedback, Rating

PUBLISHED = Q(status=Comment.Status.PUBLISHED)


@contextmanager
def locked(page_id: int) -> Iterator[PageFeedback]:
    """The totals of a page in a transaction that no other writer of the same page shares;
    saved at the end, one version later."""
    with transaction.atomic():
        PageFeedback.objects.get_or_create(pk=page_id)
        totals = PageFeedback.objects.select_for_update(of=("self",)).get(pk=page_id)
        yield totals
        totals.version += 1
        totals.save()


def count_comments(totals: PageFeedback) -> None:
    """Count the published comments of a page again."""
    comments = Comment.objects.filter(page=totals.pk)
    counted = comments.aggregate(
        comments=Count("pk", filter=PUBLISHED),
        latest=Max("published_at", filter=PUBLISHED),
        threads=Count("pk", filter=Q(parent=None) & (PUBLISHED | Q(reply_count__gt=0))),
    )
    totals.comment_count = counted["comments"]
    totals.latest_at = counted["latest"]
    totals.thread_count = counted["threads"]
    answers = comments.filter(PUBLISHED, parent=None).exclude(question="")
    per_question = answers.order_by().values_list("question").annotate(count=Count("pk"))
    totals.inline_counts = dict(per_question)
    totals.inline_count = sum(totals.inline_counts.values())


def count_replies(comment: Comment) -> None:
    """Count the published replies below everything that stands above `comment`."""
    if comment.parent_id is None:
        return
    thread = Comment.objects.filter(PUBLISHED, root=comment.root_id).exclude(pk=comment.root_id)
    Comment.objects.filter(pk=comment.root_id).update(
        reply_count=thread.count(),
        has_clinician_answer=thread.filter(role=Comment.Role.CLINICIAN).exists(),
    )
    if comment.parent_id != comment.root_id:
        replies = Comment.objects.filter(PUBLISHED, parent=comment.parent_id)
        Comment.objects.filter(pk=comment.parent_id).update(reply_count=replies.count())


def count_ratings(totals: PageFeedback) -> None:
    """Count the ratings of a page again."""
    counted = Rating.objects.filter(page=totals.pk).aggregate(
        count=Count("pk"), stars=Sum("stars", default=0)
    )
    totals.rating_count = counted["count"]
    totals.stars_sum = counted["stars"]
