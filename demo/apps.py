from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """A demonstration clinic to look at. It stands on every other app; none needs it."""

    name = "demo"
    verbose_name = _("Demonstration clinic")
