"""Who may come in: a link that is open and, where it asks for a code, the browser that holds
the seat."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from clinic.review.preview_links import guesses
from clinic.review.preview_links.mail import send_code
from clinic.review.preview_links.models import PreviewCode, PreviewLink, PreviewOpening
from clinic.review.preview_links.secrets import code_digest, digest, is_equal, new_token

SEAT_COOKIE = "preview_seat"
CODES_AN_HOUR = 3
CODES_IN_ALL = 20

View = Callable[..., HttpResponse]


def private(*methods: str) -> Callable[[View], View]:
    """For every answer below /preview/: nobody keeps it, lists it or tells where it was, no
    cookie of the site comes with it, and whatever does not open is the same missing page.

    There is no token against forged forms, which would need a cookie: whoever can name the
    address may do what it offers.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = require_http_methods(methods)(view)(request, *args, **kwargs)
            except Http404 as error:
                response = page_not_found(request, error)
            response["Cache-Control"] = "no-store, private"
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            return response

        return guarded

    return decorate


def open_link(request: HttpRequest, token: str) -> PreviewLink:
    """The link of a token. Http404, after the same work, where it is wrong, expired, revoked,
    held by another browser or its page gone, and without any where there were too many."""
    if guesses.are_too_many(request):
        raise Http404
    links = PreviewLink.objects.open().filter(digest=digest(token)).select_related("page")
    link = links.first()
    if link is None or (link.seat_digest and not is_seated(request, link)):
        guesses.count_miss(request)
        raise Http404
    return link


def is_seated(request: HttpRequest, link: PreviewLink) -> bool:
    """Whether the code of the link was entered in this browser."""
    return bool(link.seat_digest) and is_equal(
        digest(request.COOKIES.get(SEAT_COOKIE, "")), link.seat_digest
    )


def needs_code(request: HttpRequest, link: PreviewLink) -> bool:
    return bool(link.email) and not is_seated(request, link)


def log_opening(request: HttpRequest, link: PreviewLink, what: str) -> None:
    PreviewOpening.objects.create(
        link=link,
        what=what,
        network=guesses.network_of(request),
        browser=request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:200],
    )


def ask_for_code(link: PreviewLink) -> bool:
    """Have a new code sent, which ends the one before; False if there were too many."""
    with transaction.atomic():
        # Of two that ask at once, one waits here and then counts the other's.
        PreviewLink.objects.select_for_update().get(pk=link.pk)
        hour_ago = timezone.now() - timedelta(hours=1)
        if (
            link.codes.filter(asked_at__gt=hour_ago).count() >= CODES_AN_HOUR
            or link.codes.count() >= CODES_IN_ALL
        ):
            return False
        code = PreviewCode.objects.create(link=link)
        transaction.on_commit(lambda: send_code.enqueue(code.pk))
    return True


def enter_code(link: PreviewLink, entered: str) -> str:
    """The new seat for a right code, or nothing. Counts the attempt before it looks."""
    code = link.codes.first()
    if code is None or not code.is_waiting:
        return ""
    counted = PreviewCode.objects.filter(
        pk=code.pk, used_at=None, attempts__lt=PreviewCode.ATTEMPTS
    ).update(attempts=F("attempts") + 1)
    digits = "".join(character for character in entered if character.isdecimal())
    if not counted or not code.digest or not is_equal(code_digest(digits, link.pk), code.digest):
        return ""
    seat, now = new_token(), timezone.now()
    with transaction.atomic():
        if not PreviewCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now):
            return ""
        taken = PreviewLink.objects.open().filter(pk=link.pk, seat_digest="")
        return seat if taken.update(seat_digest=digest(seat), seated_at=now) else ""


def give_seat(response: HttpResponse, link: PreviewLink, token: str, seat: str) -> None:
    """The only cookie: for one link, unseen by scripts, gone when the link expires."""
    response.set_cookie(
        SEAT_COOKIE,
        seat,
        path=reverse("review_preview", args=[token]),
        expires=link.expires_at,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
