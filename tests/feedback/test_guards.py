"""What keeps programs out without a puzzle for people."""

import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from clinic.feedback.guards import (
    GuardedForm,
    check_links,
    likeness,
    seconds_since,
    start_time,
)


class Form(GuardedForm):
    purpose = "test"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time, which a test sets by `clock[0]`."""
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def sent(started: str, trap: str = "") -> Form:
    data = QueryDict(mutable=True)
    data.update({"started": started, "trap": trap})
    return Form(data)


def test_a_form_filled_in_at_a_persons_pace_is_taken(clock: list[float]) -> None:
    started = Form().initial["started"]
    clock[0] += 20
    assert sent(started).is_valid()


@pytest.mark.parametrize("wait", [0.1, 1.9, 24 * 60 * 60 + 1])
def test_a_form_filled_in_too_fast_or_too_slowly_is_refused(
    clock: list[float], wait: float
) -> None:
    started = start_time("test")
    clock[0] += wait
    assert "started" in sent(started).errors


@pytest.mark.parametrize("note", ["", "x", "x:y:z", "9" * 299])
def test_a_time_that_we_did_not_sign_is_refused(note: str) -> None:
    assert "started" in sent(note).errors


def test_the_time_of_one_form_does_not_open_another(clock: list[float]) -> None:
    started = start_time("other")
    clock[0] += 20
    assert seconds_since(started, "other") == pytest.approx(20, abs=0.1)
    assert "started" in sent(started).errors


def test_a_filled_trap_is_refused_with_a_word_and_a_second_chance(clock: list[float]) -> None:
    started = start_time("test")
    clock[0] += 20
    form = sent(started, trap="http://buy.example")
    assert "trap" in form.errors
    again = form.renewed()
    assert again["trap"].value() == ""
    assert again.errors["trap"]
    assert sent(again["started"].value()).is_valid()


def test_a_form_that_was_open_too_long_gets_a_new_time(clock: list[float]) -> None:
    started = start_time("test")
    clock[0] += 2 * 24 * 60 * 60
    again = sent(started).renewed()
    clock[0] += 5
    assert sent(again["started"].value()).is_valid()


def test_no_more_links_than_allowed(settings: Any) -> None:
    settings.FEEDBACK_LINKS = 1
    check_links("See https://example.org/")
    with pytest.raises(ValidationError, match="At most 1 link fits"):
        check_links("See https://example.org/ and http://example.org/")


def test_the_same_words_are_known_again_whatever_their_dress() -> None:
    assert likeness("Buy THIS, now!", 1) == likeness("buy  this   nöw", 1)
    assert likeness("Buy this now", 1) != likeness("Buy this now", 2)
    assert likeness("Buy this now", 1) != likeness("Buy that now", 1)
    assert likeness("!!!", 1) != likeness("???", 1)
    assert len(likeness("x")) == 64
