from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The admin's front room: what waits for whom, the guide, and where an article begins."""

    name = "clinic.desk"
    label = "desk"
    verbose_name = _("Desk")
