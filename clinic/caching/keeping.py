"""Which answers a front cache may keep, and for how long.

It may keep exactly what can be purged: an answer to an address that `addresses` would name,
asked for just as it is written there. Any other (with a further query parameter, under another
host, in another spelling) would be stale for nobody knows how long.
"""

import time
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


def front_cache_control(request: HttpRequest, response: HttpResponse, began: float) -> bool:
    """Say for how long the front cache may keep an answer that was begun at `began`, in RFC 5861's
    terms; False if it may not."""
    seconds = settings.PUBLIC_CACHE_SECONDS
    if not seconds or not hasattr(response, "kept_until") or response.has_header("Vary"):
        return False
    left = seconds_left(response.kept_until)
    if left < 1 or purged_since(asked(request), began):
        return False
    fresh = min(seconds, left)
    patch_cache_control(
        response,
        public=True,
        max_age=0,
        s_maxage=fresh,
        stale_while_revalidate=min(settings.PUBLIC_CACHE_STALE_WHILE_REVALIDATE, left - fresh),
        stale_if_error=min(settings.PUBLIC_CACHE_STALE_IF_ERROR, left - fresh),
    )
    return True


def seconds_left(until: datetime | None) -> int:
    """How many seconds there are until a moment; very many if there is none."""
    if until is None:
        return 2**31
    return int(until.timestamp() - timezone.now().timestamp())


def now() -> float:
    """The moment in which an answer is begun, as `front_cache_control` takes it."""
    return time.time()
