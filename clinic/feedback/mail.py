"""The mail side of feedback: who is told what, once each, in the background."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Page, Site

from clinic.content.clinic_settings import ClinicSettings
from clinic.feedback import letters, limits
from clinic.feedback.area import Feedback
from clinic.feedback.letters import Letter
from clinic.feedback.limits import DAY, MINUTE, Limit, TooMany
from clinic.feedback.models import Comment, FeedbackSettings, SentMail, Subscription
from clinic.feedback.own import is_known, recipient_hash
from clinic.feedback.pages import feedback_of_open_page
from clinic.feedback.subscriptions import subscribers, wished

# To one mailbox, at the asking of whoever: more would be a nuisance made through us.
ASKED_FOR = Limit(5, DAY)
# Moderators are told that something waits, not of each thing.
NOTICE = Limit(1, 10 * MINUTE)
# How long what the mail server refused is tried again.
RETRIED = timedelta(days=3)

APPROVED, ANSWERED, REJECTED, DIVERTED = "approved", "answered", "rejected", "diverted"


# --- What others call: each returns at once, and works when the transaction is over. -----------


def announce(comment: Comment) -> None:
    """Tell everybody concerned that a comment is public for the first time: its author, those
    who subscribed, and whom the clinic answers."""
    transaction.on_commit(partial(send_announcement.enqueue, comment.pk))


def tell_author(comment: Comment, event: str) -> None:
    """Tell the author of a comment what was decided: APPROVED, REJECTED, DIVERTED, or that the
    clinic ANSWERED by `comment`."""
    if event == DIVERTED:
        if comment.email:
            work = partial(send_diverted.enqueue, comment.pk, comment.email)
            transaction.on_commit(work)
    else:
        transaction.on_commit(partial(send_decision.enqueue, comment.pk, event))


def tell_moderators(page_id: int | None) -> None:
    """Tell the moderators, if they want it, that something about a page waits for them."""
    transaction.on_commit(partial(send_notice.enqueue, page_id))


def catch_up() -> None:
    """Send what the mail server refused within the last days; what was sent is not sent twice.
    For a command that runs now and then."""
    since = timezone.now() - RETRIED
    published = Comment.objects.filter(status=Comment.Status.PUBLISHED, published_at__gt=since)
    for pk in published.values_list("pk", flat=True):
        send_announcement.enqueue(pk)
    refused = Q(status=Comment.Status.REJECTED) | ~Q(refused_text="")
    rejected = Comment.objects.filter(refused, decided_at__gt=since)
    for pk in rejected.values_list("pk", flat=True):
        send_decision.enqueue(pk, REJECTED)


# --- In the background -------------------------------------------------------------------------


@task()
def send_announcement(comment_id: int) -> None:
    """Mail about a new comment: a task of its own for each address."""
    comment = _published(comment_id)
    feedback = _feedback(comment)
    if comment is None or feedback is None or comment.published_at is None:
        return
    found = subscribers(comment, comment.published_at) if feedback.on.subscriptions else {}
    for subscription in found.values():
        send_news.enqueue(comment.pk, subscription.pk)
    if not comment.role:
        send_decision.enqueue(comment.pk, APPROVED)
    elif comment.parent and comment.parent.email not in found:
        send_decision.enqueue(comment.pk, ANSWERED)


@task()
def send_news(comment_id: int, subscription_id: int) -> None:
    """One subscriber's mail about one comment."""
    comment = _published(comment_id)
    feedback = _feedback(comment)
    subscription = Subscription.objects.filter(
        pk=subscription_id, confirmed_at__isnull=False, ended_at=None
    ).first()
    if comment is None or feedback is None or subscription is None:
        return
    with _once(SentMail.Kind.COMMENT, comment, subscription.email) as is_due:
        if is_due:
            with _speaking(comment.page) as site:
                send(letters.news(site, subscription, comment), site)


@task()
def send_decision(comment_id: int, event: str) -> None:
    """One author's mail about what was decided."""
    comment = _with_page(Comment.objects.filter(pk=comment_id)).first()
    if comment is None or _feedback(comment) is None:
        return
    concerned = comment.parent if event == ANSWERED else comment
    kind = SentMail.Kind.REJECTED if event == REJECTED else SentMail.Kind.COMMENT
    still_holds = comment.is_refused if event == REJECTED else comment.is_published
    if concerned is None or not concerned.email or not still_holds:
        return
    with _once(kind, comment, concerned.email) as is_due:
        if is_due:
            with _speaking(comment.page) as site:
                send(_decision(site, comment, event), site)


def _decision(site: Site, comment: Comment, event: str) -> Letter:
    if event == REJECTED:
        return letters.rejected(site, comment, comment.reject_reason)
    if event == ANSWERED:
        return letters.answered(site, comment.parent, comment)
    return letters.approved(site, comment)


@task()
def send_diverted(comment_id: int, email: str) -> None:
    """One author's mail that a comment became a private message; by now it is erased."""
    comment = _with_page(Comment.objects.filter(pk=comment_id)).first()
    if comment is None:
        return
    with _once(SentMail.Kind.DIVERTED, comment, email) as is_due:
        if is_due:
            with _speaking(comment.page) as site:
                send(letters.diverted(site, comment.page, email), site)


@task()
def send_notice(page_id: int | None) -> None:
    """The moderators' mail, without a word of what waits."""
    page = Page.objects.filter(pk=page_id).first()
    site = page.get_site() if page else Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    to = FeedbackSettings.for_site(site).moderators_email
    if to:
        try:
            limits.count("notice", str(site.pk), NOTICE)
        except TooMany:
            return
        with translation.override(settings.LANGUAGE_CODE):
            queue = settings.WAGTAILADMIN_BASE_URL + reverse("feedback_admin:queue")
            send(letters.waiting(site, to, queue), site)


@task()
def send_confirmation(page_id: int, kind: str, email: str, comment_id: int | None = None) -> None:
    """The mail that asks an address whether it wants what somebody asked for."""
    if not _may_ask(email):
        return
    try:
        feedback = feedback_of_open_page(page_id)
    except Http404:
        return
    comment = Comment.objects.filter(pk=comment_id, page=page_id).first() if comment_id else None
    if not feedback.on.subscriptions or (kind == Subscription.Kind.REPLIES and comment is None):
        return
    subscription = wished(feedback.page, kind, email, comment)
    is_known = subscription.confirmed_at is not None and subscription.ended_at is None
    letter = letters.known_already if is_known else letters.confirmation
    with _speaking(feedback.page) as site:
        send(letter(site, subscription), site)


@task()
def send_own_link(site_id: int, email: str, language: str) -> None:
    """The mail with the way to one's own page; none where nothing is kept about an address."""
    if not is_known(email) or not _may_ask(email):
        return
    site = Site.objects.get(pk=site_id)
    with translation.override(language):
        send(letters.own_link(site, email, language), site)


# --- One mail ----------------------------------------------------------------------------------


def send(letter: Letter, site: Site) -> None:
    """Send one mail in the active language, as text and as HTML."""
    context = {
        "letter": letter,
        "clinic": ClinicSettings.for_site(site),
        "site": site,
        "language": translation.get_language(),
        "is_bidi": translation.get_language_bidi(),
    }
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": context["language"]}
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string("feedback/mail/letter.txt", context).strip() + "\n",
        to=[letter.to],
        headers=headers,
    )
    message.attach_alternative(render_to_string("feedback/mail/letter.html", context), "text/html")
    message.send()


@contextmanager
def _once(kind: str, comment: Comment, email: str) -> Iterator[bool]:
    """Whether the mail within is still to be sent. It counts as sent unless it fails; two that
    try at the same time send one."""
    try:
        with transaction.atomic():
            sent = SentMail.objects.create(
                kind=kind, comment=comment, recipient=recipient_hash(email)
            )
    except IntegrityError:
        yield False
        return
    try:
        yield True
    except BaseException:
        sent.delete()
        raise


@contextmanager
def _speaking(page: Page) -> Iterator[Site]:
    """The page's language, and its site."""
    with translation.override(page.locale.language_code):
        yield page.get_site()


def _may_ask(email: str) -> bool:
    try:
        limits.count("mailbox", email, ASKED_FOR)
    except TooMany:
        return False
    return True


def _with_page(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("page__locale", "parent__parent", "reject_reason")


def _published(pk: int) -> Comment | None:
    found = Comment.objects.filter(pk=pk, status=Comment.Status.PUBLISHED)
    return _with_page(found).first()


def _feedback(comment: Comment | None) -> Feedback | None:
    """The feedback of the page of a comment, while every visitor may read it there."""
    try:
        feedback = feedback_of_open_page(comment.page_id) if comment else None
    except Http404:
        return None
    return feedback if feedback and feedback.on.comments else None
