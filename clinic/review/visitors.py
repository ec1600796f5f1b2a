"""What visitors see of the review of a page: the line under its title, its public history, and
the word that stands in for a withdrawn page."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from clinic.content.blocks.shared_text import shared_texts
from clinic.content.clinic_settings import ClinicSettings
from clinic.content.listing import paginated
from clinic.review.fingerprints import ids_elsewhere, ids_of, shown_elsewhere
from clinic.review.gate import standing_record
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import Review, review_from
from clinic.writing.models import GlossaryTerm

HISTORY = "reviews"
HISTORY_SIZE = 20


def review_shown(page: Page, content: str, context: dict[str, Any], request: HttpRequest) -> Review:
    """The review of a page that is being rendered, from what its rendering has at hand: one
    query, and one for the words that were explained when it was signed. Visitors are shown no
    others, whoever looks at a preview all. `content` is the hash of the page as it is stored."""
    standing = standing_record(page) if page.pk else None
    if standing is None or not standing.signature:
        return review_from(standing, content, [])
    shown, citations = context["shown"], context["citations"]
    signed_terms = ids_of("term", standing.shown)
    terms = list(GlossaryTerm.objects.filter(pk__in=signed_terms)) if signed_terms else []
    if not getattr(request, "is_preview", False):
        context["explained"].show_only(terms)
    at_hand: list[models.Model] = [
        *(entry.reference for entry in citations.entries),
        *shown.pictures.values(),
        *shown.documents.values(),
        ClinicSettings.for_request(request),
        *shared_texts(page.body).values(),
        *terms,
    ]
    ids = ids_elsewhere(page, standing.shown, shown, citations)
    return review_from(standing, content, shown_elsewhere(page, at_hand, ids))


def route(page: Page, path_components: list[str]) -> RouteResult | None:
    """The view of this module that answers in the place of the page, if one does."""
    if path_components == [HISTORY] and page.live:
        return RouteResult(page, kwargs={"view": "history"})
    if not path_components and not page.live and is_withdrawn(page):
        return RouteResult(page, kwargs={"view": "being_rechecked"})
    return None


def is_withdrawn(page: Page) -> bool:
    standing = standing_record(page)
    return bool(standing and standing.decision == Decision.WITHDRAWN)


def history(request: HttpRequest, page: Page) -> HttpResponse:
    """Every review and change of the page, in plain language, the newest first."""
    records = SignOff.objects.for_page(page).that_count().select_related("stands_on")
    return TemplateResponse(
        request,
        "review/history.html",
        {
            "page": page,
            "records": paginated(records, request.GET.get("page"), HISTORY_SIZE),
            "review": page.review,
        },
    )


def being_rechecked(request: HttpRequest, page: Page) -> HttpResponse:
    """The answer in the place of a withdrawn page: where to look, and help in a crisis.

    It is no answer to what was asked for, so its status is 404, and no cache keeps it.
    """
    response = TemplateResponse(request, "review/being_rechecked.html", {"page": page}, status=404)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


VIEWS: dict[str, Callable[[HttpRequest, Page], HttpResponse]] = {
    "history": history,
    "being_rechecked": being_rechecked,
}
