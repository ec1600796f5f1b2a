"""What waits for somebody, on the dashboard."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from clinic.review.overview import pages_under_review
from clinic.review.reports import SEES_REPORTS
from clinic.review.state import DUE_SOON
from clinic.review.tasks import DecidingTask, review_address


class DuePanel(Component):
    """The live pages whose review is overdue or falls due within two months, the most pressing
    first."""

    name = "review_due"
    template_name = "review/panels/due.html"
    order = 120
    size = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm(SEES_REPORTS):
            return {}
        now = timezone.now()
        due = pages_under_review().live().filter(alias_of=None, review_due__lte=now + DUE_SOON)
        pages = list(due.order_by("review_due", "pk")[: self.size + 1])
        return {
            "heading": _("Reviews that fall due"),
            "pages": pages[: self.size],
            "has_more": len(pages) > self.size,
            "now": now,
        }


class WaitingPanel(Component):
    """The pages that wait for this user's decision, the longest waiting first."""

    name = "waiting_for_review"
    template_name = "review/panels/waiting.html"
    order = 110
    size = 20

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        states = (
            TaskState.objects.reviewable_by(user)
            .select_related("revision", "task", "workflow_state__requested_by")
            .order_by("started_at")
        )
        rows = []
        for state in states[: self.size]:
            task = state.task.specific
            page = state.revision.content_object
            if page and isinstance(task, DecidingTask):
                rows.append(
                    {
                        "title": state.revision.object_str,
                        "task": task.name,
                        "address": review_address(state),
                        "state": state,
                        "may_decide": bool(task.get_actions(page, user)),
                    }
                )
        return {"heading": _("Waiting for you"), "rows": rows}
