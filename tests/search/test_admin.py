"""What editors see of search."""

from math import prod
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search.models import QueryCount, Synonym
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.search.asking import found
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

LIST = reverse(Synonym.snippet_viewset.get_url_name("list"))
ADD = reverse(Synonym.snippet_viewset.get_url_name("add"))


@pytest.fixture
def editor(client: Client) -> AbstractBaseUser:
    user = UserFactory(group="Editors")
    client.force_login(user)
    return user


def asked(words: str, **counts: int) -> None:
    today = timezone.localdate()
    QueryCount.objects.create(
        language="en", key=words, words=words, first_day=today, last_day=today,
        **{"searches": 1, **counts},
    )  # fmt: skip


@pytest.mark.usefixtures("editor")
class TestSynonyms:
    def test_an_editor_adds_one_and_it_is_used_at_once(self, client: Client) -> None:
        ArticlePageFactory(title="Quagga")
        assert found(client, "stripy") == []
        data = {"language": "en", "words": "stripy", "means": "quagga\r\nzebra", "both_ways": ""}
        assert client.post(ADD, data).status_code == 302
        assert found(client, "stripy") == ["Quagga"]

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"words": "?!"}, "Use letters or digits."),
            ({"means": " \r\n - "}, "Write at least one term."),
            ({"words": "ketamine drip"}, ""),
        ],
    )
    def test_what_says_nothing_is_refused(
        self, client: Client, fields: dict[str, str], message: str
    ) -> None:
        data = {"language": "en", "words": "stripy", "means": "quagga", **fields}
        response = client.post(ADD, data)
        assert (response.status_code == 302) is not bool(message)
        if message:
            assert message in response.content.decode()

    def test_the_list_is_searched(self, client: Client) -> None:
        html = client.get(LIST, {"q": "spravato"}).content.decode()
        assert "esketamine" in html
        assert "insomnia" not in html


@pytest.mark.usefixtures("editor")
class TestTheReportOfQueries:
    ADDRESS = "/admin/search/queries/"

    def test_shows_what_is_known_the_most_frequent_first(self, client: Client) -> None:
        asked("okapi", searches=3, clicks=1)
        asked("quagga", searches=9)
        QueryCount.objects.create(
            language="en", key="k", first_day=timezone.localdate(), last_day=timezone.localdate()
        )
        response = client.get(self.ADDRESS)
        assert [row.words for row in response.context["object_list"]] == ["quagga", "okapi"]
        assert "quagga" in response.content.decode()

    def test_is_narrowed_to_what_goes_wrong(self, client: Client) -> None:
        asked("okapi", searches=3, clicks=1)
        asked("quagga", searches=9, empty=8, clicks=1)
        asked("tapir", searches=9)
        empty = client.get(self.ADDRESS, {"trouble": "empty"}).content.decode()
        assert "quagga" in empty
        assert "okapi" not in empty
        unread = client.get(self.ADDRESS, {"trouble": "unread"}).content.decode()
        assert "tapir" in unread
        assert "okapi" not in unread

    def test_is_a_spreadsheet_too(self, client: Client) -> None:
        asked("okapi", searches=3)
        response = client.get(self.ADDRESS, {"export": "csv"})
        assert b"okapi,en,3" in b"".join(response)

    def test_costs_as_many_queries_for_many_rows(self, client: Client) -> None:
        asked("okapi")
        client.get(self.ADDRESS)
        few = queries(lambda: client.get(self.ADDRESS))
        for number in range(49):
            asked(f"okapi {number}")
        assert_same_queries(few, queries(lambda: client.get(self.ADDRESS)))


@pytest.mark.usefixtures("editor")
class TestWhatWasNotFound:
    ADDRESS = "/admin/search/not-found/"

    def words(self, client: Client, **query: str) -> list[str]:
        return [row.words for row in client.get(self.ADDRESS, query).context["object_list"]]

    def test_is_told_by_how_often_it_was_asked_in_vain(self, client: Client) -> None:
        asked("okapi", searches=30, empty=2)
        asked("quagga", searches=9, empty=8)
        asked("tapir", searches=20, empty=20)
        assert self.words(client) == ["tapir", "quagga"]
        assert self.words(client, language="es") == []
        assert 'href="/search/?query=tapir"' in client.get(self.ADDRESS).content.decode()

    def test_is_a_spreadsheet_too(self, client: Client) -> None:
        asked("tapir", searches=20, empty=20)
        assert b"tapir,en,20,20" in b"".join(client.get(self.ADDRESS, {"export": "csv"}))

    def test_costs_as_many_queries_for_many_rows(self, client: Client) -> None:
        asked("okapi", empty=1)
        client.get(self.ADDRESS)
        few = queries(lambda: client.get(self.ADDRESS))
        for number in range(49):
            asked(f"okapi {number}", empty=1)
        assert_same_queries(few, queries(lambda: client.get(self.ADDRESS)))


@pytest.mark.usefixtures("editor")
class TestWhyAResultIsThere:
    ADDRESS = "/admin/search/explanation/"

    def ask(self, client: Client, query: str) -> Any:
        response = client.get(self.ADDRESS, {"query": query, "language": "en"})
        assert response.status_code == 200
        return response

    def explained(self, client: Client, query: str) -> str:
        return " ".join(self.ask(client, query).content.decode().split())

    def test_names_each_stem_of_a_word_for_help_once(self, client: Client) -> None:
        assert self.explained(client, "i want to die").count("suicid (1.0)") == 1

    def test_has_its_name_above_it(self, client: Client) -> None:
        trail = self.explained(client, "okapis").partition("<h1")[2].partition("</h1>")[0]
        assert "Why is this result here?" in trail

    def test_tells_each_word_its_place_and_what_it_adds(self, client: Client) -> None:
        ArticlePageFactory(title="Animals", body=body(section("The okapi", "<p>An okapi.</p>")))
        html = self.explained(client, "okapis")
        assert "okapi (as typed)" in html
        assert "heading × 1, text × 1" in html
        assert "Share of what was asked" in html

    def test_tells_synonyms_and_spelling(self, client: Client) -> None:
        ArticlePageFactory(title="Esketamine")
        assert "(synonym)" in self.explained(client, "spravato")
        assert "(spelling, corrected)" in self.explained(client, "eskeatmine")

    def test_tells_what_was_looked_for_besides_in_distress(self, client: Client) -> None:
        ArticlePageFactory(title="In a crisis")
        html = self.explained(client, "I want to kill myself")
        assert "(looked for in distress)" in html
        assert "Top of a page, in distress" in html

    def test_tells_of_a_part_of_a_compound(self, client: Client) -> None:
        ArticlePageFactory(title="Label")
        assert "(part of a compound)" in self.explained(client, "off-label")

    def test_adds_up_to_the_score(self, client: Client) -> None:
        sections = body(section("Okapi food", "<p>An okapi eats.</p>"))
        ArticlePageFactory(title="Okapi", body=sections)
        explained = self.ask(client, "okapi food leaves of the okapi").context["explained"]
        for page in explained:
            for one in page["passages"]:
                ranked = one["ranked"]
                total = sum(part.score for part in ranked.parts) + ranked.nearness
                assert ranked.score == pytest.approx(total * prod(ranked.factors.values()))
                assert len(one["factors"]) == len(ranked.factors)

    @pytest.mark.parametrize("query", ["", "?!", "unicorn", "\x00", "a" * 5000])
    def test_takes_anything(self, client: Client, query: str) -> None:
        self.explained(client, query)


@pytest.mark.parametrize(
    "address", ["/admin/search/queries/", "/admin/search/explanation/", LIST, ADD]
)
def test_it_is_for_editors(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(group="Moderators"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(UserFactory(group="Editors"))
    assert client.get(address).status_code == 200


def test_editors_keep_best_bets(client: Client, editor: AbstractBaseUser) -> None:
    assert client.get(reverse("wagtailsearchpromotions:index")).status_code == 200
    html = client.get("/admin/").content.decode()
    assert "What visitors search for" in html
    assert "Search terms" not in html
