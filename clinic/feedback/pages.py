"""The page that somebody writes about: it must be live, public and of a type that takes
feedback, whatever the request says."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from wagtail.models import Page, Site

from clinic.content.listing import open_to_all
from clinic.feedback.area import Feedback
from clinic.feedback.mixins import FeedbackMixin
from clinic.feedback.models import Comment
from clinic.feedback.models.comments import VISIBLE
from clinic.feedback.switches import settings_and_totals

View = Callable[..., HttpResponse]


def feedback_of_open_page(pk: int, request: HttpRequest | None = None) -> Feedback:
    """The feedback of the page with this id. Raises Http404 unless every visitor may read it."""
    found = open_to_all(Page.objects.filter(pk=pk)).select_related("locale").first()
    page = found.specific if found else None
    site: Site | None = page.get_site() if page else None
    if site is None or not isinstance(page, FeedbackMixin):
        raise Http404
    return Feedback(page, *settings_and_totals(site, page.pk, request))


def about_page(view: View) -> View:
    """For a view of (request, feedback): finds the page of the address, and answers in its
    language, for this visitor alone unless the view says otherwise."""

    @wraps(view)
    def inner(request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        return _answer(view, request, feedback_of_open_page(page_id, request), **kwargs)

    return inner


def about_comment(view: View) -> View:
    """For a view of (request, feedback, comment): as `about_page`, the page being that of the
    comment, whatever its status."""

    @wraps(view)
    def inner(request: HttpRequest, comment_id: int, **kwargs: Any) -> HttpResponse:
        comment = Comment.objects.filter(pk=comment_id).first()
        if comment is None:
            raise Http404
        feedback = feedback_of_open_page(comment.page_id, request)
        return _answer(view, request, feedback, comment=comment, **kwargs)

    return inner


def visible_comment(pk: int | None, page_id: int) -> Comment | None:
    """The comment with this id, if a visitor of the page sees it."""
    return Comment.objects.filter(VISIBLE, pk=pk, page=page_id).first() if pk else None


def _answer(view: View, request: HttpRequest, feedback: Feedback, **kwargs: Any) -> HttpResponse:
    language = feedback.page.locale.language_code
    with translation.override(language):
        request.LANGUAGE_CODE = language
        response = view(request, feedback, **kwargs)
    response.headers["Content-Language"] = language
    if "Cache-Control" not in response.headers:
        add_never_cache_headers(response)
        patch_cache_control(response, private=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
