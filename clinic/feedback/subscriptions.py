"""Who is told by mail about what. Nobody is who did not say so twice: on the site, and by the
link that was mailed."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from clinic.feedback.models import Comment, Subscription, Token
from clinic.feedback.tokens import LIFETIMES, Purpose

Kind = Subscription.Kind

# How long an ended one is known, so that ending it twice does no harm.
ENDED_KEPT = timedelta(days=30)


def wished(page: Page, kind: str, email: str, comment: Comment | None = None) -> Subscription:
    """The subscription that somebody asks for. One that is confirmed stays as it is; any other
    waits for its confirmation, for as long as the link in the mail is good."""
    fields = {"page": page, "kind": kind, "email": email.lower(), "comment": comment}
    now = timezone.now()
    subscription = Subscription.objects.filter(**fields).first()
    if subscription is None:
        try:
            with transaction.atomic():
                return Subscription.objects.create(
                    **fields, language=page.locale.language_code, created_at=now
                )
        except IntegrityError:  # asked for twice at once
            return Subscription.objects.get(**fields)
    if subscription.confirmed_at is None:
        Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(created_at=now)
    return subscription


def confirm(subscription: Subscription) -> None:
    """Begin to send mail, as the owner of the address asked for."""
    Subscription.objects.filter(pk=subscription.pk).exclude(
        confirmed_at__isnull=False, ended_at=None
    ).update(confirmed_at=timezone.now(), ended_at=None)


def end(*subscriptions: Subscription) -> None:
    """Send no more mail; the links that would begin it again are void."""
    ids = [subscription.pk for subscription in subscriptions]
    Subscription.objects.filter(pk__in=ids, ended_at=None).update(ended_at=timezone.now())
    Token.objects.filter(purpose=Purpose.CONFIRM, subscription__in=ids).delete()


def active(email: str) -> list[Subscription]:
    """The subscriptions by which an address gets mail, the newest first."""
    found = Subscription.objects.filter(email=email, confirmed_at__isnull=False, ended_at=None)
    return list(found.select_related("page").order_by("-confirmed_at", "-pk"))


def subscribers(comment: Comment, since: datetime) -> dict[str, Subscription]:
    """For each address that wants to hear of a comment, the subscription that says so; of
    several the narrowest. Those that were confirmed after `since` are not among them."""
    above = list(ancestors(comment))
    theirs = {each.email.lower() for each in above if each.email}
    found = Subscription.objects.filter(
        Q(kind=Kind.COMMENTS, page=comment.page_id)
        | Q(kind=Kind.MINE, page=comment.page_id, email__in=theirs)
        | Q(kind=Kind.REPLIES, comment__in=[each.pk for each in above]),
        confirmed_at__lte=since,
        ended_at=None,
    ).exclude(email=comment.email.lower())
    narrowest_last = (Kind.COMMENTS, Kind.MINE, Kind.REPLIES)
    return {
        subscription.email: subscription
        for subscription in sorted(found, key=lambda one: narrowest_last.index(one.kind))
    }


def ancestors(comment: Comment) -> list[Comment]:
    """What a comment answers, and what that answers: at most two."""
    above = []
    while comment.parent is not None:
        comment = comment.parent
        above.append(comment)
    return above


def forget_old() -> None:
    """Throw away what nobody confirmed in time, and what ended a while ago."""
    now = timezone.now()
    pending = Q(confirmed_at=None, created_at__lte=now - LIFETIMES[Purpose.CONFIRM])
    ended = Q(ended_at__lte=now - ENDED_KEPT)
    Subscription.objects.filter(pending | ended).delete()
