"""A clinic's review as its people do it, by code: who signs, and how a page comes to be signed."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.models import Page, TaskState

from clinic.review.clinicians import Clinician
from clinic.review.fingerprints import content_hash
from clinic.review.sign_offs import SignOff
from tests.factories import PersonFactory, UserFactory

ANSWERS = [{"question": "Is it right?", "confirmed": True}]


def a_clinician(name: str = "Dr Cora Clinician", **fields: Any) -> Clinician:
    """Somebody who may sign off."""
    person = PersonFactory(
        name=name, is_clinician=True, credentials="MRCPsych", registration_number="1234567"
    )
    user = fields.pop("user", None) or UserFactory(group="Clinicians")
    return Clinician.objects.create(user=user, person=person, **fields)


def submitted(page: Page, by: AbstractBaseUser | None = None) -> TaskState:
    """The page's latest content, sent for review."""
    by = by or UserFactory(group="Editors")
    page.save_revision(user=by, log_action=True)
    page = page.specific_class.objects.get(pk=page.pk)
    return page.get_workflow().start(page, by).current_task_state.specific


def sign(state: TaskState, clinician: Clinician, **values: Any) -> SignOff:
    """Sign off what waits in this task, as the form would."""
    given = {
        "seen": content_hash(state.revision.as_object()),
        "answers": ANSWERS,
        "conflicts": "None",
        "comment": "",
        "due": timezone.now() + timedelta(days=365),
        **values,
    }
    state.task.specific.on_action(state, clinician.user, "approve", **given)
    return SignOff.objects.first()


def sign_off(page: Page, clinician: Clinician | None = None, due: datetime | None = None) -> Page:
    """The page, live as a clinician has just signed it."""
    values = {"due": due} if due else {}
    sign(submitted(page), clinician or a_clinician(), **values)
    return page.specific_class.objects.get(pk=page.pk)
