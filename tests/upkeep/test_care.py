"""Which live pages need care, and why; and what the reports say of it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from clinic.content.models import ClinicSettings
from clinic.upkeep.care import THIN, Care, kinds_of
from clinic.upkeep.models import Flaw, PageStock
from clinic.writing.models import OutsideLink
from clinic.writing.rules.links import hash_of
from home.models import HomePage
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    ReferenceFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off

pytestmark = pytest.mark.django_db

LONG = f"<p>{'word ' * THIN}</p>"
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def a_page(title: str = "Sleep", text: str = LONG, **fields: Any) -> Page:
    """A standard page that needs no care but that nothing links to it."""
    return StandardPageFactory(title=title, body=body(section(text=text)), **fields)


def link_to(page: Page) -> str:
    return f'<a linktype="page" id="{page.pk}">there</a>'


def needs(page: Page) -> list[Care]:
    call_command("take_stock")
    return kinds_of([page.pk])[page.pk]


class TestAPageNeedsCare:
    def test_when_nothing_leads_there(self) -> None:
        page = a_page()
        assert needs(page) == [Care.ORPHAN]
        draft = StandardPageFactory(live=False, body=body(section(text=f"<p>{link_to(page)}</p>")))
        assert needs(page) == [Care.ORPHAN]
        StandardPageFactory(body=body(section(text=f"<p>{link_to(page)}</p>")))
        assert needs(page) == []
        assert kinds_of([draft.pk]) == {draft.pk: []}

    def test_but_not_for_a_link_of_its_own(self) -> None:
        page = a_page()
        page.body = body(section(text=f"{LONG}<p>{link_to(page)}</p>"))
        page.save()
        assert needs(page) == [Care.ORPHAN]

    def test_unless_the_navigation_leads_there(self, home: HomePage) -> None:
        page = a_page()
        clinic = ClinicSettings.for_site(home.get_site())
        clinic.footer_links = body(("link", {"page": page.pk, "url": "", "text": ""}))
        clinic.save()
        assert needs(page) == []
        assert needs(home) == []

    def test_when_nobody_changed_it_for_a_year(self) -> None:
        page = a_page(first_published_at=LONG_AGO, last_published_at=LONG_AGO)
        assert Care.OLD in needs(page)

    def test_when_its_review_is_overdue(self) -> None:
        article = ArticlePageFactory()
        sign_off(article, due=timezone.now() - timedelta(days=1))
        assert Care.OVERDUE in needs(article)
        assert Care.OVERDUE not in needs(sign_off(ArticlePageFactory()))

    def test_when_an_article_has_few_words(self) -> None:
        few = body(section(text="<p>Few.</p>"))
        assert Care.THIN in needs(ArticlePageFactory(body=few))
        assert Care.THIN not in needs(StandardPageFactory(body=few))

    @pytest.mark.usefixtures("admitted")
    def test_when_it_has_no_summary(self) -> None:
        article = ArticlePageFactory()
        type(article).objects.filter(pk=article.pk).update(summary="")
        assert Care.SUMMARY in needs(article)

    def test_when_a_link_leads_to_nothing_that_readers_see(self) -> None:
        gone = StandardPageFactory(live=False)
        assert Care.LINK in needs(a_page(text=f"{LONG}<p>{link_to(gone)}</p>"))

    def test_when_another_site_did_not_answer_for_days(self) -> None:
        url = "https://example.org/gone"
        OutsideLink.objects.create(url=url, url_hash=hash_of(url), failures=2)
        page = a_page(text=f'{LONG}<p><a href="{url}">there</a></p>')
        assert Care.LINK in needs(page)
        assert Flaw.objects.get().kind == Flaw.Kind.OUTSIDE

    def test_when_a_picture_has_no_text(self) -> None:
        picture = {"image": {"image": ImageFactory().pk, "alt_text": "", "decorative": False}}
        page = StandardPageFactory(body=body(section(text=LONG), ("image", picture)))
        assert Care.PICTURE in needs(page)


class TestWhatIsKnown:
    def test_is_fresh_when_a_page_goes_live_and_gone_when_it_comes_down(self) -> None:
        gone = StandardPageFactory(live=False)
        page = a_page(text=f"<p>{link_to(gone)} and two more words</p>")
        page.save_revision().publish()
        assert PageStock.objects.get(page=page.pk).words == 7  # with the heading
        assert Flaw.objects.get().page_id == page.pk
        page.body = body(section(text=LONG))
        page.save_revision().publish()
        assert not Flaw.objects.exists()
        page.unpublish()
        assert not PageStock.objects.exists()

    def test_is_forgotten_daily_of_what_nobody_reads_any_more(self) -> None:
        page = a_page()
        call_command("take_stock")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        call_command("take_stock")
        assert not PageStock.objects.filter(page=page.pk).exists()


class TestTheReports:
    CARE, FLAWS = "/admin/upkeep/care/", "/admin/upkeep/flaws/"

    def titles(self, client: Client, address: str, **query: str) -> list[str]:
        response = client.get(address, query)
        assert response.status_code == 200
        return [str(getattr(row, "title", row)) for row in response.context["object_list"]]

    def test_list_pages_with_why_the_one_that_waits_longest_first(self, editor: Client) -> None:
        a_page("New")
        a_page("Old", first_published_at=LONG_AGO, last_published_at=LONG_AGO)
        a_page("Draft", live=False)
        call_command("take_stock")
        assert self.titles(editor, self.CARE) == ["Old", "New"]
        assert self.titles(editor, self.CARE, care="old") == ["Old"]
        html = editor.get(self.CARE).content.decode()
        assert "Not changed since" in html
        assert "Nothing links to it" in html

    def test_lead_to_the_place_of_each_flaw(self, editor: Client) -> None:
        gone = StandardPageFactory(live=False)
        page = a_page(text=f"{LONG}<p>{link_to(gone)}</p>")
        page.save_revision().publish()
        block = Flaw.objects.get().block
        html = editor.get(self.FLAWS).content.decode()
        assert f'href="/admin/pages/{page.pk}/edit/#block-{block}-section"' in html
        assert self.titles(editor, self.FLAWS, kind="picture") == []

    @pytest.mark.parametrize("address", [CARE, FLAWS])
    def test_can_be_taken_along_as_a_table(self, editor: Client, address: str) -> None:
        gone = StandardPageFactory(live=False)
        a_page("A page", text=f"<p>{link_to(gone)}</p>")
        call_command("take_stock")
        csv = b"".join(editor.get(address, {"export": "csv"}).streaming_content).decode()
        assert "A page" in csv
        sheet = b"".join(editor.get(address, {"export": "xlsx"}).streaming_content)
        assert "A page" in [cell.value for cell in load_workbook(BytesIO(sheet)).active["A"]]

    def test_take_as_many_queries_for_fifty_pages_as_for_one_and_are_paginated(
        self, editor: Client
    ) -> None:
        gone = StandardPageFactory(live=False)
        reports = (self.CARE, self.FLAWS, "/admin/upkeep/reading/")

        def seen(count: int) -> list[list[str]]:
            for _ in range(count):
                a_page(text=f"<p>{link_to(gone)}</p>")
            call_command("take_stock")
            for address in reports:
                editor.get(address)
            return [queries(partial(editor.get, address)) for address in reports]

        for few, many in zip(seen(1), seen(50), strict=True):
            assert_same_queries(few, many)
        assert len(self.titles(editor, self.CARE)) == 50
        assert len(self.titles(editor, self.CARE, p="2")) == 1


class TestTheLibrary:
    def test_unused_references_are_those_that_no_page_has(self, editor: Client) -> None:
        cited, listed = ReferenceFactory(title="Cited"), ReferenceFactory(title="Listed")
        ReferenceFactory(title="Unused", kind="book")
        ReferenceFactory(title="Not used", kind="trial")
        cite = f'<p><a linktype="reference" id="{cited.pk}">words</a></p>'
        ArticlePageFactory(body=body(section(text=cite)), references=[listed])
        address = "/admin/upkeep/references/"

        def titles(**query: str) -> set[str]:
            return {row.title for row in editor.get(address, query).context["object_list"]}

        assert titles() == {"Unused", "Not used"}
        assert titles(kind="book") == {"Unused"}
        assert titles(q="not") == {"Not used"}

    def test_images_without_a_description_are_told_by_whether_they_are_used(
        self, editor: Client
    ) -> None:
        used, _unused = ImageFactory(title="Used"), ImageFactory(title="Unused")
        ImageFactory(title="Described", description="A person asleep.")
        picture = {"image": {"image": used.pk, "alt_text": "Asleep.", "decorative": False}}
        StandardPageFactory(body=body(("image", picture)))
        address = "/admin/upkeep/images/"

        def titles(**query: str) -> set[str]:
            return {row.title for row in editor.get(address, query).context["object_list"]}

        assert titles() == {"Used", "Unused"}
        assert titles(used="yes") == {"Used"}
        assert titles(used="no") == {"Unused"}

    @pytest.mark.parametrize("name", ["references", "images"])
    def test_takes_as_many_queries_for_fifty_as_for_one(self, editor: Client, name: str) -> None:
        make: dict[str, Callable[[], Any]] = {
            "references": ReferenceFactory,
            "images": ImageFactory,
        }
        address = f"/admin/upkeep/{name}/"

        def seen(count: int) -> list[str]:
            for _ in range(count):
                make[name]()
            editor.get(address)
            return queries(lambda: editor.get(address))

        assert_same_queries(seen(1), seen(20))


def test_who_edits_a_part_of_the_site_sees_that_part_alone(client: Client) -> None:
    own, _other = a_page("Own"), a_page("Other")
    group = Group.objects.create(name="Part")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=own, permission=change)
    client.force_login(UserFactory(group="Part"))
    call_command("take_stock")
    for report in ("care", "reading"):
        rows = client.get(f"/admin/upkeep/{report}/").context["object_list"]
        assert [page.title for page in rows] == ["Own"]
