"""What every answer of the site has in common: language, caching, security headers."""

import logging
import traceback
from collections.abc import Callable
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request
from wagtail.models import Locale

from clinic.caching import keeping

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)


class NullBytes:
    """Put spaces for null bytes in the query string and answer 404 to a path that holds one.

    Nobody types them, and PostgreSQL refuses a text that has one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return HttpResponseNotFound()
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            # Dropped, they could leave "%" and "00" beside each other.
            request.META["QUERY_STRING"] = query.replace("%00", "%20").replace("\x00", "%20")
        return self.get_response(request)


class LanguageFromAddress:
    """Speak the language that the address names: English at the root, others by prefix.

    Unlike Django's LocaleMiddleware it never looks at the visitor's headers or cookies, so
    that a page is the same for everybody and needs no `Vary`. A prefix counts once the site
    has a locale for its language: what stands below it is missing, in English, until then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        if not language or not Locale.objects.filter(language_code=language).exists():
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PublicCaching:
    """Say whether an answer may be kept: a public page by anybody, all else by nobody.

    An answer is public when neither the session nor a cookie took part in it; Wagtail looks
    at the session of every page that is behind a password, a log-in or a group.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time()
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        if request.session.accessed or response.cookies:
            add_never_cache_headers(response)
            patch_cache_control(response, private=True)
        elif request.method in ("GET", "HEAD") and response.status_code == 200:
            keeping.say_how_long(request, response, began)
        return response


class AdminContentSecurityPolicy:
    """Give the admin, and the previews it shows, the looser policy that it needs.

    A page that brings a policy of its own keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        if in_admin and not hasattr(response, "_csp_config"):
            # A preview is an answer within an answer and brings the public policy along.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response


class PermissionsPolicy:
    """Forbid the browser what the site never asks for, in embedded videos too.

    https://www.w3.org/TR/permissions-policy/
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response


class UnreadableForms:
    """Answer 400 where Wagtail's admin cannot read what it was sent.

    Its views trust that a form comes from their own pages: a field that is missing or no JSON, a
    key that is no number ends in an error. It is logged as one all the same.
    """

    # Where Django, Wagtail and Python's reader of JSON read what a browser sent, by the names of
    # their functions; the last where it says to be led on to.
    READING = frozenset(
        {"value_from_datadict", "full_clean", "get_prep_value", "raw_decode", "resolve_url"}
    )
    # The last two: JSON that nests too deep, and a key that SQLite has no room for.
    ERRORS = (
        ValueError, LookupError, AttributeError, TypeError, NoReverseMatch, RecursionError,
        OverflowError,
    )  # fmt: skip

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        if not self._is_of_reading(exception):
            return None
        logger.error("Unreadable: %s", request.path, exc_info=exception)
        return bad_request(request, exception)

    def _is_of_reading(self, exception: Exception) -> bool:
        if isinstance(exception, MultiValueDictKeyError):
            return True
        if not isinstance(exception, self.ERRORS):
            return False
        steps = traceback.extract_tb(exception.__traceback__)
        return not self.READING.isdisjoint(step.name for step in steps)
