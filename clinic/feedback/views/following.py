"""Asking for mail about a page, saying yes to it, and ending it.

Whoever asks gets the same answer in the same time, whether the address is known or not. A GET
changes nothing: programs that look for viruses open every link of a mail.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from clinic.feedback import limits, subscriptions
from clinic.feedback.afterwards import afterwards
from clinic.feedback.area import Feedback
from clinic.feedback.forms import SubscribeForm
from clinic.feedback.letters import what_about
from clinic.feedback.mail import send_confirmation
from clinic.feedback.models import Comment, Subscription, Token
from clinic.feedback.pages import about_page, visible_comment
from clinic.feedback.tokens import Purpose, find_token
from clinic.feedback.views.showing import show, too_many

View = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@about_page
def subscribe(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Ask for mail about the page, or about replies to the comment that `comment` names."""
    if not feedback.on.subscriptions:
        raise Http404
    values = request.POST if request.method == "POST" else request.GET
    comment = _comment(values.get("comment"), feedback)
    status = 200
    if request.method == "POST":
        form = SubscribeForm(request.POST, comment=comment)
        if form.is_valid():
            try:
                limits.check(request, "mail")
            except limits.TooMany as error:
                status = too_many(form, error)
            else:
                data = form.cleaned_data
                response = redirect("feedback:asked", feedback.page.pk)
                return ask_afterwards(response, feedback, data["kind"], data["email"], comment)
        else:
            status = 422
        form = form.renewed()
    else:
        form = SubscribeForm(comment=comment)
    context = {"form": form, "comment": comment}
    return show(request, feedback, "feedback/following/subscribe.html", context, status)


def ask_afterwards(
    response: HttpResponse,
    feedback: Feedback,
    kind: str,
    email: str,
    comment: Comment | None = None,
) -> HttpResponse:
    """`response`; once it is sent the address is asked whether it wants such mail."""
    work = partial(
        send_confirmation.enqueue,
        feedback.page.pk,
        str(kind),
        email.lower(),
        comment.pk if comment else None,
    )
    return afterwards(response, work)


def _comment(text: str | None, feedback: Feedback) -> Comment | None:
    """The comment whose replies are asked about. Raises Http404 where there is none."""
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) < 16
    comment = visible_comment(int(text) if is_number else None, feedback.page.pk)
    if comment is None:
        raise Http404
    return comment


@require_safe
@about_page
def asked(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """The answer to whoever asked for mail."""
    return show(request, feedback, "feedback/following/asked.html")


def by_mailed_link(purpose: Purpose) -> Callable[[View], View]:
    """For a view of (request, token): finds the secret of the address; answers that the link
    is void where it opens nothing; in the language of what it is about; for nobody to keep, and
    without telling the address to the next site."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, secret: str) -> HttpResponse:
            token = find_token(purpose, secret)
            language = language_of(token, request)
            with translation.override(language):
                request.LANGUAGE_CODE = language
                if token is None:
                    response = render(request, "feedback/following/void.html", status=410)
                else:
                    response = view(request, token)
            return private(response, language)

        return inner

    return decorate


def language_of(token: Token | None, request: HttpRequest) -> str:
    """The language to answer a mailed link in."""
    if token and token.subscription:
        return token.subscription.language
    if token and token.comment:
        return token.comment.page.locale.language_code
    asked_for = request.GET.get("language", "")
    return asked_for if asked_for in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def private(response: HttpResponse, language: str) -> HttpResponse:
    """An answer that is nobody else's."""
    response.headers["Content-Language"] = language
    response.headers["Referrer-Policy"] = "same-origin"  # without any, no form could be checked
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    patch_cache_control(response, private=True, no_store=True)
    return response


# The secret in the address is what a request must know; a token in a cookie would add nothing,
# and a mail program has none.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_mailed_link(Purpose.CONFIRM)
def confirm(request: HttpRequest, token: Token) -> HttpResponse:
    """Say yes to the mail that was asked for."""
    return _decide(request, token.subscription, subscriptions.confirm, "confirm")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_mailed_link(Purpose.UNSUBSCRIBE)
def unsubscribe(request: HttpRequest, token: Token) -> HttpResponse:
    """End the mail. A mail program does it by one POST (RFC 8058), as often as it likes."""
    return _decide(request, token.subscription, subscriptions.end, "unsubscribe")


def _decide(
    request: HttpRequest,
    subscription: Subscription,
    decide: Callable[[Subscription], Any],
    name: str,
) -> HttpResponse:
    if request.method == "POST":
        decide(subscription)
    context = {
        "subscription": subscription,
        "what": what_about(subscription),
        "is_done": request.method == "POST",
    }
    return render(request, f"feedback/following/{name}.html", context)
