"""What the moderators' views share: who may see them, and the furniture around them."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

MODERATE = "feedback.moderate_comment"
ANSWER = "feedback.answer_as_clinician"


class FeedbackAdminMixin(WagtailAdminTemplateMixin):
    """A view for those who have one of `permissions`."""

    permissions: ClassVar[tuple[str, ...]] = (MODERATE,)
    header_icon = "comment"
    # What stands between "Home" and this view: (name of the address, label).
    trail: ClassVar[tuple[tuple[str, Any], ...]] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(request.user.has_perm(permission) for permission in self.permissions):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        trail = [{"url": reverse(name), "label": label} for name, label in self.trail]
        return [home, *trail, {"url": "", "label": self.get_page_title()}]
