"""The secrets that are mailed as links. Each is random, for one purpose, and stored hashed: who
reads the table can use none of them."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from clinic.feedback.models import Comment, Subscription, Token

Purpose = Token.Purpose

LIFETIMES = {
    Purpose.CONFIRM: timedelta(hours=48),
    # Somebody may look for the way out in an old mail.
    Purpose.UNSUBSCRIBE: timedelta(days=180),
    Purpose.MANAGE: timedelta(hours=2),
    Purpose.CHANGE: timedelta(days=30),
}


def token_hash(secret: str) -> str:
    """What is stored of a secret. It is random and long, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_token(
    purpose: Purpose,
    *,
    email: str = "",
    subscription: Subscription | None = None,
    comment: Comment | None = None,
) -> str:
    """A new secret, as part of an address."""
    secret = secrets.token_urlsafe(32)
    Token.objects.create(
        purpose=purpose,
        hash=token_hash(secret),
        email=email,
        subscription=subscription,
        comment=comment,
        expires_at=timezone.now() + LIFETIMES[purpose],
    )
    return secret


def find_token(purpose: Purpose, secret: str) -> Token | None:
    """The token of a secret, if it is for this purpose and not expired."""
    tokens = Token.objects.filter(purpose=purpose, expires_at__gt=timezone.now())
    return (
        tokens.select_related("subscription__page", "comment")
        .filter(hash=token_hash(secret))
        .first()
    )


def forget_expired() -> None:
    """Throw away the secrets that open nothing any more."""
    Token.objects.filter(expires_at__lte=timezone.now()).delete()
