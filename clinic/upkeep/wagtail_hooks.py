"""Where Wagtail's admin leads to upkeep: reports, "Find and replace", bulk actions, the log."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.upkeep.bulk import ScheduleBulkAction
from clinic.upkeep.reading import Reading
from clinic.upkeep.replacing import ACTION as REPLACE
from clinic.upkeep.replacing import ReplaceView
from clinic.upkeep.reports import (
    Flaws,
    PagesInNeed,
    UndescribedImages,
    UnusedReferences,
    may_edit_pages,
)

# Each report with its address and its place in the menu.
REPORTS: dict[str, tuple[Any, int]] = {
    "care": (PagesInNeed, 50),
    "flaws": (Flaws, 60),
    "reading": (Reading, 70),
    "references": (UnusedReferences, 130),
    "images": (UndescribedImages, 140),
}


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    views = [path("replace/", ReplaceView.as_view(), name="replace")]
    for name, (report, _order) in REPORTS.items():
        results = report.as_view(results_only=True)
        views += [
            path(f"{name}/", report.as_view(), name=name),
            path(f"{name}/results/", results, name=f"{name}_results"),
        ]
    return [path("upkeep/", include((views, "upkeep")))]


class ItemForThoseWhoCanAct(MenuItem):
    def __init__(self, *args: Any, may_see: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)


def _item(name: str) -> Callable[[], MenuItem]:
    report, order = REPORTS[name]
    return lambda: ItemForThoseWhoCanAct(
        report.page_title,
        reverse(f"upkeep:{name}"),
        name=f"upkeep-{name}",
        icon_name=report.header_icon,
        order=order,
        may_see=report.may_see,
    )


for each in REPORTS:
    hooks.register("register_reports_menu_item", _item(each))


@hooks.register("register_admin_menu_item")
def find_and_replace() -> MenuItem:
    return ItemForThoseWhoCanAct(
        ReplaceView.page_title,
        reverse("upkeep:replace"),
        name="find-and-replace",
        icon_name=ReplaceView.header_icon,
        order=270,
        may_see=may_edit_pages,
    )


hooks.register("register_bulk_action", ScheduleBulkAction)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for action, label, message in (
        (REPLACE, _("Find and replace"), _("Replaced words in a new draft")),
        ("upkeep.schedule", _("Schedule"), _("Set a schedule in a new draft")),
    ):
        actions.register_action(action, label, message)


@hooks.register("insert_global_admin_css")
def upkeep_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/upkeep.css"))
