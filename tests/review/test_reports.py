"""The reports say where every page stands, to those who may read the record."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from clinic.content.models import Reference
from tests.factories import ArticlePageFactory, ReferenceFactory, UserFactory, body, section
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off, submitted

pytestmark = pytest.mark.django_db

PAGES, SIGN_OFFS = "/admin/review/pages/", "/admin/review/sign-offs/"


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(UserFactory(group="Editors"))
    return client


def titles(client: Client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code == 200
    return {page.title for page in response.context["object_list"]}


@pytest.fixture
def _pages() -> None:
    clinician = a_clinician()
    cited = f'<p><a linktype="reference" id="{ReferenceFactory().pk}">Words</a></p>'
    now = timezone.now()

    def page(title: str, **fields: Any) -> Any:
        return ArticlePageFactory(title=title, live=False, **fields)

    sign_off(page("Current"), clinician)
    sign_off(page("Soon"), clinician, due=now + timedelta(days=20))
    sign_off(page("Late"), clinician, due=now - timedelta(days=1))
    sign_off(page("Changed", body=body(section(text=cited))), clinician)
    Reference.objects.update(year=1999)
    ArticlePageFactory(title="Unreviewed")
    submitted(page("Waiting"))


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", {"Current", "Soon", "Late", "Changed", "Unreviewed", "Waiting"}),
        ("reviewed", {"Current", "Soon"}),
        ("due", {"Soon"}),
        ("overdue", {"Late"}),
        ("changed", {"Changed"}),
        ("not_reviewed", {"Unreviewed"}),
        ("waiting", {"Waiting"}),
        ("withdrawn", set()),
    ],
)
def test_pages_are_found_by_their_state(reader: Client, state: str, found: set[str]) -> None:
    assert titles(reader, f"{PAGES}?state={state}") == found


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("address", [PAGES, SIGN_OFFS])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_they_can_be_taken_away(reader: Client, address: str, kind: str) -> None:
    response = reader.get(f"{address}?export={kind}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content
    if kind == "csv":
        assert b"Dr Cora Clinician" in content


@pytest.mark.usefixtures("_pages")
def test_the_record_is_filtered(reader: Client) -> None:
    for query, count in (("", 5), ("?decision=admitted", 1), ("?page_title=soon", 1)):
        assert len(reader.get(SIGN_OFFS + query).context["object_list"]) == count


@pytest.mark.parametrize("address", [PAGES, SIGN_OFFS])
def test_they_are_not_for_everybody(address: str) -> None:
    client = Client()
    client.force_login(UserFactory(group="Moderators"))
    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("query", ["?state=rubbish", "?p=abc", "?p=-1", "?at_from=x", "?export=x"])
def test_rubbish_is_no_error(reader: Client, query: str) -> None:
    for address in (PAGES, SIGN_OFFS):
        assert reader.get(address + query).status_code in (200, 404)


def test_fifty_pages_take_as_many_queries_as_two(reader: Client) -> None:
    clinician = a_clinician()
    for _number in range(2):
        sign_off(ArticlePageFactory(live=False), clinician)
    reader.get(PAGES)
    few = queries(lambda: reader.get(PAGES))
    for _number in range(18):
        sign_off(ArticlePageFactory(live=False), clinician)
    assert_same_queries(few, queries(lambda: reader.get(PAGES)))


def test_a_clinician_acts_from_the_report() -> None:
    clinician = a_clinician()
    page = sign_off(ArticlePageFactory(live=False), clinician)
    client = Client()
    client.force_login(clinician.user)
    html = client.get(PAGES).content.decode()
    assert f"/admin/review/pages/{page.pk}/withdraw/" in html
    assert "Dr Cora Clinician, MRCPsych" in html
    assert ">Reviewed" in html


@pytest.mark.usefixtures("_pages")
def test_the_dashboard_shows_what_falls_due(reader: Client) -> None:
    html = reader.get("/admin/").content.decode().partition("Reviews that fall due")[2]
    assert html.index("Late") < html.index("Soon")
    assert "overdue" in html
    assert "Current" not in html.partition("</table>")[0]


def test_the_dashboard_says_nothing_where_nothing_falls_due(reader: Client) -> None:
    assert "Reviews that fall due" not in reader.get("/admin/").content.decode()
