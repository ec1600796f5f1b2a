"""A review that falls due is asked for, once each time; one that is not done ends in withdrawal."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from blog.models import ArticlePage
from clinic.review import decisions
from clinic.review.review_settings import ReviewSettings
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import State
from tests.factories import ArticlePageFactory, UserFactory
from tests.review.test_concurrency import at_once
from tests.review.test_records import execute
from tests.support.review import a_clinician, sign, sign_off, submitted

pytestmark = pytest.mark.django_db


def due_in(days: float) -> ArticlePage:
    owner = UserFactory(group="Editors", email="owner@example.org")
    page = ArticlePageFactory(title="Sleep", live=False, owner=owner)
    signed = sign_off(page, due=timezone.now() + timedelta(days=days))
    mail.outbox.clear()
    return signed


def run(**options: bool) -> str:
    out = StringIO()
    call_command("review_due", stdout=out, **options)
    return out.getvalue()


def passed_until(due: datetime) -> None:
    """As if the days had passed; records themselves never change."""
    execute("UPDATE review_signoff SET due = %s", due)


@pytest.mark.parametrize(("days", "words"), [(59, "60"), (29, "30"), (6, "7"), (0.1, "7")])
def test_who_signed_is_reminded_once(days: float, words: str) -> None:
    due_in(days)
    assert f"Due in {words} days: Sleep" in run()
    (message,) = mail.outbox
    assert message.to == [SignOff.objects.get().user.email]
    assert "Sleep" in message.subject
    assert message.alternatives
    mail.outbox.clear()
    assert "0 things done" in run()
    assert not mail.outbox


def test_each_threshold_is_told_once() -> None:
    page = due_in(59)
    run()
    for days, told in ((29, "30"), (6, "7"), (-1, "Overdue")):
        passed_until(timezone.now() + timedelta(days=days))
        assert told in run()
    assert page.live


def test_what_is_due_later_is_left_alone() -> None:
    due_in(61)
    assert "0 things" in run()
    assert not mail.outbox


def test_an_overdue_page_stays_for_the_days_of_grace() -> None:
    page = due_in(-29)
    assert "Overdue: Sleep" in run()
    page.refresh_from_db()
    assert page.live
    assert {address for message in mail.outbox for address in message.to} >= {"owner@example.org"}


def test_after_the_days_of_grace_the_page_is_withdrawn() -> None:
    page = due_in(-31)
    lead = UserFactory(group="Clinical leads")
    assert "Withdrawn: Sleep" in run()
    page = ArticlePage.objects.get()
    assert not page.live
    assert page.review.state == State.WITHDRAWN
    assert SignOff.objects.first().decision == Decision.WITHDRAWN
    assert {lead.email, "owner@example.org"} <= {m.to[0] for m in mail.outbox}
    assert "0 things" in run()


def test_the_clinic_sets_the_days_of_grace() -> None:
    due_in(-3)
    settings = ReviewSettings.load()
    settings.grace_days = 2
    settings.save()
    assert "Withdrawn" in run()


def test_a_page_that_was_signed_again_is_left_alone() -> None:
    page = due_in(-31)
    page.title = "Changed"
    sign(submitted(page), a_clinician("Dr Bea"))
    assert "0 things" in run()
    assert ArticlePage.objects.get().live


def test_an_overdue_page_that_was_changed_elsewhere_is_withdrawn_too() -> None:
    page = due_in(-31)
    ArticlePage.objects.filter(pk=page.pk).update(summary="Changed behind the back.")
    assert "Withdrawn" in run()


def test_all_who_may_sign_are_reminded_where_the_signer_no_longer_may() -> None:
    due_in(6)
    signer = SignOff.objects.get().user
    signer.is_active = False
    signer.save()
    other = a_clinician("Dr Bea")
    run()
    assert [message.to for message in mail.outbox] == [[other.user.email]]


def test_an_emergency_correction_that_nobody_reviewed_is_told_to_the_leads() -> None:
    page = due_in(300)
    lead = UserFactory(group="Clinical leads")
    page.title = "Corrected"
    page.save_revision(user=lead)
    decisions.correct_in_emergency(page, lead, comment="x", public_note="y")
    mail.outbox.clear()
    assert "0 things" in run()
    passed_until(timezone.now() - timedelta(hours=1))
    assert "Emergency correction not reviewed" in run()
    assert [lead.email] in [message.to for message in mail.outbox]


def test_a_dry_run_does_nothing() -> None:
    due_in(-31)
    assert "1 things to do" in run(dry_run=True)
    assert ArticlePage.objects.get().live
    assert not mail.outbox


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_do_each_thing_once() -> None:
    due_in(-31)
    results = at_once(run, run)
    assert sorted("1 things done" in result for result in results) == [False, True]
    assert SignOff.objects.filter(decision=Decision.WITHDRAWN).count() == 1
