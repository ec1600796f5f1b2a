"""Which live pages have which term of the glossary in their text: kept, so that an editor sees it,
and so that the front cache forgets exactly those pages when a term changes."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django_tasks import task
from wagtail.models import Page, get_page_models

from clinic.caching.purging import page_changed
from clinic.writing.glossary import explained_ids
from clinic.writing.mixins import ExplainedWordsMixin
from clinic.writing.models import GlossaryTerm, TermUse
from clinic.writing.patterns import base


def remember(page: Page) -> None:
    """Put down the terms of a live page, in the place of those it had before."""
    if not isinstance(page, ExplainedWordsMixin):
        return
    wanted = page.explained_ids()
    had = set(TermUse.objects.filter(page=page.pk).values_list("term", flat=True))
    TermUse.objects.filter(page=page.pk, term__in=had - wanted).delete()
    TermUse.objects.bulk_create(
        [TermUse(term_id=pk, page_id=page.pk) for pk in wanted - had], ignore_conflicts=True
    )


def forget(page_id: int) -> None:
    TermUse.objects.filter(page=page_id).delete()


def pages_with(term: GlossaryTerm) -> set[int]:
    """The ids of the pages that are known to have a term."""
    return set(term.uses.values_list("page", flat=True))


def live_pages(language: str) -> Iterator[ExplainedWordsMixin]:
    """Every live page whose words are explained, in a language."""
    for model in get_page_models():
        if issubclass(model, ExplainedWordsMixin):
            pages = model.objects.live().filter(locale__language_code__istartswith=base(language))
            yield from pages.select_related("locale").iterator(50)


@receiver(post_save, sender=GlossaryTerm)
def on_saved(instance: GlossaryTerm, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(follow.enqueue, instance.pk))


@receiver(pre_delete, sender=GlossaryTerm)
def on_deleted(instance: GlossaryTerm, **kwargs: Any) -> None:
    for pk in pages_with(instance):
        page_changed(pk, "term")


@task()
def follow(term_id: int) -> None:
    """Look for a term as it is now in every live page; the pages that have it or had it are no
    longer what they were."""
    term = GlossaryTerm.objects.filter(pk=term_id).first()
    if term is None:
        return
    before = pages_with(term)
    now = {
        page.pk
        for page in live_pages(term.language)
        if explained_ids(page.cited_texts(), term.language, [term])
    }
    with transaction.atomic():
        term.uses.filter(page__in=before - now).delete()
        TermUse.objects.bulk_create(
            [TermUse(term=term, page_id=pk) for pk in now - before], ignore_conflicts=True
        )
        for pk in before | now:
            page_changed(pk, "term")
