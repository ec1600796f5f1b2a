from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Logging in: the second factor, who must have one, and the record of log-ins."""

    name = "clinic.access"
    label = "access"
    verbose_name = _("Log-ins")

    def ready(self) -> None:
        from clinic.access import checks, recording  # noqa: F401 - they register themselves
