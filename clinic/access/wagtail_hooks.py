"""The second factor and the report of log-ins in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.access.reports import LogIns
from clinic.access.second_factor import administers


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    report = [
        path("", LogIns.as_view(), name="log_ins"),
        path("results/", LogIns.as_view(results_only=True), name="log_ins_results"),
    ]
    return [path("log-ins/", include((report, "clinic_access")))]


class AdministratorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return administers(request.user)


@hooks.register("register_reports_menu_item")
def log_ins() -> MenuItem:
    address = reverse("clinic_access:log_ins")
    return AdministratorsMenuItem(
        gettext_lazy("Log-ins"), address, icon_name="key", order=900, name="log-ins"
    )


@hooks.register("register_account_menu_item")
def second_factor(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("Codes of an app, passkeys and recovery codes, beside your password."),
    }
