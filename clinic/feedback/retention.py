"""What is thrown away, and when: the feedback settings of each site say after how many days."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Site

from clinic.feedback import limits, subscriptions, tokens
from clinic.feedback.models import Comment, FeedbackSettings, PrivateMessage
from clinic.feedback.totals import count_comments, locked

Status = Comment.Status
# An erased comment below which nothing stands, and a vote's or rating's voter.
GAP_DAYS = 7


def purge() -> dict[str, int]:
    """Throw away what has been kept long enough: how much of each kind."""
    done: dict[str, int] = {}
    for site in Site.objects.select_related("root_page"):
        kept = FeedbackSettings.objects.filter(site=site).first() or FeedbackSettings(site=site)
        pages = Page.objects.descendant_of(site.root_page, inclusive=True).order_by()
        for kind, count in _purge_site(pages, kept, timezone.now()).items():
            done[kind] = done.get(kind, 0) + count
    homeless = PrivateMessage.objects.filter(page=None)
    longest = max(
        FeedbackSettings.objects.values_list("private_days", flat=True),
        default=FeedbackSettings().private_days,
    )
    done["private messages"] = done.get("private messages", 0) + _delete(
        _dealt_with(homeless, timezone.now() - timedelta(days=longest))
    )
    limits.forget()
    tokens.forget_expired()
    subscriptions.forget_old()
    return done


def _purge_site(pages: QuerySet[Page], kept: FeedbackSettings, now: datetime) -> dict[str, int]:
    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    comments = Comment.objects.filter(page__in=pages.values("pk"))
    rejected = comments.filter(status=Status.REJECTED, decided_at__lt=before(kept.rejected_days))
    spam = comments.filter(status=Status.SPAM, decided_at__lt=before(kept.spam_days))
    gaps = comments.filter(status=Status.ERASED, decided_at__lt=before(GAP_DAYS)) | comments.filter(
        status=Status.ERASED, decided_at=None, created_at__lt=before(GAP_DAYS)
    )
    refused = comments.exclude(refused_text="").filter(decided_at__lt=before(kept.rejected_days))
    originals = comments.exclude(original_text="").filter(decided_at__lt=before(kept.original_days))
    identities = comments.exclude(email="", author="").filter(
        created_at__lt=before(kept.identity_days)
    )
    messages = PrivateMessage.objects.filter(page__in=pages.values("pk"))
    return {
        "rejected comments": _delete_comments(rejected),
        "refused edits": refused.update(refused_text="", reject_reason=None),
        "spam": _delete_comments(spam),
        "gaps": _delete_comments(gaps),
        "texts before redaction": originals.update(original_text=""),
        "addresses": identities.update(email="", author=""),
        "private messages": _delete(_dealt_with(messages, before(kept.private_days))),
    }


def _dealt_with(messages: QuerySet[PrivateMessage], before: datetime) -> QuerySet[PrivateMessage]:
    closed = Q(status=PrivateMessage.Status.ANSWERED) | Q(status=PrivateMessage.Status.CLOSED)
    return messages.filter(closed, decided_at__lt=before)


def _delete(rows: QuerySet) -> int:
    return int(rows.delete()[0])


def _delete_comments(comments: QuerySet[Comment]) -> int:
    """Delete those that nothing stands below; empty the others, whose replies need a place."""
    count = 0
    for page_id in set(comments.order_by().values_list("page", flat=True)):
        with locked(page_id) as totals:
            for comment in comments.filter(page=page_id):
                count += 1
                if Comment.objects.filter(parent=comment.pk).exists():
                    comment.empty()
                else:
                    comment.delete()
            count_comments(totals)
    return count
