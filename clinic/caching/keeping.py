"""Which answers a front cache may keep, and for how long.

It may keep exactly what can be purged: an answer to an address that `addresses` would name,
asked for just as it is written there. Any other (with a further query parameter, under another
host, in another spelling) would be stale for nobody knows how long.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.models import Page

from clinic.caching.sending import purged_since

View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """For a view that is purged by its address alone: without a query its answer is kept."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if asked(request) == f"{request.scheme}://{request.get_host()}{request.path}":
            response.kept_until = None
        return response

    return inner


def keep_page(request: HttpRequest, page: Page, response: HttpResponse) -> None:
    """Let the answer of a page be kept, until it changes by itself: `expire_at` passes, or what
    its type calls `changes_at`."""
    if not settings.PUBLIC_CACHE_SECONDS:
        return
    root = page.get_full_url(request)
    address = asked(request)
    if any(f"{root}{path.lstrip('/')}" == address for path in page.get_cached_paths()):
        moments = (page.expire_at, getattr(page, "changes_at", None))
        response.kept_until = min((each for each in moments if each), default=None)


def asked(request: HttpRequest) -> str:
    """The whole address as the visitor wrote it, which the front cache keeps its answer under."""
    # Gunicorn's; Django itself would write it anew.
    path = request.META.get("RAW_URI") or request.get_full_path()
    return f"{request.scheme}://{request.get_host()}{path}"


def say_how_long(request: HttpRequest, response: HttpResponse, began: float) -> None:
    """Let anybody keep a public answer that asks each time whether it has changed, and the front
    cache without asking, in RFC 5861's terms. `began` is when the answer was begun."""
    patch_cache_control(response, public=True, max_age=0)
    left = seconds_left(response) if settings.PUBLIC_CACHE_SECONDS else 0
    if left < 1 or purged_since(asked(request), began):
        patch_cache_control(response, must_revalidate=True)
        return
    fresh = min(settings.PUBLIC_CACHE_SECONDS, left)
    patch_cache_control(
        response,
        s_maxage=fresh,
        stale_while_revalidate=min(settings.PUBLIC_CACHE_STALE_WHILE_REVALIDATE, left - fresh),
        stale_if_error=min(settings.PUBLIC_CACHE_STALE_IF_ERROR, left - fresh),
    )


def seconds_left(response: HttpResponse) -> int:
    """For how many seconds an answer stays right: none if nothing would purge it, very many if
    only a change can make it wrong."""
    if not hasattr(response, "kept_until") or response.has_header("Vary"):
        return 0
    until: datetime | None = response.kept_until
    return int((until - timezone.now()).total_seconds()) if until else 2**31
