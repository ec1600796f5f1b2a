"""Writing a comment or a reply, changing one's own, and writing to the clinic alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.content.distress import speaks_of_distress
from clinic.feedback import limits
from clinic.feedback.area import Feedback
from clinic.feedback.forms import CommentForm, PrivateForm, TextForm
from clinic.feedback.guards import likeness
from clinic.feedback.models import Comment, PrivateMessage
from clinic.feedback.pages import about_comment, about_page, visible_comment
from clinic.feedback.passages import Passage
from clinic.feedback.personal_details import details_in
from clinic.feedback.readers import Reader
from clinic.feedback.staff import is_staff, name_of, role_of
from clinic.feedback.views.following import ask_afterwards
from clinic.feedback.views.showing import is_fragment, show, too_many
from clinic.feedback.writing import (
    NotOpenError,
    edit,
    may_edit,
    resubmit,
    send_privately,
    submit,
)

LONGEST_READ = 20_000  # characters; a longer text is refused anyway


def _in_distress(request: HttpRequest) -> bool:
    """Whether what was just sent speaks of acute distress; nothing of it is kept."""
    return speaks_of_distress(request.POST.get("text", "")[:LONGEST_READ])


def _needs_nudge(request: HttpRequest, form: Any) -> bool:
    """Whether a form that came without the script holds what looks like personal details, and
    the reader was not asked yet."""
    return (
        not is_fragment(request)
        and "publish_anyway" not in request.POST
        and bool(details_in(form.cleaned_data["text"]))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@about_page
def comment(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Write a comment, a reply to the one that `parent` names, or an answer to the inline
    question that `question` names."""
    if not feedback.on.commenting:
        raise Http404
    values = request.POST if request.method == "POST" else request.GET
    parent = _parent(values.get("parent"), feedback)
    passage = _passage(values.get("question"), feedback) if parent is None else None
    options: dict[str, Any] = {"on": feedback.on, "is_staff": is_staff(request)}
    if about := parent.anchor if parent else passage and passage.key:
        options["auto_id"] = f"{about}_%s"  # several forms may be open in an article
    context: dict[str, Any] = {"parent": parent, "passage": passage}
    status = 200
    if request.method == "POST":
        context["in_distress"] = _in_distress(request)
        form = CommentForm(request.POST, **options)
        if form.is_valid() and _needs_nudge(request, form):
            context["nudge"] = True
        elif form.is_valid():
            try:
                return _commented(request, feedback, form, parent, passage)
            except limits.TooMany as error:
                status = too_many(form, error)
            except NotOpenError:
                form.add_error(None, _("This thread takes no more replies."))
                status = 409
        else:
            status = 422
        form = form.renewed()
    else:
        initial = {
            "parent": parent.pk if parent else None,
            "question": passage.key if passage else "",
        }
        form = CommentForm(initial=initial, **options)
    context["form"] = form
    return show(request, feedback, "feedback/write.html", context, status)


def _parent(text: str | None, feedback: Feedback) -> Comment | None:
    """The comment that is replied to. Raises Http404 where there is none to reply to."""
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) < 16
    parent = visible_comment(int(text) if is_number else None, feedback.page.pk)
    if parent is None or not parent.is_published or not parent.may_have_replies:
        raise Http404
    if feedback.is_closed(parent.root):
        raise Http404
    return parent


def _passage(key: str | None, feedback: Feedback) -> Passage | None:
    """The passage whose question is answered. Raises Http404 where the page asks no such."""
    if not key:
        return None
    if key not in feedback.passages:
        raise Http404
    return feedback.passages[key]


def _commented(
    request: HttpRequest,
    feedback: Feedback,
    form: CommentForm,
    parent: Comment | None,
    passage: Passage | None,
) -> HttpResponse:
    data = form.cleaned_data
    limits.check(request, "comment")
    reader = Reader(request)
    place = parent.pk if parent else passage.key if passage else ""
    words = likeness(data["text"], feedback.page.pk, place)
    before = Comment.objects.filter(page=feedback.page.pk, text_hash=words).exclude(
        status=Comment.Status.ERASED
    )
    same = before.filter(author=reader.key).first()
    if same is None:
        new = Comment(
            page_id=feedback.page.pk,
            parent=parent,
            text=data["text"],
            text_hash=words,
            author=reader.key,
            role=role_of(request),
            question=passage.key if passage else "",
            wording=passage.wording if passage else "",
        )
        if is_staff(request):
            new.user = request.user
            new.name = name_of(request)
        else:
            new.name = data["name"]
            new.email = data["email"].lower()
            new.website = data["website"]
        same = submit(new)
    response = redirect(same)
    reader.remember(response)
    if data.get("notify") and _may_ask_for_mail(request):
        return ask_afterwards(response, feedback, data["notify"], data["email"])
    return response


def _may_ask_for_mail(request: HttpRequest) -> bool:
    """Whether the wish for mail counts: the comment does in any case."""
    try:
        limits.check(request, "mail")
    except limits.TooMany:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@about_comment
def change(request: HttpRequest, feedback: Feedback, comment: Comment) -> HttpResponse:
    """Change one's own comment while that is possible."""
    reader = Reader(request)
    is_author = not reader.is_new and comment.author == reader.key
    if not is_author or not feedback.on.comments:
        raise Http404
    context: dict[str, Any] = {"comment": comment}
    if not comment.is_refused and not may_edit(comment, reader.key):
        return show(request, feedback, "feedback/too_late.html", context, 409)
    status = 200
    if request.method == "POST":
        context["in_distress"] = _in_distress(request)
        form = TextForm(request.POST)
        if form.is_valid():
            try:
                limits.check(request, "edit")
                if comment.is_refused:
                    resubmit(comment, form.cleaned_data["text"])
                else:
                    edit(comment, form.cleaned_data["text"], reader.key)
                return redirect(comment)
            except limits.TooMany as error:
                status = too_many(form, error)
            except NotOpenError:
                return show(request, feedback, "feedback/too_late.html", context, 409)
        else:
            status = 422
        form = form.renewed()
    else:
        form = TextForm(initial={"text": comment.own_text})
    context["form"] = form
    return show(request, feedback, "feedback/change.html", context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@about_page
def private(request: HttpRequest, feedback: Feedback) -> HttpResponse:
    """Write to the clinic alone."""
    if not feedback.on.private:
        raise Http404
    context: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        context["in_distress"] = _in_distress(request)
        form = PrivateForm(request.POST)
        if form.is_valid():
            try:
                limits.check(request, "private")
            except limits.TooMany as error:
                status = too_many(form, error)
            else:
                data = form.cleaned_data
                send_privately(
                    PrivateMessage(
                        page_id=feedback.page.pk,
                        text=data["text"],
                        name=data["name"],
                        email=data["email"].lower(),
                        telephone=data["telephone"],
                    )
                )
                return show(request, feedback, "feedback/sent_privately.html", context)
        else:
            status = 422
        form = form.renewed()
    else:
        form = PrivateForm()
    context["form"] = form
    return show(request, feedback, "feedback/private.html", context, status)
