"""One comment: where it stands, and everything that can be done about it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from clinic.content.distress import speaks_of_distress
from clinic.feedback import moderation, personal_details
from clinic.feedback.admin_views.base import ANSWER, MODERATE, FeedbackAdminMixin
from clinic.feedback.cleaning import CleanTextField
from clinic.feedback.models import AnswerTemplate, Comment, EditorTask, RejectReason
from clinic.feedback.models.comments import VISIBLE

Status = Comment.Status
REMOVED = gettext_lazy("[personal details removed]")
REPLIES_SHOWN = 30


class RedactForm(forms.Form):
    """The text as it is to be published."""

    text = CleanTextField(label=gettext_lazy("Text to publish"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="redact_%s", **kwargs)


class AnswerForm(forms.Form):
    """What the clinic answers. The same look at personal details as for readers, and at what
    would tell in public that somebody is a patient."""

    text = CleanTextField(label=gettext_lazy("Answer"))
    checked = forms.BooleanField(
        label=gettext_lazy("I have read the marked words: publish the answer as it is"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="answer_%s", **kwargs)
        self.details: list[str] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.details = personal_details.labels_in(cleaned.get("text", ""))
        if self.details and not cleaned.get("checked"):
            self.add_error(
                "checked",
                _("This answer seems to tell: %(details)s. Change it, or tick the box.")
                % {"details": ", ".join(self.details)},
            )
        return cleaned


class TaskForm(forms.ModelForm):
    """What the editor should look at."""

    class Meta:
        model = EditorTask
        fields = ["kind", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class CommentView(FeedbackAdminMixin, TemplateView):
    """A comment in its place, with the forms that decide about it."""

    permissions = (MODERATE, ANSWER)
    template_name = "feedback/admin/comment.html"
    trail = (("feedback_admin:queue", gettext_lazy("Comments")),)

    @cached_property
    def comment(self) -> Comment:
        related = ("page", "parent", "root", "reject_reason", "decided_by")
        comments = Comment.objects.select_related(*related)
        return get_object_or_404(comments, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.comment)

    @property
    def may_moderate(self) -> bool:
        return bool(self.request.user.has_perm(MODERATE))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comment = self.comment
        shown = comment.shown_text
        thread = Comment.objects.filter(VISIBLE, root=comment.root_id).order_by("pk")
        log = ModelLogEntry.objects.filter(
            content_type__app_label="feedback",
            content_type__model="comment",
            object_id=str(comment.pk),
        )
        context = {
            "comment": comment,
            "shown": shown,
            "thread": thread[:REPLIES_SHOWN],
            "redact_form": RedactForm(initial={"text": shown}),
            "redacted": redacted(shown),
            "removed": REMOVED,
            "answer_form": AnswerForm(),
            "task_form": TaskForm(),
            "templates": AnswerTemplate.objects.all(),
            "reasons": RejectReason.objects.all(),
            "tasks": comment.tasks.all(),
            "log": log.select_related("user")[:20],
            "may_moderate": self.may_moderate,
            "may_answer": comment.is_published
            or (self.may_moderate and comment.status == Status.PENDING),
            "in_distress": speaks_of_distress(shown),
            "is_erased": comment.status == Status.ERASED,
        }
        return super().get_context_data(**{**context, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        if action == "answer":
            return self.answer()
        if not self.may_moderate:
            return redirect(request.path)
        if action == "redact":
            return self.redact()
        if action == "task":
            return self.make_task()
        done = self.simple_action(action)
        if done:
            messages.success(request, done)
        else:
            messages.error(request, _("It had been decided otherwise meanwhile."))
        return redirect(request.path)

    def simple_action(self, action: str) -> str:
        """Do what needs no further input; what was done, or nothing."""
        pk, user = self.comment.pk, self.request.user
        if action in ("pin", "unpin"):
            moderation.set_thread(pk, user, pinned=action == "pin")
            return _("The thread was pinned.") if action == "pin" else _("It is not pinned now.")
        if action in ("close", "reopen"):
            moderation.set_thread(pk, user, closed=action == "close")
            return _("The thread was closed.") if action == "close" else _("It is open again.")
        if action == "erase":
            moderation.erase(pk, user)
            return _("The comment was erased.")
        if action == "reject":
            reason_pk = self.request.POST.get("reason", "")
            is_number = reason_pk.isascii() and reason_pk.isdigit() and len(reason_pk) < 16
            reason = RejectReason.objects.filter(pk=int(reason_pk) if is_number else None).first()
            return _("It is not published.") if moderation.reject(pk, reason, user) else ""
        actions = {
            "approve": (moderation.approve, _("It is published.")),
            "spam": (moderation.mark_spam, _("It is spam.")),
            "divert": (moderation.divert, _("It was moved to the private inbox.")),
            "unredact": (moderation.unredact, _("The author’s words wait again.")),
        }
        if action not in actions:
            return ""
        do, words = actions[action]
        return words if do(pk, user) else ""

    def redact(self) -> HttpResponse:
        form = RedactForm(self.request.POST)
        if not form.is_valid():
            context = self.get_context_data(redact_form=form)
            return self.render_to_response(context, status=422)
        moderation.redact(self.comment.pk, form.cleaned_data["text"], self.request.user)
        messages.success(self.request, _("It is published as you have shortened it."))
        return redirect(self.request.path)

    def answer(self) -> HttpResponse:
        form = AnswerForm(self.request.POST)
        may = self.get_context_data()["may_answer"]
        if not may or not form.is_valid():
            context = self.get_context_data(answer_form=form)
            return self.render_to_response(context, status=422)
        user = self.request.user
        as_clinician = user.has_perm(ANSWER) and not user.is_superuser
        reply = moderation.answer(
            self.comment.pk, form.cleaned_data["text"], user, as_clinician=as_clinician
        )
        if reply:
            messages.success(self.request, _("The answer is published."))
        else:
            messages.error(self.request, _("It had been decided otherwise meanwhile."))
        return redirect(self.request.path)

    def make_task(self) -> HttpResponse:
        form = TaskForm(self.request.POST)
        if not form.is_valid():
            context = self.get_context_data(task_form=form)
            return self.render_to_response(context, status=422)
        form.instance.page_id = self.comment.page_id
        form.instance.comment = self.comment
        form.instance.created_by = self.request.user
        form.save()
        messages.success(self.request, _("The editors see it among their tasks."))
        return redirect(self.request.path)


def redacted(text: str) -> str:
    """`text` without its likely personal details: a proposal for the moderator."""
    parts, end = [], 0
    for detail in personal_details.details_in(text):
        parts += [text[end : detail.start], str(REMOVED)]
        end = detail.end
    return "".join([*parts, text[end:]])
