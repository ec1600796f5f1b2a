"""How often somebody may do something."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from clinic.feedback import limits
from clinic.feedback.limits import DAY, Limit, TooMany
from clinic.feedback.models import LimitCount, LimitKey

NOON = datetime(2026, 3, 4, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    moment = [NOON]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


def asked_from(address: str, **headers: str) -> HttpRequest:
    return RequestFactory(REMOTE_ADDR=address, **headers).get("/")


def allowed(request: HttpRequest, times: int, what: str = "comment", mailbox: str = "") -> int:
    """How many of so many attempts got through."""
    done = 0
    for _ in range(times):
        try:
            limits.check(request, what, mailbox)
        except TooMany:
            continue
        done += 1
    return done


@pytest.fixture
def few(settings: Any) -> None:
    settings.FEEDBACK_LIMITS = {
        "comment": {"address": (3, 600), "network": (5, 3600), "site": (8, 3600)},
        "mail": {"mailbox": (2, DAY)},
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("few", "now")
class TestWhoIsLimited:
    def test_one_address(self) -> None:
        assert allowed(asked_from("203.0.113.7"), 10) == 3

    def test_one_network_however_many_addresses_it_has(self) -> None:
        assert sum(allowed(asked_from(f"203.0.113.{n}"), 1) for n in range(10)) == 5
        assert sum(allowed(asked_from(f"2001:db8:1:{n}::1"), 1) for n in range(10)) == 3  # site

    def test_one_line_of_ipv6_is_one_address(self) -> None:
        assert sum(allowed(asked_from(f"2001:db8::{n}"), 1) for n in range(1, 9)) == 3

    def test_an_ipv4_address_in_ipv6_clothes_is_itself(self) -> None:
        assert allowed(asked_from("203.0.113.7"), 2) == 2
        assert allowed(asked_from("::ffff:203.0.113.7"), 5) == 1

    def test_the_whole_site(self) -> None:
        assert sum(allowed(asked_from(f"10.{n}.0.1"), 1) for n in range(20)) == 8

    def test_a_mailbox_that_somebody_names_from_everywhere(self) -> None:
        done = [allowed(asked_from(f"10.{n}.0.1"), 1, "mail", "ada@example.org") for n in range(5)]
        assert sum(done) == 2
        assert allowed(asked_from("10.9.0.1"), 1, "mail", "bob@example.org") == 1

    @pytest.mark.parametrize("address", ["", "unix:", "fe80::1%eth0"])
    def test_an_address_that_is_none_has_a_limit_too(self, address: str) -> None:
        assert allowed(asked_from(address), 10) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
class TestHeaders:
    def test_a_forwarded_address_is_not_believed_from_just_anybody(self) -> None:
        done = [
            allowed(asked_from("203.0.113.7", HTTP_X_FORWARDED_FOR=f"10.{n}.0.1"), 1)
            for n in range(9)
        ]
        assert sum(done) == 3

    def test_a_forwarded_address_is_believed_from_our_own_proxy(self, settings: Any) -> None:
        settings.CLIENT_ADDRESS = "clinic.proxies.client_address"
        settings.PROXY_COUNT = 1
        # What the visitor wrote stands to the left of what the proxy did.
        done = [
            allowed(asked_from("127.0.0.1", HTTP_X_FORWARDED_FOR=f"10.{n}.0.1, 198.51.100.4"), 1)
            for n in range(9)
        ]
        assert sum(done) == 3
        assert allowed(asked_from("127.0.0.1", HTTP_X_FORWARDED_FOR="198.18.0.1"), 1) == 1


@pytest.mark.django_db
class TestTime:
    def test_a_window_ends(self, few: None, now: list[datetime]) -> None:
        request = asked_from("203.0.113.7")
        assert allowed(request, 4) == 3
        with pytest.raises(TooMany) as refused:
            limits.check(request, "comment")
        assert refused.value.retry_after == 570
        assert "Wait a little" in refused.value.message
        now[0] += timedelta(seconds=570)
        assert allowed(request, 4) == 2  # the network's hour still counts

    def test_no_address_is_stored_and_no_hash_outlives_its_day(self, now: list[datetime]) -> None:
        limits.check(asked_from("203.0.113.7"), "mail", "ada@example.org")
        yesterday = set(LimitCount.objects.values_list("who", flat=True))
        assert all(len(who) == 64 for who in yesterday)
        assert "203.0.113" not in str(list(LimitCount.objects.values_list("kind", "who")))
        secret = LimitKey.objects.get().secret
        now[0] += timedelta(days=1)
        limits.check(asked_from("203.0.113.7"), "mail", "ada@example.org")
        assert LimitCount.objects.filter(who__in=yesterday).count() == 0
        assert LimitKey.objects.get().secret != secret

    def test_nothing_is_kept_for_longer_than_a_day_where_nobody_comes(
        self, now: list[datetime]
    ) -> None:
        limits.check(asked_from("203.0.113.7"), "comment")
        now[0] += timedelta(hours=24)
        limits.forget()
        assert not LimitCount.objects.exists()
        assert not LimitKey.objects.exists()

    def test_the_same_words_are_new_once_a_day(self, now: list[datetime]) -> None:
        assert limits.is_new("comment", "a hash")
        assert not limits.is_new("comment", "a hash")
        assert limits.is_new("comment", "another hash")
        now[0] += timedelta(days=1)
        assert limits.is_new("comment", "a hash")


def test_every_window_is_a_whole_part_of_a_day() -> None:
    for scopes in limits.LIMITS.values():
        assert all(DAY % limit.seconds == 0 for limit in scopes.values())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_the_limit(run_many: Callable[..., list[bool]]) -> None:
    def attempt(_number: int) -> bool:
        try:
            limits.count("test", "203.0.113.7", Limit(10, DAY))
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    assert sum(run_many(attempt, 50)) == 10
    assert LimitCount.objects.get().count == 10


@pytest.fixture
def run_many() -> Callable[..., list[bool]]:
    def run(attempt: Callable[[int], bool], times: int) -> list[bool]:
        with ThreadPoolExecutor(max_workers=times) as pool:
            return list(pool.map(attempt, range(times)))

    return run
