"""What there is to know of a live page's text, kept until it changes: the reports ask for all
pages at once, and a text is read block by block."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page

from clinic.upkeep.models import Flaw, PageStock
from clinic.writing.findings import Finding
from clinic.writing.gathering import gather
from clinic.writing.rules import links, structure
from clinic.writing.text import TOP, PageText
from clinic.writing.wording import Wording, current

# Whatever the clinic makes of these rules while it writes: a broken link stays broken.
LOOKS: dict[Any, Callable[[PageText, Wording, int], Iterator[Finding]]] = {
    Flaw.Kind.LINK: links.broken_link,
    Flaw.Kind.OUTSIDE: links.outside_link,
    Flaw.Kind.PICTURE: structure.picture,
}


def take_stock(page: Page) -> None:
    """Count the words of a live page and look for what is broken in it."""
    text = gather(page)
    words = sum(len(passage.text.split()) for passage in text.passages if passage.role != TOP)
    flaws = list(_flaws(text, page.pk))
    with transaction.atomic():
        PageStock.objects.update_or_create(page_id=page.pk, defaults={"words": words})
        Flaw.objects.filter(page=page.pk).delete()
        Flaw.objects.bulk_create(flaws)


def _flaws(text: PageText, page_id: int) -> Iterator[Flaw]:
    wording = current().wording(text.language)
    for kind, look in LOOKS.items():
        for finding in look(text, wording, 0):
            yield Flaw(
                page_id=page_id,
                kind=kind,
                words=finding.words[:500],
                message=str(finding.message)[:250],
                field=finding.place.field,
                block=finding.place.block_id,
                heading=finding.place.heading[:255],
            )


def forget_stock(page_id: int) -> None:
    PageStock.objects.filter(page=page_id).delete()
    Flaw.objects.filter(page=page_id).delete()
