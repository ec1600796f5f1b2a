"""The report of log-ins, and how long it reaches back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from clinic.access.models import LogInEvent
from tests.clinic.access.logging_in import CODE, enter, give_app
from tests.factories import UserFactory
from tests.support.queries import queries

pytestmark = pytest.mark.django_db
REPORT = "/admin/log-ins/"


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, username="the-administrator"))
    return client


class TestTheReport:
    def test_tells_who_came_in_how_and_from_where(self, administrator: Client) -> None:
        user = UserFactory(group="Editors", username="ada")
        app = give_app(user)
        client = Client(REMOTE_ADDR="192.0.2.7")
        enter(client, user, "wrong")
        enter(client, user)
        client.post(CODE, {"code": app.now()})
        html = administrator.get(f"{REPORT}?name=ada").content.decode()
        for words in ("Logged in", "Wrong name or password", "Code of an app", "192.0.2.7"):
            assert words in html
        html = administrator.get(
            f"{REPORT}results/?kind=logged_in&address=192.0.2"
        ).content.decode()
        (row,) = re.findall(r"<tr\b.*?</tr>", html.split("</thead>")[1], re.DOTALL)
        assert "Logged in" in row

    def test_is_taken_away_as_a_table(self, administrator: Client) -> None:
        enter(Client(), UserFactory(username="ada"))
        response = administrator.get(f"{REPORT}?export=csv&name=ada")
        lines = b"".join(response).decode().splitlines()
        assert len(lines) == 2
        assert "ada" in lines[1]

    @pytest.mark.parametrize("group", ["Editors", "Clinicians", "Moderators"])
    def test_is_for_administrators_alone(self, client: Client, group: str) -> None:
        user = UserFactory(group=group)
        client.force_login(user)
        assert client.get(REPORT).status_code == 302
        assert "log-ins" not in client.get("/admin/").content.decode()
        user.user_permissions.add(Permission.objects.get(codename="change_user"))
        assert client.get(REPORT).status_code == 200

    def test_takes_as_many_queries_for_fifty_as_for_one(self, administrator: Client) -> None:
        def asked() -> int:
            administrator.get(REPORT)
            return len(queries(lambda: administrator.get(REPORT)))

        LogInEvent.objects.create(kind="logged_in", name="ada")
        one = asked()
        LogInEvent.objects.bulk_create(LogInEvent(kind="logged_in", name="ada") for _ in range(50))
        assert asked() <= one + 1  # the number of pages


class TestThePurge:
    def test_throws_away_what_is_old_enough(self, settings: Any) -> None:
        settings.LOG_IN_DAYS = 30
        now = timezone.now()
        for days in (29, 31):
            LogInEvent.objects.create(kind="logged_in", name="ada", at=now - timedelta(days=days))
        call_command("purge_log_ins")
        assert LogInEvent.objects.count() == 1

    def test_keeps_a_lock_that_holds(self, client: Client) -> None:
        user = UserFactory()
        enter(client, user, "wrong")
        call_command("purge_log_ins")
        assert AccessAttempt.objects.count() == 1
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=2))
        call_command("purge_log_ins")
        assert not AccessAttempt.objects.exists()

    def test_is_run_each_day(self, settings: Any) -> None:
        assert "purge_log_ins" in settings.DAILY_COMMANDS


def test_the_log_names_nobody(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="clinic.access")
    enter(Client(REMOTE_ADDR="192.0.2.7"), UserFactory(username="ada-of-the-clinic"))
    lines = [each.getMessage() for each in caplog.records if each.name.startswith("clinic.access")]
    assert lines == ["logged_in password"]


def test_the_visitors_address_is_believed_from_our_own_proxy_alone(settings: Any) -> None:
    user = UserFactory()
    told = {"x-forwarded-for": "198.51.100.9, 192.0.2.7"}
    enter(Client(headers=told), user)
    settings.PROXY_COUNT = 1
    settings.AXES_CLIENT_IP_CALLABLE = "clinic.proxies.client_address"
    enter(Client(headers=told), user)
    assert list(LogInEvent.objects.order_by("pk").values_list("address", flat=True)) == [
        "127.0.0.1",
        "192.0.2.7",
    ]
