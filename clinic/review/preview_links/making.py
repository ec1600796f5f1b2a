"""How preview links begin and end."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from clinic.review.preview_links.models import PreviewComment, PreviewLink, content_digest
from clinic.review.preview_links.secrets import digest, new_token

MADE = "review.preview_link.make"
REVOKED = "review.preview_link.revoke"
FREED = "review.preview_link.free"


def name_of(user: AbstractBaseUser) -> str:
    return (getattr(user, "get_full_name", str)() or user.get_username())[:150]


def make_link(
    page: Page,
    user: AbstractBaseUser,
    *,
    purpose: str,
    days: int,
    email: str = "",
    revision: Revision | None = None,
) -> tuple[PreviewLink, str]:
    """A link for a revision of the page, the newest unless given, and its token, which nothing
    else remembers."""
    revision = revision or page.get_latest_revision()
    content: dict[str, Any] = revision.content if revision else page.specific.serializable_data()
    token = new_token()
    with transaction.atomic():
        link = PreviewLink.objects.create(
            page=page,
            page_title=str(content.get("title") or page.title),
            revision=revision,
            content=content,
            content_digest=content_digest(content),
            saved_at=revision.created_at if revision else timezone.now(),
            purpose=purpose,
            email=email,
            digest=digest(token),
            created_by=user,
            creator=name_of(user),
            expires_at=timezone.now() + timedelta(days=days),
        )
        log(instance=page, action=MADE, user=user, data={"purpose": purpose, "link": link.pk})
    return link, token


def revoke(link: PreviewLink, user: AbstractBaseUser) -> None:
    """Close the link for good; what was said and logged stays."""
    _end(link, user, REVOKED, revoked_at=timezone.now(), revoker=name_of(user))


def free_seat(link: PreviewLink, user: AbstractBaseUser) -> None:
    """Let the link be opened in another browser, with a new code."""
    _end(link, user, FREED, seat_digest="", seated_at=None)


def _end(link: PreviewLink, user: AbstractBaseUser, action: str, **fields: Any) -> None:
    with transaction.atomic():
        changed = PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(**fields)
        if changed and link.page:
            data = {"purpose": link.purpose, "link": link.pk}
            log(instance=link.page, action=action, user=user, data=data)


def deal_with(link: PreviewLink, user: AbstractBaseUser, upto: int) -> None:
    """Mark the comments that the editor saw, up to the one with this primary key."""
    waiting = PreviewComment.objects.filter(link=link, dealt_with_at=None, pk__lte=upto)
    waiting.update(dealt_with_at=timezone.now(), dealt_with_by=name_of(user))
