"""The preview as its reader meets it, below /preview/TOKEN/."""

from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from clinic.review.differences import changed, differences
from clinic.review.preview_links.access import (
    ask_for_code,
    enter_code,
    give_seat,
    log_opening,
    needs_code,
    open_link,
    private,
)
from clinic.review.preview_links.baseline import baseline
from clinic.review.preview_links.forms import CodeForm, FeedbackForm
from clinic.review.preview_links.models import PreviewLink

_PERSONAL = {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}


@private("GET", "HEAD", "POST")
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What changed, part by part, and a form for what the reader says to it."""
    link = open_link(request, token)
    if needs_code(request, link):
        if request.method == "POST":
            return redirect("review_preview", token)
        log_opening(request, link, "door")
        return _door(request, link, token, CodeForm())
    changes = differences(baseline(link.page), link.page_as_it_was())
    data = request.POST if request.method == "POST" else None
    form = FeedbackForm(data, link=link, changes=changes, label_suffix="")
    if data is None:
        log_opening(request, link, "changes")
    elif form.is_valid():
        form.save()
        return redirect(reverse("review_preview", args=[token]) + "?sent#answer")
    said: dict[str, list[Any]] = {}
    for comment in link.comments.order_by("at", "pk"):
        said.setdefault(comment.part, []).append(comment)
    context = {
        "link": link,
        "token": token,
        "changes": changes,
        "changed_count": len(changed(changes)),
        "is_new": not link.page.live,
        "form": form,
        "said": said,
        "is_sent": "sent" in request.GET,
    }
    return render(request, "review/preview/preview.html", context)


@private("GET", "HEAD")
def preview_page(request: HttpRequest, token: str) -> HttpResponse:
    """The page exactly as visitors would get it: asked for by nobody in particular."""
    link = open_link(request, token)
    if needs_code(request, link):
        return redirect("review_preview", token)
    log_opening(request, link, "page")
    impersonal = copy(request)
    impersonal.META = {name: value for name, value in request.META.items() if name not in _PERSONAL}
    response = link.page_as_it_was().make_preview_request(impersonal)
    response.cookies.clear()
    del response["ETag"], response["Last-Modified"]
    return response


@private("POST", "GET", "HEAD")
def preview_code(request: HttpRequest, token: str) -> HttpResponse:
    """Have a code sent, or enter it."""
    link = open_link(request, token)
    if request.method != "POST" or not needs_code(request, link):
        return redirect("review_preview", token)
    if "send" in request.POST:
        is_sent = ask_for_code(link)
        address = reverse("review_preview", args=[token])
        return redirect(address if is_sent else f"{address}?later")
    form = CodeForm(request.POST)
    if form.is_valid() and (seat := enter_code(link, form.cleaned_data["code"])):
        response = redirect("review_preview", token)
        give_seat(response, link, token, seat)
        return response
    return _door(request, link, token, form, is_wrong=True)


def _door(
    request: HttpRequest,
    link: PreviewLink,
    token: str,
    form: CodeForm,
    is_wrong: bool = False,
) -> HttpResponse:
    """The question for a code; tells nothing of the page."""
    name, _at, host = link.email.partition("@")
    code = link.codes.first()
    context = {
        "token": token,
        "hidden_email": f"{name[:1]}…@{host}",
        "code": code,
        "is_waiting": bool(code and code.is_waiting),
        "has_failed": bool(code and code.failed_at),
        "is_later": "later" in request.GET,
        "is_wrong": is_wrong,
        "form": form,
    }
    return render(request, "review/preview/door.html", context)
