from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """Ratings, comments, inline feedback, subscriptions, and those who look after them."""

    name = "clinic.feedback"
    label = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from clinic.feedback import receivers  # noqa: F401 - tells people, and the cache
