"""The private inbox: what readers wrote to the clinic alone."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from clinic.content.distress import speaks_of_distress
from clinic.feedback.admin_views.base import FeedbackAdminMixin
from clinic.feedback.models import PrivateMessage

Status = PrivateMessage.Status


class InboxView(FeedbackAdminMixin, ListView):
    """Messages, those that wait first."""

    permissions = ("feedback.view_privatemessage",)
    template_name = "feedback/admin/inbox.html"
    page_title = gettext_lazy("Private inbox")
    header_icon = "mail"
    paginate_by = 20
    page_kwarg = "p"

    @cached_property
    def chosen(self) -> str:
        name = self.request.GET.get("list", "")
        return name if name in Status.values else str(Status.NEW)

    def get_queryset(self) -> QuerySet[PrivateMessage]:
        order = "created_at" if self.chosen == Status.NEW else "-created_at"
        found = PrivateMessage.objects.filter(status=self.chosen)
        return found.select_related("page", "decided_by").order_by(order, "pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, "")[:6])
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lists=Status.choices, chosen=self.chosen, **kwargs)


class MessageView(FeedbackAdminMixin, TemplateView):
    """One message: answer it by mail or telephone, then say so here."""

    permissions = ("feedback.view_privatemessage",)
    template_name = "feedback/admin/message.html"
    header_icon = "mail"
    trail = (("feedback_admin:inbox", gettext_lazy("Private inbox")),)

    @cached_property
    def message(self) -> PrivateMessage:
        messages_ = PrivateMessage.objects.select_related("page", "decided_by")
        return get_object_or_404(messages_, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.message)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            message=self.message,
            in_distress=speaks_of_distress(self.message.text),
            may_change=self.request.user.has_perm("feedback.change_privatemessage"),
            may_delete=self.request.user.has_perm("feedback.delete_privatemessage"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        message = self.message
        if action == "delete" and request.user.has_perm("feedback.delete_privatemessage"):
            log(instance=message, action="feedback.delete_private", user=request.user)
            message.delete()
            messages.success(request, _("The message was deleted."))
            return redirect("feedback_admin:inbox")
        if action in Status.values and request.user.has_perm("feedback.change_privatemessage"):
            message.status = action
            is_open = action == Status.NEW
            message.decided_at = None if is_open else timezone.now()
            message.decided_by = None if is_open else request.user
            message.save()
            log(instance=message, action="feedback.private", user=request.user)
            messages.success(request, _("Saved."))
        return redirect(request.path)
