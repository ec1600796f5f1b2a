from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    """Checks while writing: what stops a submission for review, and what only advises."""

    name = "clinic.writing"
    label = "writing"
    verbose_name = _("Writing")

    def ready(self) -> None:
        from clinic.writing import receivers  # noqa: F401 - keeps what live pages state
