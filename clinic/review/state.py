"""What may be said of a page's review: derived, each time, from its records and from what the
page is now. Nobody can type it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinic.review.fingerprints import content_hash, ids_elsewhere, shown_elsewhere, shown_hash
from clinic.review.gate import standing_record
from clinic.review.sign_offs import Decision, SignOff

DUE_SOON = timedelta(days=60)


class State(models.TextChoices):
    """Where a page stands with its review."""

    NOT_REVIEWED = "not_reviewed", _("Not yet reviewed")
    REVIEWED = "reviewed", _("Reviewed")
    OVERDUE = "overdue", _("Review overdue")
    CHANGED = "changed", _("Changed since review")
    PROVISIONAL = "provisional", _("Corrected, review pending")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass
class Review:
    """The State, the record it comes from, the sign-off behind it, and what was changed
    elsewhere since (labels)."""

    state: Any
    standing: SignOff | None = None
    sign_off: SignOff | None = None
    changed: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether the page may say "clinically reviewed"."""
        return self.state == State.REVIEWED

    @property
    def due(self) -> datetime | None:
        """When the review of what is live falls due."""
        if self.state == State.PROVISIONAL:
            return self.standing.due if self.standing else None
        return self.sign_off.due if self.sign_off else None

    @property
    def is_due_soon(self) -> bool:
        return bool(self.is_valid and self.due and self.due - timezone.now() <= DUE_SOON)


def review_of(page: Page) -> Review:
    """The review of a page as it is; asks the database for the page's last record and for what
    it shows from elsewhere."""
    if not page.pk:
        return Review(State.NOT_REVIEWED)
    standing = standing_record(page)
    if standing is None or not standing.signature:
        return review_from(standing, content_hash(page), [])
    ids = ids_elsewhere(page, standing.shown)
    return review_from(standing, content_hash(page), shown_elsewhere(page, ids=ids))


def review_from(standing: SignOff | None, content: str, shown: list[dict[str, Any]]) -> Review:
    """The review, from the page's last record, the hash of its content and what it shows from
    elsewhere."""
    if standing is None or standing.decision == Decision.ADMITTED:
        return Review(State.NOT_REVIEWED, standing)
    if standing.decision == Decision.WITHDRAWN:
        return Review(State.WITHDRAWN, standing)
    sign_off = standing.signature
    if standing.content_hash != content:
        return Review(State.CHANGED, standing, sign_off)
    if standing.decision == Decision.EMERGENCY_CORRECTION:
        return Review(State.PROVISIONAL, standing)
    if sign_off is None:
        return Review(State.NOT_REVIEWED, standing)
    if standing.shown_hash != shown_hash(shown):
        return Review(State.CHANGED, standing, sign_off, changed_things(standing.shown, shown))
    if sign_off.due and sign_off.due < timezone.now():
        return Review(State.OVERDUE, standing, sign_off)
    return Review(State.REVIEWED, standing, sign_off)


def changed_things(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    """What differs between two results of `shown_elsewhere`, each by its label or kind."""
    old = {(thing["kind"], thing["id"]): thing for thing in before}
    new = {(thing["kind"], thing["id"]): thing for thing in after}
    names = {"settings": _("the clinic's crisis lines or disclaimer")}
    return [
        str(names.get(key[0]) or (new.get(key) or old[key])["label"])
        for key in dict.fromkeys([*old, *new])
        if old.get(key, {}).get("printed") != new.get(key, {}).get("printed")
    ]
