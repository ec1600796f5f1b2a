"""How often pages are read, from nginx's log: each line once, and nothing about readers."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction, Site

from clinic.feedback.models import Comment
from clinic.upkeep.counting import pages_at
from clinic.upkeep.models import PageCount, ReadLog
from tests.factories import ArticlePageFactory, HomePageFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "reads.log"


def write(log: Path, *paths: str, day: date = TODAY) -> None:
    with log.open("a") as file:
        file.writelines(f"{day.isoformat()}T10:15:00+01:00 {path}\n" for path in paths)


def count(*logs: Path) -> dict[str, int]:
    """Read the logs; the reads of each page so far."""
    call_command("count_reads", *map(str, logs))
    rows = PageCount.objects.select_related("page")
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.page.title] = totals.get(row.page.title, 0) + row.reads
    return totals


class TestALog:
    def test_is_counted_by_page_and_day(self, log: Path) -> None:
        page = StandardPageFactory(title="About", slug="about")
        yesterday = TODAY - timedelta(days=1)
        write(log, "/about/", "/about/", "/nothing/", "/", "/admin/")
        write(log, "/about/", day=yesterday)
        assert count(log) == {"About": 3, "Home": 1}
        assert PageCount.objects.get(page=page.pk, day=yesterday).reads == 1

    def test_is_counted_once(self, log: Path) -> None:
        StandardPageFactory(title="About", slug="about")
        write(log, "/about/")
        assert count(log) == count(log) == {"About": 1}
        write(log, "/about/")
        assert count(log) == {"About": 2}

    def test_is_read_to_its_end_after_it_was_put_aside(self, log: Path) -> None:
        StandardPageFactory(title="About", slug="about")
        write(log, "/about/")
        count(log)
        write(log, "/about/")
        log.rename(log.with_name("reads.log.1"))
        write(log, "/about/")
        assert count(log) == {"About": 3}
        assert count(log) == {"About": 3}

    def test_that_was_emptied_is_read_from_its_beginning(self, log: Path) -> None:
        StandardPageFactory(title="About", slug="about")
        write(log, "/about/", "/about/")
        count(log)
        os.truncate(log, 0)
        write(log, "/about/")
        assert count(log) == {"About": 3}

    def test_waits_for_the_rest_of_a_line(self, log: Path) -> None:
        StandardPageFactory(title="About", slug="about")
        log.write_text(f"{TODAY.isoformat()}T10:15:00Z /abo")
        assert count(log) == {}
        with log.open("a") as file:
            file.write("ut/\n")
        assert count(log) == {"About": 1}

    @pytest.mark.parametrize(
        "line",
        [
            b"",
            b"nonsense",
            b"2026-13-40T10:00:00Z /about/",
            b"1999-01-01T10:00:00Z /about/",
            b"2999-01-01T10:00:00Z /about/",
            TODAY.isoformat().encode() + b"T10:00:00Z /about/\x00",
            TODAY.isoformat().encode() + b"T10:00:00Z /\xff\xfe/",
            TODAY.isoformat().encode() + b"T10:00:00Z /" + b"x" * 5000,
        ],
    )
    def test_may_hold_anything(self, log: Path, line: bytes) -> None:
        StandardPageFactory(title="About", slug="about")
        log.write_bytes(line + b"\n")
        write(log, "/about/")
        assert count(log) == {"About": 1}

    def test_that_is_not_there_is_told_and_the_others_are_counted(
        self, log: Path, tmp_path: Path, settings: Any
    ) -> None:
        StandardPageFactory(title="About", slug="about")
        write(log, "/about/")
        settings.READS_LOG = [str(tmp_path / "gone.log"), str(log)]
        with pytest.raises(CommandError, match=r"gone\.log: No such file"):
            call_command("count_reads")
        assert PageCount.objects.get().reads == 1

    def test_need_not_be_there_at_all(self, settings: Any) -> None:
        settings.READS_LOG = []
        call_command("count_reads")
        assert not ReadLog.objects.exists()


class TestAnAddress:
    def test_leads_to_what_every_visitor_may_read(self) -> None:
        draft = StandardPageFactory(slug="draft", live=False)
        private = StandardPageFactory(slug="private")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        public = StandardPageFactory(slug="öffentlich")
        paths = [f"/{page.slug}/" for page in (draft, private, public)]
        assert pages_at([*paths, "relative", "//", ""]) == {"/öffentlich/": public.pk}

    def test_of_another_language_has_its_prefix(self, site: Site) -> None:
        spanish = Locale.objects.create(language_code="es")
        home = HomePageFactory(
            title="Inicio",
            slug="inicio",
            locale=spanish,
            translation_key=site.root_page.translation_key,
        )
        page = StandardPageFactory(slug="costes", parent=home, locale=spanish)
        assert pages_at(["/es/costes/", "/costes/"]) == {"/es/costes/": page.pk}


def test_a_year_later_a_count_is_forgotten() -> None:
    page = StandardPageFactory()
    for days in (399, 401):
        PageCount.objects.create(page=page, day=TODAY - timedelta(days=days), reads=1)
    call_command("count_reads")
    assert PageCount.objects.get().day == TODAY - timedelta(days=399)


class TestTheReport:
    ADDRESS = "/admin/upkeep/reading/"

    def rows(self, client: Client, **query: str) -> list[tuple[str, int, int, int, int]]:
        client.force_login(UserFactory(group="Editors"))
        rows = client.get(self.ADDRESS, query).context["object_list"]
        return [
            (page.title, page.reads, page.landings, page.comments, page.answers) for page in rows
        ]

    @pytest.fixture
    def _busy(self) -> None:
        read, asked = ArticlePageFactory(title="Read"), ArticlePageFactory(title="Asked")
        PageCount.objects.create(page=read, day=TODAY, reads=7)
        PageCount.objects.create(page=read, day=TODAY - timedelta(days=20), reads=30, landings=2)
        PageCount.objects.create(page=asked, day=TODAY - timedelta(days=50), reads=99)
        for question in ("", "", "key"):
            Comment.objects.create(page=asked, text="Why?", status="published", question=question)
        Comment.objects.create(page=asked, text="Waits", status="pending")

    @pytest.mark.usefixtures("_busy")
    def test_says_what_was_read_and_asked_in_the_days_that_are_chosen(self, client: Client) -> None:
        month = self.rows(client)
        assert month[0] == ("Read", 37, 2, 0, 0)
        assert ("Asked", 0, 0, 2, 1) in month
        assert self.rows(client, days="7")[0] == ("Read", 7, 0, 0, 0)
        assert self.rows(client, days="90")[0] == ("Asked", 99, 0, 2, 1)

    @pytest.mark.usefixtures("_busy")
    @pytest.mark.parametrize(
        ("ordering", "first"), [("-comments", "Asked"), ("-landings", "Read"), ("rubbish", "Read")]
    )
    def test_is_in_the_order_that_is_asked_for(
        self, client: Client, ordering: str, first: str
    ) -> None:
        assert self.rows(client, ordering=ordering, days="30")[0][0] == first

    def test_survives_rubbish(self, client: Client) -> None:
        client.force_login(UserFactory(group="Editors"))
        assert client.get(self.ADDRESS, {"days": "x\x00", "p": "-1"}).status_code == 200
