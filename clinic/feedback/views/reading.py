"""Reading what others wrote: everything about a page, more threads, one thread, what is new."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clinic.content.distress import speaks_of_distress
from clinic.feedback.area import Feedback
from clinic.feedback.forms import StarsForm
from clinic.feedback.models import Comment
from clinic.feedback.models.settings import Order
from clinic.feedback.pages import about_comment, about_page
from clinic.feedback.readers import Reader
from clinic.feedback.threads import Selection, Threads, number_of_page, thread
from clinic.feedback.views.showing import own, show
from clinic.feedback.writing import may_edit

MAX_PAGE = 100_000


def _number(text: str | None) -> int:
    """A page's number as a query string has it; the first for rubbish."""
    digits = text if text and text.isascii() and text.isdigit() and len(text) < 7 else "1"
    return min(max(int(digits), 1), MAX_PAGE)


def _moment(text: str | None) -> datetime | None:
    """A moment as a query string has it, or None."""
    try:
        moment = parse_datetime(text) if text else None
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def _selection(request: HttpRequest, feedback: Feedback) -> Selection:
    order = request.GET.get("order")
    return feedback.selection(
        order=order if order in Order.values else feedback.settings.order,
        inline_only=request.GET.get("only") == "inline",
        since=_moment(request.GET.get("since")),
        number=_number(request.GET.get("page")),
    )


@require_safe
@about_page
def overview(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """All feedback about a page, and all that the reader may add: the way without JavaScript."""
    if not feedback.on.anything:
        raise Http404
    threads = Threads(feedback.page.pk, _selection(request, feedback))
    mine = own(request, feedback)
    context = {
        "threads": threads,
        "orders": Order.choices,
        "stars_form": StarsForm(initial={"stars": mine["stars"] or ""}),
        **mine,
    }
    return show(request, feedback, "feedback/overview.html", context)


@require_safe
@about_page
def more(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """A page of threads for the script, the same for everybody."""
    if not feedback.on.comments:
        raise Http404
    threads = Threads(feedback.page.pk, _selection(request, feedback))
    context = {"feedback": feedback, "threads": threads}
    response = render(request, "feedback/partials/threads.html", context)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
@about_page
def news(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """How many comments were published since a moment. As long as nothing changed on the page
    the answer is 304, and no comment was looked at."""
    since = _moment(request.GET.get("since"))
    if not feedback.on.comments or since is None:
        raise Http404
    tag = f'"{feedback.page.pk}-{feedback.totals.version}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        new = Comment.objects.filter(
            page=feedback.page.pk, status=Comment.Status.PUBLISHED, published_at__gt=since
        )
        response = JsonResponse({"new": new.count(), "comments": feedback.totals.comment_count})
    response.headers["ETag"] = tag
    patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response


@require_safe
@about_page
def mine(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """What only this reader sees, to be put into the page by the script."""
    return show(request, feedback, "feedback/mine.html", own(request, feedback))


@require_safe
@about_comment
def permalink(request: HttpRequest, feedback: Feedback, comment: Comment) -> HttpResponse:
    """A comment in its thread; to its author also while nobody else sees it."""
    reader = Reader(request)
    is_author = not reader.is_new and comment.author == reader.key
    if is_author and (not comment.is_published or comment.shown_text != comment.text):
        return show(
            request,
            feedback,
            "feedback/waiting.html",
            {
                "comment": comment,
                "may_edit": may_edit(comment, reader.key),
                "in_distress": speaks_of_distress(comment.shown_text),
            },
        )
    is_gap = not comment.is_published and not comment.reply_count
    if is_gap or not feedback.on.comments:
        raise Http404
    root = comment if comment.parent_id is None else comment.root
    number: str | None = request.GET.get("page")
    if number is None and comment.pk != root.pk:
        number = str(number_of_page(comment))
    comments, slice_ = thread(root, number)
    context: dict[str, Any] = {
        "comment": comment,
        "root": root,
        "comments": comments,
        "slice": slice_,
        "may_edit": is_author and may_edit(comment, reader.key),
    }
    return show(request, feedback, "feedback/thread.html", context)


@never_cache
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """What a form of a page that everybody shares needs before it can be sent."""
    return JsonResponse({"token": get_token(request)})
