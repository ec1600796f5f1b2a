from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """What keeps the site: backups, restoring them, and the commands that run by themselves."""

    name = "clinic.operations"
    label = "operations"
    verbose_name = _("Operations")
