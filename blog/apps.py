from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles and their index."""

    name = "blog"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from blog import caching  # noqa: F401 - tells the front cache
        from blog.models import ArticlePage

        m2m_changed.connect(index_topics, sender=ArticlePage.topics.through)


def index_topics(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """Let the search know an article's topics, which are stored after the article itself."""
    from wagtail.search.tasks import insert_or_update_object_task

    if action in ("post_add", "post_remove", "post_clear") and not reverse:
        insert_or_update_object_task.enqueue("blog", "articlepage", str(instance.pk))
