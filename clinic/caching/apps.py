from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CachingConfig(AppConfig):
    """The cache in front of the site: what it may keep, and what it must forget on a change."""

    name = "clinic.caching"
    label = "caching"
    verbose_name = _("Front cache")

    def ready(self) -> None:
        from clinic.caching import receivers

        receivers.connect()
