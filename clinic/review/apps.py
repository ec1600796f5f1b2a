from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Clinical review: what goes live was signed off, and says by whom."""

    name = "clinic.review"
    label = "review"
    verbose_name = _("Clinical review")

    def ready(self) -> None:
        from clinic.review import caching, notices  # noqa: F401 - tells the front cache

        notices.register()
