"""Links: what they say, and whether they lead somewhere."""

import hashlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from clinic.content.references import Reference
from clinic.content.shown import linked_pages, public_documents
from clinic.content.stored_links import REFERENCE, row_id
from clinic.writing.findings import Finding
from clinic.writing.models import OutsideLink
from clinic.writing.text import Link, PageText, Place
from clinic.writing.wording import Wording, folded
from clinic.writing.words import Kind

ENOUGH_FAILURES = 2  # days in a row: a site may be down for one


def vague_link(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    pattern = wording.pattern(Kind.VAGUE_LINK)
    for place, link in _links(page):
        if link.kind == REFERENCE or not link.words or not pattern:
            continue
        if pattern.fullmatch(folded(link.words).strip(" .:…>»→")):
            yield Finding(place, _("Say in the link where it leads."), words=link.words)


def broken_link(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """Links to pages, documents and references that a visitor cannot get to. Three queries."""
    linked: dict[str, dict[int, tuple[Place, str]]] = {"page": {}, "document": {}, REFERENCE: {}}
    for place, link in _links(page):
        if link.kind in linked and (pk := row_id(link.target)):
            linked[link.kind].setdefault(pk, (place, link.words))
    for place, pk in page.linked_pages:
        linked["page"].setdefault(pk, (place, ""))
    there = {
        "page": linked_pages(linked["page"]),
        "document": public_documents(linked["document"]),
        REFERENCE: set(
            Reference.objects.filter(pk__in=linked[REFERENCE]).values_list("pk", flat=True)
            if linked[REFERENCE]
            else ()
        ),
    }
    for kind, targets in linked.items():
        for pk, (place, words) in targets.items():
            if pk not in there[kind] and pk != page.page_id:
                yield Finding(
                    place,
                    _("Readers cannot get there: it is gone, not published yet, or private."),
                    words=words,
                )


def outside_link(page: PageText, wording: Wording, target: int) -> Iterator[Finding]:
    """Links that failed on the last days that they were tried. One query."""
    places = {link.target: place for place, link in _links(page) if link.kind == "url"}
    if not places:
        return
    failed = OutsideLink.objects.filter(
        url_hash__in=list(map(hash_of, places)), failures__gte=ENOUGH_FAILURES
    )
    for each in failed:
        if each.url in places:
            yield Finding(
                places[each.url], _("This address did not answer of late."), words=each.url
            )


def hash_of(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _links(page: PageText) -> Iterator[tuple[Place, Link]]:
    return ((passage.place, link) for passage in page.passages for link in passage.links)
