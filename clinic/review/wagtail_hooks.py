"""Where the review stands in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.review import gate, panels
from clinic.review.clinicians import Clinician, clinician_of, is_clinical
from clinic.review.decisions import may_correct_in_emergency
from clinic.review.mixins import ClinicalReviewMixin, reviewed_types
from clinic.review.preview_links import hooks as preview_link_hooks  # noqa: F401 - its own
from clinic.review.reports import SEES_REPORTS
from clinic.review.state import State
from clinic.review.tasks import review_address


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("review/", include("clinic.review.admin_urls"))]


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEES_REPORTS))


@hooks.register("register_reports_menu_item")
def pages_report() -> MenuItem:
    address = reverse("clinic_review:pages")
    return ReportMenuItem(
        gettext_lazy("Clinical review"), address, icon_name="review-pending", order=100
    )


@hooks.register("register_reports_menu_item")
def sign_offs_report() -> MenuItem:
    address = reverse("clinic_review:sign_offs")
    return ReportMenuItem(gettext_lazy("Sign-offs"), address, icon_name="review-pending", order=110)


class ClinicianViewSet(SnippetViewSet):
    """Only administrators say which log-in is which clinician."""

    model = Clinician
    icon = "user"
    menu_label = gettext_lazy("Clinicians")
    menu_order = 610
    add_to_settings_menu = True
    list_display = ["person", "user", "registered_until"]


register_snippet(ClinicianViewSet)


@hooks.register("before_publish_page")
def keep_what_is_unsigned_a_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What the editor wrote is saved by now; without a sign-off it goes no further."""
    if not isinstance(page, ClinicalReviewMixin) or gate.may_go_live(page):
        return None
    messages.warning(
        request,
        _(
            "“%(title)s” is saved as a draft. It goes live when a clinician has signed it off: "
            "submit it for clinical review."
        )
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_follows(request: HttpRequest, page: Page) -> None:
    """Wagtail says that a page was sent for moderation, not who has it now."""
    is_sent = {"action-submit", "action-restart-workflow"} & request.POST.keys()
    if is_sent and isinstance(page.specific, ClinicalReviewMixin):
        told = _(
            "The clinicians have been told. Nobody edits the page until one of them has decided. "
            "Your desk shows where it stands."
        )
        messages.info(request, told)


@hooks.register("before_bulk_action")
def publish_only_what_is_signed(
    request: HttpRequest, action_type: str, objects: list[Page], action: Any
) -> HttpResponse | None:
    """Say which of the chosen pages are not signed off, and publish none of them all."""
    if action_type != "publish" or request.method != "POST":
        return None
    chosen = [page.specific for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in list(chosen):
            chosen += page.get_descendants().not_live().specific()
    unsigned = [
        page
        for page in chosen
        if isinstance(page, ClinicalReviewMixin)
        and not gate.may_go_live(page.get_latest_revision_as_object())
    ]
    if not unsigned:
        return None
    titles = ", ".join(page.get_admin_display_title() for page in unsigned)
    messages.error(
        request, _("Nothing was published: %(titles)s wait for a clinician.") % {"titles": titles}
    )
    return redirect(action.next_url)


@hooks.register("construct_page_action_menu")
def no_publish_button_on_a_new_reviewed_page(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A page that does not exist yet cannot be signed, so it cannot be published."""
    if context["view"] != "create":
        return
    kind = request.resolver_match.kwargs if request.resolver_match else {}
    name = (kind.get("content_type_app_name"), kind.get("content_type_model_name"))
    if name in {(m._meta.app_label, m._meta.model_name) for m in reviewed_types()}:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("register_page_header_buttons")
def review_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """What this user may do about the page's review, under the page's actions."""
    page = page.specific
    if view_name != "edit" or not isinstance(page, ClinicalReviewMixin):
        return
    task_state = page.current_workflow_task_state
    if page.workflow_in_progress and task_state:
        yield Button(
            _("Open the review"),
            review_address(task_state),
            icon_name="review-pending",
            priority=60,
        )
    elif page.has_unpublished_changes and page.live:
        yield Button(
            _("Propose as a minor correction"), _to("minor", page), icon_name="edit", priority=61
        )
    if page.live and page.has_unpublished_changes and may_correct_in_emergency(user, page):
        yield Button(
            _("Publish as an emergency correction"),
            _to("emergency", page),
            icon_name="warning",
            priority=62,
        )
    if (
        page.live
        and clinician_of(user)
        and page.review.state == State.CHANGED
        and page.review.changed
    ):
        yield Button(
            _("Confirm what changed around it"),
            _to("confirm", page),
            icon_name="check",
            priority=63,
        )
    if page.live and is_clinical(user):
        yield Button(
            _("Withdraw this page"), _to("withdraw", page), icon_name="warning", priority=64
        )


def _to(name: str, page: Page) -> str:
    return reverse(f"clinic_review:{name}", args=[page.pk])


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels_shown: list[Component]) -> None:
    """One list of what waits for this person, in the place of Wagtail's."""
    panels_shown[:] = [
        panel for panel in panels_shown if panel.name != "workflow_objects_to_moderate"
    ]
    panels_shown += [panels.WaitingPanel(), panels.DuePanel()]


@hooks.register("register_icons")
def review_icons(icons: list[str]) -> list[str]:
    return [*icons, "review/icons/review-pending.svg"]
