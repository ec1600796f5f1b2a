"""The facts of live pages, kept so that a draft can be compared with the whole site in a query."""

from collections.abc import Iterator

from django.db import transaction
from wagtail.models import Page

from clinic.content.listing import open_to_all
from clinic.writing.facts import Fact, facts
from clinic.writing.gathering import gather
from clinic.writing.models import StatedFact
from clinic.writing.patterns import base, patterns

ENDLESS = 1e12  # minutes; no database keeps infinity alike


def remember(page: Page) -> None:
    """Put down what a live page states, in the place of what it stated before."""
    text = gather(page)
    language = patterns(text.language)
    found = facts(text, language) if language else []
    with transaction.atomic():
        StatedFact.objects.filter(page_id=page.pk).delete()
        StatedFact.objects.bulk_create(
            StatedFact(
                page_id=page.pk,
                language=base(text.language),
                subject=fact.subject,
                kind=fact.kind[:60],
                way=fact.way,
                low=fact.low,
                high=min(fact.high, ENDLESS),
                words=fact.words[:250],
                sentence=fact.sentence,
            )
            for fact in found
            if fact.subject
        )


def forget(page_id: int) -> None:
    StatedFact.objects.filter(page_id=page_id).delete()


def disagreeing(
    here: list[Fact], language: str, page_id: int | None
) -> Iterator[tuple[Fact, str, str]]:
    """(fact, sentence, page's title) for each fact that another public page disagrees with."""
    subjects = {fact.subject for fact in here if fact.subject}
    if not subjects:
        return
    elsewhere = (
        StatedFact.objects.filter(language=base(language), subject__in=subjects)
        .filter(page__in=open_to_all(Page.objects.all()).values("pk"))
        .exclude(page_id=page_id)
        .select_related("page")
    )
    others = [
        (
            Fact(row.subject, row.kind, row.low, row.high, row.words, row.sentence, way=row.way),
            row.page.title,
        )
        for row in elsewhere
    ]
    for fact in here:
        for other, title in others:
            if fact.disagrees(other):
                yield fact, other.sentence, title
                break
