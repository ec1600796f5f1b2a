"""Whether the records are whole, and whether what is live is what they permit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from modelcluster.models import ClusterableModel
from wagtail.models import Page

from clinic.review.fingerprints import content_hash, shown_hash
from clinic.review.overview import in_chunks, pages_under_review
from clinic.review.sign_offs import Decision, SignOff, broken_links


@dataclass
class Verification:
    """What is wrong, what is merely to be known, and how much was looked at."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    records: int = 0
    pages: int = 0


def verify() -> Verification:
    """Read every record and every live page under review."""
    found = Verification(problems=broken_links())
    _verify_records(found)
    _verify_pages(found)
    return found


def _verify_records(found: Verification) -> None:
    existing = set(Page.objects.values_list("pk", flat=True))
    for record in SignOff.objects.order_by("sequence").iterator(chunk_size=100):
        found.records += 1
        found.problems += _problems_of(record)
        if record.page_id not in existing:
            found.notes.append(
                f"Record {record.sequence}: the page “{record.page_title}” is gone; "
                "the record stands alone."
            )


def _problems_of(record: SignOff) -> Iterator[str]:
    if shown_hash_of(record) != record.shown_hash:
        yield f"Record {record.sequence} does not hold what its page showed from elsewhere."
    try:
        model = apps.get_model(record.page_type)
    except (LookupError, ValueError):
        yield f"Record {record.sequence} is of a page type that is unknown: {record.page_type}."
        return
    try:
        hashed = content_hash(_page_in(record, model))
    except Exception as error:  # whatever a damaged row makes of it
        yield f"Record {record.sequence} holds no readable content ({type(error).__name__})."
        return
    if hashed != record.content_hash:
        yield f"Record {record.sequence} does not hold the content that its hash is of."


def shown_hash_of(record: SignOff) -> str:
    """The hash of what a record says was shown; nothing for a damaged one."""
    try:
        return shown_hash(record.shown)
    except (KeyError, TypeError):
        return ""


def _page_in(record: SignOff, model: Any) -> Page:
    """The page that a record holds, with all that it names: also who or what is deleted now,
    which a page type may leave out of a page to be shown."""
    return ClusterableModel.from_serializable_data.__func__(model, record.content, check_fks=False)


def _verify_pages(found: Verification) -> None:
    for page, review in in_chunks(pages_under_review().live().order_by("pk")):
        found.pages += 1
        standing, name = review.standing, f"Page {page.pk}, “{page.title}”,"
        if standing is None:
            found.notes.append(f"{name} is live and not reviewed; it has no record.")
        elif standing.decision == Decision.WITHDRAWN:
            found.problems.append(f"{name} is live though record {standing.sequence} withdrew it.")
        elif content_hash(page) != standing.content_hash:
            found.problems.append(f"{name} is not what record {standing.sequence} permits.")
        elif standing.decision == Decision.ADMITTED:
            found.notes.append(f"{name} is live and not reviewed.")
