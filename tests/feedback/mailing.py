"""Comments and subscriptions for tests of mail, and what a mail says."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import Page

from clinic.feedback import moderation
from clinic.feedback.models import Comment, Subscription
from clinic.feedback.writing import submit

SECRET_WORDS = "My mother has been ill since May."
Kind = Subscription.Kind


def write(page: Page, parent: Comment | None = None, **fields: Any) -> Comment:
    """A comment that waits for a moderator."""
    fields = {"name": "Ada", "email": "ada@example.org", "text": SECRET_WORDS, **fields}
    return submit(Comment(page_id=page.pk, parent=parent, **fields))


def published(page: Page, parent: Comment | None = None, **fields: Any) -> Comment:
    """A comment that a moderator approved."""
    comment = write(page, parent, **fields)
    moderation.approve(comment.pk, None)
    return Comment.objects.get(pk=comment.pk)


def subscribed(
    page: Page, email: str = "bob@example.org", kind: str = Kind.COMMENTS, **fields: Any
) -> Subscription:
    """A subscription that its owner confirmed."""
    fields = {"confirmed_at": timezone.now(), "language": "en", **fields}
    return Subscription.objects.create(page=page, kind=kind, email=email, **fields)


def text_of(mail: EmailMultiAlternatives | EmailMessage) -> str:
    """The plain part of a mail."""
    if isinstance(mail, EmailMessage):
        part = mail.get_body(("plain",))
        assert part
        return part.get_content()
    return mail.body


def path_in(mail: EmailMultiAlternatives | EmailMessage, start: str) -> str:
    """The first address of our site in a mail whose path begins so."""
    found = re.search(rf"https?://[^/\s]+(/{re.escape(start.strip('/'))}/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


def put_off(monkeypatch: pytest.MonkeyPatch, views: str) -> list[Callable[[], object]]:
    """Keeps what these views leave for the time after the answer; the list fills with it."""
    work: list[Callable[[], object]] = []

    def afterwards(response: HttpResponse, later: Callable[[], object]) -> HttpResponse:
        work.append(later)
        return response

    monkeypatch.setattr(f"clinic.feedback.views.{views}.afterwards", afterwards)
    return work
