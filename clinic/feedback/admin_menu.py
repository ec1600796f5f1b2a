"""Where Wagtail's admin leads to feedback: addresses, menu, each page's buttons."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from clinic.feedback.admin_views.base import ANSWER, MODERATE
from clinic.feedback.admin_views.comment import CommentView
from clinic.feedback.admin_views.inbox import InboxView, MessageView
from clinic.feedback.admin_views.pages import ExportView, PagesView, PageView, TasksView
from clinic.feedback.admin_views.queue import QueueView
from clinic.feedback.mixins import FeedbackMixin
from clinic.feedback.models import AnswerTemplate, RejectReason

PRIVATE = "feedback.view_privatemessage"
TASKS = "feedback.change_editortask"


class AnswerTemplateViewSet(ModelViewSet):
    model = AnswerTemplate
    icon = "doc-full-inverse"
    list_display = ["title"]
    name = "answer_templates"
    add_to_reference_index = False
    menu_label = _("Answer templates")


class RejectReasonViewSet(ModelViewSet):
    model = RejectReason
    icon = "doc-full-inverse"
    list_display = ["title", "sort_order"]
    name = "reject_reasons"
    add_to_reference_index = False
    menu_label = _("Reasons")


TEMPLATES = AnswerTemplateViewSet()
REASONS = RejectReasonViewSet()


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ModelViewSet]:
    return [TEMPLATES, REASONS]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    views = [
        path("comments/", QueueView.as_view(), name="queue"),
        path("comments/<int:pk>/", CommentView.as_view(), name="comment"),
        path("comments/export/", ExportView.as_view(), name="export"),
        path("private/", InboxView.as_view(), name="inbox"),
        path("private/<int:pk>/", MessageView.as_view(), name="message"),
        path("pages/", PagesView.as_view(), name="pages"),
        path("pages/<int:pk>/", PageView.as_view(), name="page"),
        path("tasks/", TasksView.as_view(), name="tasks"),
    ]
    return [path("feedback/", include((views, "feedback_admin")))]


class PermittedItem(MenuItem):
    """A menu item for those who have one of `permissions`."""

    def __init__(self, label: Any, url: str, *permissions: str, **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.permissions = permissions

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


@hooks.register("register_admin_menu_item")
def register_menu() -> SubmenuMenuItem:
    items = [
        PermittedItem(
            _("Comments"),
            reverse("feedback_admin:queue"),
            MODERATE,
            ANSWER,
            name="comments",
            icon_name="comment",
            order=1,
        ),
        PermittedItem(
            _("Private inbox"),
            reverse("feedback_admin:inbox"),
            PRIVATE,
            name="private-inbox",
            icon_name="mail",
            order=2,
        ),
        PermittedItem(
            _("Tasks from readers"),
            reverse("feedback_admin:tasks"),
            TASKS,
            MODERATE,
            name="reader-tasks",
            icon_name="clipboard-list",
            order=3,
        ),
        PermittedItem(
            _("By page"),
            reverse("feedback_admin:pages"),
            MODERATE,
            name="feedback-pages",
            icon_name="doc-full",
            order=4,
        ),
        TEMPLATES.get_menu_item(order=5),
        REASONS.get_menu_item(order=6),
    ]
    return SubmenuMenuItem(
        _("Feedback"), Menu(items=items), name="feedback", icon_name="comment", order=260
    )


@hooks.register("register_page_listing_more_buttons")
def feedback_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """From a page to its feedback."""
    if user.has_perm(MODERATE) and isinstance(page.specific_deferred, FeedbackMixin):
        yield Button(
            _("Feedback"),
            url=reverse("feedback_admin:page", args=[page.pk]),
            icon_name="comment",
            priority=55,
        )


@hooks.register("insert_global_admin_css")
def moderation_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/moderation.css"))


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What the log says about each decision; never the text that was decided about."""
    for action, label, message in (
        ("approve", _("Approve"), _("Published a comment")),
        ("redact", _("Redact"), _("Published a comment without personal details")),
        ("unredact", _("Undo a redaction"), _("Put the author’s words back into the queue")),
        ("answer", _("Answer"), _("Answered")),
        ("reject", _("Reject"), _("Did not publish a comment")),
        ("spam", _("Spam"), _("Marked a comment as spam")),
        ("divert", _("Divert"), _("Moved a comment to the private inbox")),
        ("erase", _("Erase"), _("Erased a comment")),
        ("pin", _("Pin"), _("Pinned a thread")),
        ("unpin", _("Unpin"), _("Unpinned a thread")),
        ("close", _("Close"), _("Closed a thread")),
        ("reopen", _("Reopen"), _("Reopened a thread")),
        ("switch", _("Switch feedback"), _("Switched parts of a page’s feedback")),
        ("close_task", _("Close a task"), _("Closed a task from readers")),
        ("private", _("Private message"), _("Dealt with a private message")),
        ("delete_private", _("Delete a private message"), _("Deleted a private message")),
    ):
        actions.register_action(f"feedback.{action}", label, message)
