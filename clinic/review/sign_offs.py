"""The record of reviews: who decided what about which content, and when; never changed.

Rows form a chain: each holds the hash of the one before it, and `SignOffChain` the length and
the last hash, so that a row that was altered, removed or inserted shows (`broken_links`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from clinic.content.models import Person
from clinic.review.fingerprints import (
    content_hash,
    digest,
    ids_elsewhere,
    shown_elsewhere,
    shown_hash,
)


class Decision(models.TextChoices):
    """What was decided about one content of one page."""

    SIGNED_OFF = "signed_off", _("Signed off")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    MINOR_CORRECTION = "minor_correction", _("Minor correction")
    EMERGENCY_CORRECTION = "emergency_correction", _("Emergency correction")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ADMITTED = "admitted", _("Brought in without review")


# With one of these the content may be live; what comes last counts.
PERMITS = {
    Decision.SIGNED_OFF,
    Decision.MINOR_CORRECTION,
    Decision.EMERGENCY_CORRECTION,
    Decision.ADMITTED,
}


class RecordIsPermanentError(PermissionDenied):
    """A sign-off can be neither changed nor deleted."""


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def for_page(self, page: Page) -> Self:
        """The records of a page, the newest first; an alias shows what its original was signed
        for."""
        return self.filter(page_id=page.alias_of_id or page.pk).order_by("-sequence")

    def that_count(self) -> Self:
        """Without requests for changes, which leave what is live as it is."""
        return self.filter(decision__in=[*PERMITS, Decision.WITHDRAWN])

    def update(self, **kwargs: Any) -> NoReturn:
        raise RecordIsPermanentError

    def delete(self) -> NoReturn:
        raise RecordIsPermanentError


class SignOff(models.Model):
    """One decision about exactly one content of a page.

    Keys to a page, a revision, a log-in and a person are kept without a constraint: the record
    outlives them, and names all that it has to name itself.
    """

    sequence = models.PositiveBigIntegerField(_("number"), unique=True)
    decision = models.CharField(_("decision"), max_length=30, choices=Decision)
    at = models.DateTimeField(_("when"))
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    page_title = models.CharField(_("title"), max_length=255)
    page_type = models.CharField(_("page type"), max_length=100)
    language = models.CharField(_("language"), max_length=20)
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("revision"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    content_hash = models.CharField(_("hash of the content"), max_length=64)
    shown = models.JSONField(_("shown from elsewhere"), encoder=DjangoJSONEncoder)
    shown_hash = models.CharField(_("hash of what is shown from elsewhere"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("log-in"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=200)
    credentials = models.CharField(_("credentials"), max_length=150, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=50, blank=True)
    answers = models.JSONField(_("answers"), default=list)
    conflicts = models.TextField(_("conflicts of interest"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)
    due = models.DateTimeField(_("review due"), null=True)
    stands_on = models.ForeignKey(
        "self",
        verbose_name=_("corrects what was signed in"),
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    previous_hash = models.CharField(_("hash of the record before"), max_length=64, blank=True)
    record_hash = models.CharField(_("hash of this record"), max_length=64)

    objects = SignOffQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-sequence"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        indexes = [models.Index(fields=["page", "-sequence"], name="sign_off_of_page")]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_decision_display()}, {self.page_title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raise RecordIsPermanentError for a row that exists."""
        if not self._state.adding:
            raise RecordIsPermanentError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RecordIsPermanentError

    @property
    def permits(self) -> bool:
        """Whether the content of this record may be live."""
        return self.decision in PERMITS

    @property
    def signature(self) -> "SignOff | None":
        """The sign-off by a clinician that this record is, or that it leaves standing."""
        if self.decision == Decision.SIGNED_OFF:
            return self
        return self.stands_on if self.decision == Decision.MINOR_CORRECTION else None

    @property
    def name_with_credentials(self) -> str:
        """The reviewer as at the time, for example "Dr Ada Example, MRCPsych"."""
        return ", ".join(part for part in (self.name, self.credentials) if part)

    def page_as_signed(self) -> Page:
        """The page with the content of this record, and what it showed then as `shown_then`;
        raises Page.DoesNotExist where the page itself is gone."""
        page = Page.objects.get(pk=self.page_id).specific.with_content_json(self.content)
        page.shown_then = self.shown
        return page

    def computed_hash(self) -> str:
        """The hash over all values of this row but its own hash."""
        values = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name != "record_hash"
        }
        values["at"] = _moment(self.at)
        values["due"] = _moment(self.due) if self.due else None
        return digest(values)


def _moment(moment: datetime) -> str:
    """The same text whatever zone the database hands the moment out in."""
    return moment.astimezone(UTC).isoformat()


class SignOffChain(models.Model):
    """The end of the chain: one row, locked by each writer, so that records are written one
    after another and a missing last one shows."""

    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.length}: {self.last_hash}"

    @classmethod
    def locked(cls) -> Self:
        """The row, held until the transaction ends."""
        cls.objects.get_or_create(pk=1)
        return cls.objects.select_for_update().get(pk=1)


@transaction.atomic
def record(
    page: Page,
    decision: Decision,
    *,
    user: Any = None,
    clinician: Any = None,
    revision: Revision | None = None,
    at: datetime | None = None,
    upholds: SignOff | None = None,
    **values: Any,
) -> SignOff:
    """Append a decision about `page`, an instance that holds the content decided on; of a
    clinician the name, credentials and registration are kept as they are now. `at` is now
    but for what is brought in from elsewhere. A decision that `upholds` an earlier one takes up
    no word that the page did not explain then: nobody has read it there."""
    chain = SignOffChain.locked()
    earlier = upholds or values.get("stands_on")
    shown = shown_elsewhere(page, ids=ids_elsewhere(page, earlier.shown if earlier else None))
    person = clinician.person if clinician else None
    sign_off = SignOff(
        sequence=chain.length + 1,
        decision=decision,
        at=at or timezone.now(),
        page_id=page.pk,
        page_title=page.title,
        page_type=page._meta.label_lower,
        language=page.locale.language_code,
        revision=revision,
        content=page.serializable_data(),
        content_hash=content_hash(page),
        shown=shown,
        shown_hash=shown_hash(shown),
        user=user,
        person=person,
        name=person.name if person else _name_of(user),
        credentials=person.credentials if person else "",
        registration_number=person.registration_number if person else "",
        previous_hash=chain.last_hash,
        **values,
    )
    sign_off.record_hash = sign_off.computed_hash()
    sign_off.save()
    chain.length, chain.last_hash = sign_off.sequence, sign_off.record_hash
    chain.save()
    return sign_off


def _name_of(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def broken_links() -> list[str]:
    """What is wrong with the chain, a sentence for each place; nothing for a whole one. No record
    is written meanwhile: one that came in between would seem to break it."""
    with transaction.atomic():
        return list(_broken_links(SignOffChain.locked()))


def _broken_links(chain: SignOffChain) -> Iterator[str]:
    previous_hash, expected = "", 1
    for sign_off in SignOff.objects.order_by("sequence").iterator(chunk_size=200):
        if sign_off.sequence != expected:
            yield f"Records {expected} to {sign_off.sequence - 1} are missing."
        if sign_off.previous_hash != previous_hash:
            yield f"Record {sign_off.sequence} does not follow the one before it."
        if sign_off.computed_hash() != sign_off.record_hash:
            yield f"Record {sign_off.sequence} was altered."
        previous_hash, expected = sign_off.record_hash, sign_off.sequence + 1
    if (chain.length, chain.last_hash) != (expected - 1, previous_hash):
        yield f"The chain ends with record {expected - 1} and should end with {chain.length}."
