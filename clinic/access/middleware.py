"""Nobody gets in before the second factor that she must have."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject

from clinic.access.second_factor import missing_step
from clinic.access.ways import lead_to

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactor:
    """Lead whoever lacks a second factor to it; to every page but those she is a stranger.

    Without a look at the session until something asks who asks, so that a public page stays the
    same for everybody. A program gets a 403 from the admin.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user

        def step() -> str:
            return "" if is_way_in(request) else missing_step(request.session, person)

        request.missing_step = SimpleLazyObject(step)
        request.user = SimpleLazyObject(lambda: AnonymousUser() if request.missing_step else person)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        if not request.missing_step:
            return None
        if is_program(request):
            raise PermissionDenied
        return lead_to(str(request.missing_step), request)


def is_way_in(request: HttpRequest) -> bool:
    """Whether the address is one of logging in, of a second factor, or of logging out."""
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return False
    return name.startswith(("account_", "mfa_")) or name == "wagtailcore_login"


def is_program(request: HttpRequest) -> bool:
    """Whether a script asks, rather than a person who would see the page that she is led to."""
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or not request.accepts("text/html")
        or request.path_info.startswith(f"{reverse('wagtailadmin_home')}api/")
    )
