"""Rating a page, and voting on its comments."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.feedback import limits
from clinic.feedback.area import Feedback
from clinic.feedback.forms import StarsForm, VoteForm
from clinic.feedback.models import Comment, PageFeedback
from clinic.feedback.pages import about_comment, about_page
from clinic.feedback.ratings import rate, stars_of
from clinic.feedback.readers import Reader
from clinic.feedback.staff import is_staff
from clinic.feedback.views.showing import is_fragment, show, too_many
from clinic.feedback.voting import VoteRefusedError, vote


@require_http_methods(["GET", "HEAD", "POST"])
@about_page
def stars(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Give stars, change them, take them back."""
    if not feedback.on.ratings:
        raise Http404
    reader = Reader(request)
    status = 200
    if request.method == "POST":
        form = StarsForm(request.POST)
        if is_staff(request):
            form.add_error(None, _("Staff do not rate the clinic's own articles."))
            status = 403
        elif form.is_valid():
            try:
                limits.check(request, "rating")
            except limits.TooMany as error:
                status = too_many(form, error)
            else:
                return _rated(request, feedback, reader, form.cleaned_data["stars"])
        else:
            status = 422
    else:
        chosen = request.GET.get("stars") or stars_of(feedback.page.pk, reader.key) or ""
        form = StarsForm(initial={"stars": chosen})
    return show(request, feedback, "feedback/rate.html", {"stars_form": form}, status)


def _rated(
    request: HttpRequest, feedback: Feedback, reader: Reader, stars: int | None
) -> HttpResponse:
    rate(feedback.page.pk, reader.key, stars)
    if is_fragment(request):
        feedback.totals = PageFeedback.objects.get(pk=feedback.page.pk)
        response = show(request, feedback, "feedback/partials/average.html", {"stars": stars})
    else:
        response = redirect("feedback:overview", feedback.page.pk)
    reader.remember(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@about_comment
def votes(request: HttpRequest, feedback: Feedback, comment: Comment) -> HttpResponse:
    """Vote a comment up or down; the opposite takes one's vote back."""
    if not feedback.on.votes or not comment.is_published:
        raise Http404
    problem, status = "", 200
    form = VoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        reader = Reader(request)
        if not form.is_valid():
            problem, status = _("Choose up or down."), 422
        else:
            try:
                limits.check(request, "vote")
                comment = vote(comment, reader.key, form.cleaned_data["value"])
            except limits.TooMany as error:
                problem, status = error.message, 429
            except VoteRefusedError:
                problem, status = _("Nobody votes on their own comment."), 403
            else:
                response: HttpResponse = (
                    JsonResponse({"score": comment.score})
                    if is_fragment(request)
                    else redirect(comment)
                )
                reader.remember(response)
                return response
    if problem and is_fragment(request):
        return JsonResponse({"problem": problem}, status=status)
    context = {"comment": comment, "problem": problem}
    return show(request, feedback, "feedback/vote.html", context, status)
