from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """What every page is made of: blocks, people, references, clinic settings."""

    name = "clinic.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        from clinic.content import checks  # noqa: F401 - registers the system checks
