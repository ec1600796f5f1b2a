"""The guide, and what somebody has begun."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import WorkflowState, get_default_page_content_type
from wagtail.query import PageQuerySet

from clinic.desk.first_steps import remember_guide
from clinic.desk.guide import GUIDES, found_in_guides, guides_for, parts_of
from clinic.desk.waiting import changes_asked_of, drafts_of, in_review_of, writes

LISTS = {
    "drafts": (_("My drafts"), drafts_of),
    "changes": (_("Changes asked of me"), changes_asked_of),
    "review": (_("In review"), in_review_of),
}


def trail(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    """Where a view stands, below the dashboard."""
    home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
    return [home, *({"url": url, "label": label} for url, label in steps)]


class MineView(WagtailAdminTemplateMixin, ListView):
    """What somebody has begun, and what somebody else wants changed in it."""

    template_name = "desk/mine.html"
    header_icon = "draft"
    page_title = _("Your pages")
    paginate_by = 20
    page_kwarg = "p"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not writes(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> str:
        name = self.request.GET.get("list", "")
        return name if name in LISTS else "drafts"

    def get_queryset(self) -> PageQuerySet:
        _label, of = LISTS[self.chosen]
        return of(self.request.user).specific(defer=True)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, "")[:6])
        return paginator, page, page.object_list, page.has_other_pages()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail(("", self.page_title))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        context["lists"] = [
            {
                "name": name,
                "label": label,
                "count": of(user).count(),
                "current": name == self.chosen,
            }
            for name, (label, of) in LISTS.items()
        ]
        context["chosen"] = self.chosen
        pages = list(context["object_list"])
        asked = what_was_asked([page.pk for page in pages]) if self.chosen == "changes" else {}
        context["rows"] = [(page, asked.get(str(page.pk))) for page in pages]
        return context


def what_was_asked(ids: list[int]) -> dict[str, Any]:
    """The task in which changes were asked for, with who asked and what, by the page's id."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        base_content_type=get_default_page_content_type(),
        object_id__in=[str(pk) for pk in ids],
    ).select_related("current_task_state__finished_by")
    return {state.object_id: state.current_task_state for state in states}


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """All guides, the user's own first, or what is found in them."""

    template_name = "desk/guide.html"
    header_icon = "help"
    page_title = _("Guide")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail(("", self.page_title))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remember_guide(self.request.user)
        names = guides_for(self.request.user)
        words = self.request.GET.get("q", "").strip()[:100]
        return super().get_context_data(
            words=words,
            found=found_in_guides(words, names),
            guides=[
                {"name": name, "title": GUIDES[name], "parts": parts_of(name)} for name in names
            ],
            **kwargs,
        )


class GuidePageView(WagtailAdminTemplateMixin, TemplateView):
    """One guide."""

    template_name = "desk/guide_page.html"
    header_icon = "help"

    def get_page_title(self) -> Any:
        return GUIDES[self.kwargs["guide"]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["guide"] not in GUIDES:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return trail((reverse("desk:guide"), GuideView.page_title), ("", self.get_page_title()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remember_guide(self.request.user)
        name = kwargs["guide"]
        others = [(each, GUIDES[each]) for each in guides_for(self.request.user) if each != name]
        return super().get_context_data(parts=parts_of(name), others=others, **kwargs)
