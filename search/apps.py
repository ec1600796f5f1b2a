from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Everything between a visitor's words and the page that answers."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import signals
        from search.engines import get_engine

        signals.connect()
        get_engine()  # an address of an engine that is none stops the site here
        post_migrate.connect(fill_empty_index, sender=self)


def fill_empty_index(verbosity: int = 1, **kwargs: Any) -> None:
    """Index what a site already has when search comes to it."""
    from search.indexing import fill_if_empty

    fill_if_empty()
