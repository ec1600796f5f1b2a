"""What a front cache must forget of the home page when articles come, go or change topics."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page

from clinic.caching.changes import Changes
from clinic.caching.signals import spreading
from home.models import HomePage

# What of an article changes the topics of the home page.
WITH_TOPICS = ("live", "url_path", "restrictions", "topic", "topics")


@receiver(spreading)
def home_pages(changes: Changes, **kwargs: Any) -> set[int]:
    """The home pages that show the topics of the index in which an article changed."""
    changed = changes.changed(*WITH_TOPICS)
    parents = {place[: -Page.steplen] for pk in changed for place in changes.places[pk]}
    homes = HomePage.objects.filter(article_index__path__in=parents)
    return set(homes.values_list("pk", flat=True))
