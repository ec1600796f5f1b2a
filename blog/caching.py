"""What a front cache must forget beside an article that changed: the index, and what leads on to
the article."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver

from blog.models import RELATED_COUNT, ArticleIndexPage, ArticlePage
from clinic.caching import addresses
from clinic.caching.changes import CARD, Changes
from clinic.caching.purging import is_on, noting
from clinic.caching.signals import spreading
from clinic.content.listing import newest_first, open_to_all
from clinic.content.models import Topic

# What neither the index nor its feed shows.
OF_THE_PAGE_ALONE = {"feedback", "review", "reference", "document", "link", "term", "sharedtext"}


@receiver(spreading)
def indexes(changes: Changes, **kwargs: Any) -> set[int]:
    """The indexes that list the pages that changed."""
    listed = {pk for pk, what in changes.pages.items() if what - OF_THE_PAGE_ALONE}
    parents = {place[: -ArticleIndexPage.steplen] for pk in listed for place in changes.places[pk]}
    return set(ArticleIndexPage.objects.filter(path__in=parents).values_list("pk", flat=True))


@receiver(spreading)
def leading_on(changes: Changes, **kwargs: Any) -> set[int]:
    """The articles that lead on to those whose cards changed, because they are the newest on a
    topic of theirs."""
    articles = ArticlePage.objects.filter(pk__in=changes.changed(*CARD, "topics"))
    rows = articles.values_list("topics", "first_published_at", "pk")
    return _leading_on({row for row in rows if row[0]})


@receiver(m2m_changed, sender=ArticlePage.topics.through)
def on_topics_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Articles on the topics that it had led on to it; those on its new ones will."""
    if reverse or not is_on() or not instance.live:
        return
    if action in ("pre_remove", "pre_clear"):
        gone = pk_set if pk_set is not None else instance.topics.values_list("pk", flat=True)
        _note_former(instance, gone)
    elif action.startswith("post_"):
        with noting() as changes:
            changes.add_page(instance.pk, "topics")


@receiver(pre_delete, sender=ArticlePage)
def on_article_goes(instance: ArticlePage, **kwargs: Any) -> None:
    if is_on() and instance.live:
        _note_former(instance, instance.topics.values_list("pk", flat=True))


@receiver(pre_save, sender=Topic)
def on_topic_to_be_saved(instance: Topic, **kwargs: Any) -> None:
    """The lists of a topic have its slug in their addresses."""
    if is_on() and Topic.objects.filter(pk=instance.pk).exclude(slug=instance.slug).exists():
        live = ArticleIndexPage.objects.live()
        instance._former = set[str]().union(*map(addresses.of_page, live))


@receiver(post_save, sender=Topic)
def on_topic_saved(instance: Topic, **kwargs: Any) -> None:
    if former := instance.__dict__.pop("_former", None):
        with noting() as changes:
            changes.addresses |= former


def _note_former(article: ArticlePage, topics: Any) -> None:
    rows = {(topic, article.first_published_at, article.pk) for topic in topics}
    with noting() as changes:
        for pk in _leading_on(rows):
            changes.add_page(pk, "link")


def _leading_on(rows: set[tuple[Any, ...]]) -> set[int]:
    """The articles that would lead on to others, given as (topic's id, when published, id): two
    queries for each topic that is concerned."""
    found: set[int] = set()
    for topic in {row[0] for row in rows}:
        on_topic = ArticlePage.objects.filter(topics=topic)
        newest = newest_first(open_to_all(on_topic))
        # One more than are shown: none leads on to itself.
        dates = list(newest.values_list("first_published_at", flat=True)[: RELATED_COUNT + 1])
        oldest = dates[-1] if len(dates) > RELATED_COUNT else None
        if any(_is_shown(row[1], oldest) for row in rows if row[0] == topic):
            by_topic = on_topic.live().filter(Q(related_articles=[]) | Q(related_articles=""))
            found.update(by_topic.values_list("pk", flat=True))
    return found


def _is_shown(published: Any, oldest: Any) -> bool:
    return published is None or oldest is None or published >= oldest
