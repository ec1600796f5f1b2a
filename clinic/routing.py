"""From an address to its page, with as few queries for a deep page as for a shallow one."""

from itertools import accumulate, pairwise

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from clinic.caching.keeping import keep_page

MAX_DEPTH = 20


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's `serve`, told the way where all pages on it can be had at once."""
    way = pages_on_the_way(request, path)
    if way:
        page = way[-1].specific
        page.ancestry = way[:-1]
        page.is_restricted = way[-1].is_restricted
        try:
            route: RouteResult | None = page.route(request, [])
        except Http404:
            route = None
        # Where Page.route_for_request() keeps its answer.
        request._wagtail_route_for_request = route
    found = Page.find_for_request(request, path)
    if found and not is_to_be_shown(found):
        raise Http404
    response = wagtail_serve(request, path)
    if found:
        keep_page(request, found, response)
    return response


def is_to_be_shown(page: Page) -> bool:
    """Whether a page that Wagtail would show is in the language of its address, and not past
    its expiry, which Wagtail minds only when `publish_scheduled` next runs."""
    if page.expire_at and page.expire_at <= timezone.now():
        return False
    return _is_main_language() or page.locale.language_code == translation.get_language()


def pages_on_the_way(request: HttpRequest, path: str) -> list[Page]:
    """The pages from the root of the tree to the one that `path` names, each with
    `is_restricted`; nothing where Wagtail has to find the way itself: in another language
    than the root's, or where a page answers for an address below its own."""
    steps = [f"{step}/" for step in path.split("/") if step]
    site = Site.find_for_request(request)
    if site is None or len(steps) > MAX_DEPTH or not _is_main_language():
        return []
    root = site.root_page
    addresses = ["/", *accumulate(steps, initial=root.url_path)]
    # By the path in the tree and by the slug: no index helps to find an address.
    above = Q(path__in=[root.path[: root.steplen], root.path])
    below = Q(slug__in=[step.rstrip("/") for step in steps], url_path__in=addresses)
    restriction = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    way = list(
        Page.objects.filter(above | below)
        .annotate(is_restricted=Exists(restriction))
        .order_by("depth")
    )
    unbroken = all(child.path.startswith(parent.path) for parent, child in pairwise(way))
    return way if unbroken and [page.url_path for page in way] == addresses else []


def _is_main_language() -> bool:
    return translation.get_language() == settings.LANGUAGE_CODE
