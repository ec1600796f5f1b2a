"""The feedback of each page, its switches, the tasks that came of it, and the export."""

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import NullIf
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, View
from wagtail.admin import messages
from wagtail.models import Page

from clinic.feedback import moderation
from clinic.feedback.admin_views.base import MODERATE, FeedbackAdminMixin
from clinic.feedback.mixins import FeedbackMixin
from clinic.feedback.models import Comment, EditorTask, PageFeedback


class PagesView(FeedbackAdminMixin, ListView):
    """Every page that readers said something about."""

    template_name = "feedback/admin/pages.html"
    page_title = gettext_lazy("Feedback by page")
    header_icon = "doc-full"
    paginate_by = 50
    page_kwarg = "p"

    ORDERS = {
        "comments": ("-comment_count", "pk"),
        "ratings": ("-rating_count", "pk"),
        "stars": (F("mean").asc(nulls_last=True), "pk"),
    }

    def get_queryset(self) -> QuerySet[PageFeedback]:
        order = self.ORDERS.get(self.request.GET.get("order", ""), self.ORDERS["comments"])
        rows = PageFeedback.objects.select_related("page")
        # A mean of nothing is nothing.
        mean = F("stars_sum") * 1.0 / NullIf("rating_count", 0)
        return rows.annotate(mean=mean).order_by(*order)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, "")[:6])
        return paginator, page, page.object_list, page.has_other_pages()


class SwitchesForm(forms.ModelForm):
    """What a moderator may switch off at once, without publishing the page anew."""

    class Meta:
        model = PageFeedback
        fields = ["comments_closed", "comments_off", "ratings_off"]


class PageView(FeedbackAdminMixin, FormView):
    """The feedback of one page."""

    form_class = SwitchesForm
    template_name = "feedback/admin/page.html"
    header_icon = "doc-full"
    trail = (("feedback_admin:pages", gettext_lazy("Feedback by page")),)

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["pk"]).specific
        if not isinstance(page, FeedbackMixin):
            raise Http404
        return page

    @cached_property
    def totals(self) -> PageFeedback:
        found = PageFeedback.objects.filter(pk=self.page.pk).first()
        return found or PageFeedback(pk=self.page.pk)

    def get_page_title(self) -> str:
        return str(self.page.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.totals}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = Comment.objects.filter(page=self.page.pk).aggregate(
            waiting=Count("pk", filter=Q(status=Comment.Status.PENDING) | ~Q(new_text="")),
        )
        return super().get_context_data(
            page=self.page, totals=self.totals, waiting=counts["waiting"], **kwargs
        )

    def form_valid(self, form: Any) -> HttpResponse:
        moderation.set_page(self.page.pk, self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Saved. Readers see it at once."))
        return redirect(self.request.path)


class TasksView(FeedbackAdminMixin, ListView):
    """What readers' feedback shows about articles, for their editors."""

    permissions = (MODERATE, "feedback.change_editortask")
    template_name = "feedback/admin/tasks.html"
    page_title = gettext_lazy("Tasks from readers")
    header_icon = "clipboard-list"
    paginate_by = 50
    page_kwarg = "p"

    def get_queryset(self) -> QuerySet[EditorTask]:
        is_closed = self.request.GET.get("list") == "closed"
        tasks = EditorTask.objects.filter(closed_at__isnull=not is_closed)
        related = ("page", "comment", "created_by", "closed_by")
        return tasks.select_related(*related).order_by("-closed_at", "created_at", "pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, "")[:6])
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            closed=self.request.GET.get("list") == "closed",
            may_close=self.request.user.has_perm("feedback.change_editortask"),
            may_moderate=self.request.user.has_perm(MODERATE),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, _colon, pk = request.POST.get("one", "").partition(":")
        is_number = pk.isascii() and pk.isdigit() and len(pk) < 16
        task = EditorTask.objects.filter(pk=int(pk) if is_number else None, closed_at=None).first()
        if task and request.user.has_perm("feedback.change_editortask"):
            moderation.close_task(task, request.user, thank=name == "thank")
            messages.success(request, _("The task is closed."))
        return redirect(request.path)


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, value: str) -> str:
        return value


COLUMNS = [
    "id",
    "page",
    "status",
    "in_answer_to",
    "role",
    "name",
    "text",
    "question",
    "written",
    "published",
    "up_votes",
    "down_votes",
]


class ExportView(FeedbackAdminMixin, View):
    """All comments as comma-separated values, without e-mail addresses."""

    permissions = ("feedback.export_comment",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        comments = Comment.objects.exclude(status=Comment.Status.ERASED)
        comments = comments.select_related("page").order_by("pk")
        writer = csv.writer(_Echo())
        rows = (writer.writerow(row) for row in self.rows(comments))
        response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        day = timezone.localdate().isoformat()
        response.headers["Content-Disposition"] = f'attachment; filename="comments-{day}.csv"'
        return response

    def rows(self, comments: QuerySet[Comment]) -> Iterator[list[Any]]:
        yield COLUMNS
        for comment in comments.iterator(chunk_size=500):
            yield [
                comment.pk,
                harmless(comment.page.title),
                comment.status,
                comment.parent_id or "",
                comment.role,
                harmless(comment.name),
                harmless(comment.text),
                comment.question,
                comment.created_at.isoformat(),
                comment.published_at.isoformat() if comment.published_at else "",
                comment.up_votes,
                comment.down_votes,
            ]


def harmless(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula (CWE-1236)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
