"""The question about a passage, with its latest answers and the form for another."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic.feedback.area import Feedback
from clinic.feedback.forms import CommentForm
from clinic.feedback.pages import about_page
from clinic.feedback.staff import is_staff
from clinic.feedback.threads import Threads
from clinic.feedback.views.showing import show

LATEST = 5


@require_safe
@about_page
def answers(request: HttpRequest, feedback: Feedback, key: str) -> HttpResponse:
    """The way to an inline question without JavaScript, and what the script opens in place."""
    passage = feedback.passages.get(key)
    if passage is None:
        raise Http404
    selection = feedback.selection(question=key, size=LATEST, order="newest")
    form = None
    if feedback.on.commenting:
        form = CommentForm(
            initial={"question": key},
            auto_id=f"{key}_%s",  # several may be open in an article
            on=feedback.on,
            is_staff=is_staff(request),
        )
    context = {
        "passage": passage,
        "threads": Threads(feedback.page.pk, selection),
        "form": form,
    }
    return show(request, feedback, "feedback/passage.html", context)
