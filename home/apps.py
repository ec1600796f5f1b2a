from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page and the pages about the clinic."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import caching  # noqa: F401 - tells the front cache
