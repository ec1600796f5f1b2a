"""Every way in which a page is kept from visitors."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories import ArticleIndexPageFactory, StandardPageFactory

PASSWORD = "open sesame"

WAYS = [
    "draft",
    "scheduled",
    "expired",
    "password",
    "login",
    "groups",
    "below a private page",
    "alias of a private page",
    "alias of a page below a private page",
    "below an alias of a private page",
]


def restrict(page: Page, kind: str = PageViewRestriction.PASSWORD) -> Page:
    """Let in those who know the password, are logged in or in a group; all the same to a
    visitor."""
    password = PASSWORD if kind == PageViewRestriction.PASSWORD else ""
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)
    return page


def hidden(way: str, factory: Any = StandardPageFactory, **fields: Any) -> Page:
    """A page of the factory that visitors are kept from in one of `WAYS`."""
    rooms = StandardPageFactory if factory is StandardPageFactory else ArticleIndexPageFactory
    a_day = timedelta(days=1)
    match way:
        case "draft":
            return factory(live=False, **fields)
        case "scheduled":
            return factory(live=False, go_live_at=timezone.now() + a_day, **fields)
        case "expired":
            return factory(expire_at=timezone.now() - a_day, **fields)
        case "password" | "login" | "groups":
            return restrict(factory(**fields), way)
        case "below a private page":
            return factory(**{**fields, "parent": restrict(rooms(title="Room"))})
        case "alias of a private page":
            return alias(restrict(factory(**fields)))
        case "alias of a page below a private page":
            room = restrict(rooms(title="Room of the source"))
            source = factory(**{**fields, "parent": room})
            return alias(source, fields.get("parent") or room.get_parent())
        case "below an alias of a private page":
            room = alias(restrict(rooms(title="Mirrored room")))
            return factory(**{**fields, "parent": room})
    raise ValueError(way)


def alias(source: Page, parent: Page | None = None) -> Page:
    """A page that mirrors the source."""
    source.refresh_from_db()
    parent = parent or source.get_parent()
    mirror = source.create_alias(parent=parent.specific, update_slug=f"{source.slug}-mirror")
    mirror.refresh_from_db()
    return mirror
