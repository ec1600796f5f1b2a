"""One's own page: what is kept about a mail address, for whoever reads its mail."""

from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Site

from clinic.feedback import limits, own, subscriptions
from clinic.feedback.afterwards import afterwards
from clinic.feedback.forms import EraseForm, OwnForm, TextForm
from clinic.feedback.mail import send_own_link
from clinic.feedback.models import Token
from clinic.feedback.tokens import Purpose
from clinic.feedback.views.following import by_mailed_link, language_of, private
from clinic.feedback.views.showing import too_many
from clinic.feedback.writing import NotOpenError, resubmit

SHOWN = 50  # comments of one's own; the export has them all


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link to one's own page."""
    language = language_of(None, request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        return private(_ask(request, language), language)


def _ask(request: HttpRequest, language: str) -> HttpResponse:
    status = 200
    if request.method == "POST":
        form = OwnForm(request.POST)
        if form.is_valid():
            try:
                limits.check(request, "mail")
            except limits.TooMany as error:
                status = too_many(form, error)
            else:
                site = Site.find_for_request(request)
                email = form.cleaned_data["email"].lower()
                response = render(request, "feedback/own/asked.html")
                return afterwards(
                    response, partial(send_own_link.enqueue, site.pk, email, language)
                )
        else:
            status = 422
        form = form.renewed()
    else:
        form = OwnForm()
    return render(request, "feedback/own/ask.html", {"form": form}, status=status)


@require_safe
@by_mailed_link(Purpose.MANAGE)
def data(request: HttpRequest, token: Token) -> HttpResponse:
    """What is kept, and what can be done with it."""
    return _show(request, token)


def _show(request: HttpRequest, token: Token, status: int = 200, **more: object) -> HttpResponse:
    comments = own.comments_of(token.email)
    context = {
        "email": token.email,
        "subscriptions": subscriptions.active(token.email),
        "comments": comments[:SHOWN],
        "comment_count": comments.count(),
        "messages_to_clinic": own.messages_of(token.email)[:SHOWN],
        "secret": request.resolver_match.kwargs["secret"],
        **more,
    }
    return render(request, "feedback/own/data.html", context, status=status)


@require_safe
@by_mailed_link(Purpose.MANAGE)
def export(request: HttpRequest, token: Token) -> HttpResponse:
    """All of it as a file."""
    response = JsonResponse(
        own.everything(token.email), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="feedback.json"'
    return response


@csrf_exempt
@require_POST
@by_mailed_link(Purpose.MANAGE)
def end(request: HttpRequest, token: Token) -> HttpResponse:
    """End the subscription that `subscription` names, or all."""
    chosen = request.POST.get("subscription", "")
    active = subscriptions.active(token.email)
    subscriptions.end(*(each for each in active if chosen in ("all", str(each.pk))))
    return _back(request)


@csrf_exempt
@require_POST
@by_mailed_link(Purpose.MANAGE)
def erase(request: HttpRequest, token: Token) -> HttpResponse:
    """Erase everything, once it is clear that this is meant."""
    if not EraseForm(request.POST).is_valid():
        return _show(request, token, 422, is_unsure=True)
    own.erase_everything(token.email)
    return render(request, "feedback/own/erased.html")


def _back(request: HttpRequest) -> HttpResponse:
    response = redirect("feedback:own_data", request.resolver_match.kwargs["secret"])
    response.headers["Location"] += f"?language={translation.get_language()}"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_mailed_link(Purpose.CHANGE)
def change(request: HttpRequest, token: Token) -> HttpResponse:
    """Change a comment that was not published, and send it again."""
    comment = token.comment
    if not comment.is_refused:
        return render(request, "feedback/following/void.html", status=410)
    status = 200
    if request.method == "POST":
        form = TextForm(request.POST)
        if form.is_valid():
            try:
                limits.check(request, "edit")
                resubmit(comment, form.cleaned_data["text"])
            except limits.TooMany as error:
                status = too_many(form, error)
            except NotOpenError:
                return render(request, "feedback/following/void.html", status=410)
            else:
                return render(request, "feedback/own/resubmitted.html", {"comment": comment})
        else:
            status = 422
        form = form.renewed()
    else:
        form = TextForm(initial={"text": comment.own_text})
    context = {"form": form, "comment": comment}
    return render(request, "feedback/own/change.html", context, status=status)
