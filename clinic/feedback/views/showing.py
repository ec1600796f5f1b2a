"""How an answer is drawn: as a page of its own, or, for the script of an open article, as the
part of it that changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clinic.feedback.area import Feedback
from clinic.feedback.limits import TooMany
from clinic.feedback.models import Comment
from clinic.feedback.models.comments import VISIBLE
from clinic.feedback.ratings import stars_of
from clinic.feedback.readers import Reader
from clinic.feedback.voting import votes_of


def is_fragment(request: HttpRequest) -> bool:
    """Whether the article's script asks. Another site's script cannot send this header without
    being allowed to, and nobody else needs it."""
    return request.headers.get("X-Requested-With") == "feedback"


def show(
    request: HttpRequest,
    feedback: Feedback,
    template: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    base = "feedback/fragment.html" if is_fragment(request) else "base.html"
    values = {"feedback": feedback, "base_template": base, **(context or {})}
    return render(request, template, values, status=status)


def too_many(form: Any, error: TooMany) -> int:
    """Tell the reader to wait, and give the status of the answer."""
    form.add_error(None, error.message)
    return 429


def own(request: HttpRequest, feedback: Feedback) -> dict[str, Any]:
    """What a page knows of the reader who asks: own stars, votes and what is not public."""
    reader = Reader(request)
    if reader.is_new:
        return {"stars": None, "votes": {}, "waiting": []}
    page_id = feedback.page.pk
    waiting = Comment.objects.filter(page=page_id, author=reader.key)
    # Published ones are the reader's too while an edit waits, or was refused.
    waiting = waiting.exclude(VISIBLE, new_text="", refused_text="")
    waiting = waiting.exclude(status__in=(Comment.Status.ERASED, Comment.Status.SPAM))
    return {
        "stars": stars_of(page_id, reader.key),
        "votes": votes_of(page_id, reader.key),
        "waiting": list(waiting.select_related("reject_reason").order_by("-pk")[:20]),
    }
