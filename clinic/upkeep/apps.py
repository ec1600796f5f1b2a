from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """Keeping what was published alive: what needs care, what is read, changes to many pages."""

    name = "clinic.upkeep"
    label = "upkeep"
    verbose_name = _("Upkeep")

    def ready(self) -> None:
        from clinic.upkeep import receivers  # noqa: F401 - takes stock of what goes live
