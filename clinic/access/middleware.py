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
# Beside allauth's pages of accounts.
WAYS_IN = {
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "wagtailcore_login",
}


class SecondFactor:
    """Lead whoever lacks a second factor to it; to every page but those she is a stranger.

    Without a look at the session until something asks who asks, so that a public page stays the
    same for everybody. A program gets a 403 from the admin.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user

        def known() -> Any:
            return person if is_way_in(request) or not request.missing_step else AnonymousUser()

        request.missing_step = SimpleLazyObject(lambda: missing_step(request.session, person))
        request.user = SimpleLazyObject(known)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        if not in_admin or is_way_in(request) or not request.missing_step:
            return None
        if is_program(request):
            raise PermissionDenied
        return lead_to(str(request.missing_step), request)


def is_way_in(request: HttpRequest) -> bool:
    """Whether the address is one of logging in or out, or of what is missing.

    A factor is changed by who has shown it, or has none yet.
    """
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return False
    if name.startswith("account_") or name in WAYS_IN:
        return True
    return name.startswith("mfa_") and str(request.missing_step) in ("", "mfa_index")


def is_program(request: HttpRequest) -> bool:
    """Whether a script asks, rather than a person who would see the page that she is led to."""
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or not request.accepts("text/html")
        or request.path_info.startswith(f"{reverse('wagtailadmin_home')}api/")
    )
