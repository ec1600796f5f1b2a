"""OpenSearch as the engine: what is its own, beside what every engine is asked."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from blog.models import ArticlePage
from search.engines import EngineError, Wanted, get_engine
from search.engines.opensearch import OpenSearchEngine, query
from search.indexing import fill_if_empty, index_page
from search.models import Passage
from search.passages import tag
from search.queries import Query
from search.searching import CANDIDATES
from search.understanding import Alternative, Group, understand
from tests.factories import ArticlePageFactory, TopicFactory, body, section
from tests.search.asking import found, search, sections
from tests.support.opensearch import OpenSearchServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(opensearch: OpenSearchServer, at_once: None, admitted: None) -> OpenSearchServer:
    """OpenSearch with an index, which is told of each change at once."""
    get_engine().mend()
    return opensearch


@pytest.fixture
def down(served: OpenSearchServer) -> OpenSearchServer:
    """OpenSearch that answers, and can do nothing."""
    served.broken = True
    return served


@pytest.fixture
def unreachable(settings: Any, at_once: None, admitted: None) -> None:
    """An address at which nothing answers."""
    settings.SEARCH_URL = "opensearch+http://127.0.0.1:1/clinic"


def headings(ids: list[int]) -> list[str]:
    known = dict(Passage.objects.values_list("pk", "heading"))
    return [known[pk] for pk in ids]


def asked(words: str, **wanted: Any) -> Wanted:
    understood = understand(Query(words), "en")
    return Wanted(understood.known, understood.excluded, **wanted)


class TestPassages:
    @pytest.fixture(autouse=True)
    def _site(self, served: OpenSearchServer) -> None:
        animals = body(
            section("Food", "<p>Leaves, which an okapi likes.</p>"),
            section("The okapi", "<p>A quagga sleeps beside an okapi.</p>"),
        )
        ArticlePageFactory(title="Animals", body=animals, topics=[TopicFactory(name="Rest")])

    def test_are_found_by_their_words_the_best_first(self, client: Client) -> None:
        assert headings(get_engine().best(asked("okapi"), 10)) == ["The okapi", "Food"]
        assert sections(client, "quagga")[0][0] == "The okapi"

    def test_are_found_by_a_phrase_as_it_stands(self) -> None:
        assert headings(get_engine().best(asked('"quagga sleeps"'), 10)) == ["The okapi"]
        assert get_engine().best(asked('"sleeps quagga"'), 10) == []

    def test_are_not_found_with_a_word_that_is_kept_out(self) -> None:
        assert headings(get_engine().best(asked("okapi -quagga"), 10)) == ["Food"]

    def test_are_found_by_all_words_or_by_some(self) -> None:
        wanted = asked("okapi leaves quagga")
        assert get_engine().best(wanted, 10) == []
        some = Wanted(wanted.groups, match_all=False)
        assert set(headings(get_engine().best(some, 10))) == {"Food", "The okapi"}

    def test_are_found_by_their_own_heading_alone(self) -> None:
        assert headings(get_engine().headed(asked("okapi"), 10)) == ["The okapi"]
        assert get_engine().headed(asked("quagga"), 10) == []

    def test_are_found_with_their_tags_alone(self) -> None:
        article, other = tag("kind", "articlepage"), tag("kind", "homepage")
        assert len(get_engine().best(asked("okapi", tags=[article]), 10)) == 2
        assert get_engine().best(asked("okapi", tags=[article, other]), 10) == []

    def test_are_no_more_than_were_asked_for(self) -> None:
        assert len(get_engine().best(asked("okapi"), 1)) == 1

    def test_are_never_found_after_their_page_expired(self) -> None:
        page = ArticlePage.objects.get()
        page.expire_at = timezone.now() + timedelta(hours=1)
        page.save()
        with mock.patch("django.utils.timezone.now", return_value=page.expire_at):
            assert get_engine().best(asked("okapi"), 10) == []
            assert get_engine().newest(asked("okapi"), 10) == []
            assert get_engine().headed(asked("okapi"), 10) == []
        assert len(get_engine().best(asked("okapi"), 10)) == 2

    def test_are_found_newest_first_and_without_a_date_last(self) -> None:
        now = timezone.now()
        for title, days in (("Okapi old", 9), ("Okapi new", 1), ("Okapi then", 5)):
            ArticlePageFactory(title=title, first_published_at=now - timedelta(days=days))
        undated = ArticlePageFactory(title="Okapi undated")
        ArticlePage.objects.filter(pk=undated.pk).update(first_published_at=None)
        index_page(ArticlePage.objects.get(pk=undated.pk))
        ArticlePage.objects.get(title="Animals").delete()
        order = ["Okapi new", "Okapi then", "Okapi old", "Okapi undated"]
        newest = headings(get_engine().newest(asked("okapi"), 99))
        assert [heading for heading in newest if heading.startswith("Okapi")] == order


def test_a_long_question_of_many_names_has_no_more_clauses_than_are_allowed(
    served: OpenSearchServer,
) -> None:
    names = [Alternative((f"okapi{number}",)) for number in range(500)]
    excluded = [Alternative((f"quagga{number}",)) for number in range(60)]
    for count in (1, 5, 25):
        groups = [Group("okapi", names, passages=1) for _number in range(count)]
        assert get_engine().best(Wanted(groups, excluded), 10) == []


@pytest.mark.parametrize("sign", ['"', "\\", "*", "?", "(", "+", "-", "~2", "^9", "/.*/", "title:"])
def test_signs_are_words_and_no_syntax(served: OpenSearchServer, sign: str) -> None:
    ArticlePageFactory(title="Okapi")
    for text in (sign, f"okapi {sign}", f"{sign}okapi"):
        wanted = Wanted([Group(text, [Alternative((text,))])], [Alternative((sign,))])
        assert get_engine().best(wanted, 10) == []


def test_what_is_asked_holds_no_language_of_queries() -> None:
    kinds = {"bool", "dis_max", "match_phrase", "range", "term"}
    assert kinds_of(query(asked("okapi -quagga", tags=["·one"]), {"body_terms": 1.0})) <= kinds


def kinds_of(asked: Any) -> set[str]:
    """The kinds of queries within a query."""
    ((kind, given),) = asked.items()
    inner = [*given.get("queries", [])]
    for clause in ("must", "should", "filter", "must_not"):
        inner += given.get(clause, [])
    return {kind}.union(*map(kinds_of, inner))


class TestChanges:
    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_are_told_once_they_are_committed(
        self, opensearch: OpenSearchServer, admitted: None, client: Client
    ) -> None:
        get_engine().mend()
        page = ArticlePageFactory(title="Okapi")
        assert found(client, "okapi") == ["Okapi"]
        page.title = "Quagga"
        page.save_revision().publish()
        assert found(client, "okapi") == []
        assert found(client, "quagga") == ["Quagga"]
        page.unpublish()
        assert found(client, "quagga") == []
        page.save_revision().publish()
        assert found(client, "quagga") == ["Quagga"]
        page.delete()
        assert found(client, "quagga") == []
        assert all("quagga" not in one["title_terms"] for one in opensearch.documents().values())

    def test_that_are_undone_are_not_told(
        self, opensearch: OpenSearchServer, admitted: None
    ) -> None:
        get_engine().mend()
        ArticlePageFactory(title="Okapi")  # the test never commits
        assert not any("okapi" in one["title_terms"] for one in opensearch.documents().values())

    def test_make_no_index_that_nobody_declared(
        self, opensearch: OpenSearchServer, at_once: None, admitted: None
    ) -> None:
        page = ArticlePageFactory(title="Okapi")
        assert opensearch.indexes == {}
        assert page.live


class TestAnIndexThatIsMadeAnew:
    def test_takes_the_place_of_the_old_one_at_once(
        self, served: OpenSearchServer, client: Client
    ) -> None:
        ArticlePageFactory(title="Okapi")
        (before,) = served.indexes
        seen = []
        answer = served.answer

        def watched(method: str, path: str, content: bytes) -> Any:
            seen.append([path.split("?")[0].rpartition("/")[2], *titles(served)])
            return answer(method, path, content)

        with mock.patch.object(served, "answer", watched):
            call_command("rebuild_search", verbosity=0)
        assert len(seen) > 4
        assert all("okapi" in titles for _step, *titles in seen)
        assert before not in served.indexes
        assert len(served.indexes) == 1
        assert found(client, "okapi") == ["Okapi"]

    def test_has_what_was_saved_meanwhile(
        self, served: OpenSearchServer, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = ArticlePageFactory(title="Quagga")
        ask = OpenSearchEngine._ask

        def saving(self: OpenSearchEngine, method: str, path: str, *args: Any, **named: Any) -> Any:
            if path.startswith("/_alias/"):  # when the new one is filled, and not yet served
                gone.delete()
                ArticlePageFactory(title="Okapi")
            return ask(self, method, path, *args, **named)

        monkeypatch.setattr(OpenSearchEngine, "_ask", saving)
        get_engine().mend()
        assert get_engine().is_sound()
        assert "quagga" not in titles(served)
        assert found(client, "okapi") == ["Okapi"]

    def test_is_not_left_behind_where_it_could_not_be_filled(
        self, served: OpenSearchServer, client: Client
    ) -> None:
        ArticlePageFactory(title="Okapi")
        before = set(served.indexes)
        answer = served.answer

        def failing(method: str, path: str, content: bytes) -> Any:
            if path.endswith("/_bulk"):
                return {"errors": True, "items": [{"index": {"error": {"type": "full"}}}]}
            return answer(method, path, content)

        with (
            mock.patch.object(served, "answer", failing),
            pytest.raises(EngineError, match="full"),
        ):
            get_engine().mend()
        assert set(served.indexes) == before
        assert found(client, "okapi") == ["Okapi"]


def titles(served: OpenSearchServer) -> list[str]:
    return [one["title_terms"] for one in served.documents().values()]


def test_a_new_site_makes_its_index_itself(
    opensearch: OpenSearchServer, at_once: None, admitted: None, client: Client, settings: Any
) -> None:
    url, settings.SEARCH_URL = settings.SEARCH_URL, ""
    ArticlePageFactory(title="Okapi")
    Passage.objects.all().delete()
    settings.SEARCH_URL = url
    fill_if_empty()
    assert found(client, "okapi") == ["Okapi"]
    assert get_engine().is_sound()


def test_a_site_that_turns_to_it_gets_its_index_by_rebuild_search(
    opensearch: OpenSearchServer, at_once: None, admitted: None, client: Client
) -> None:
    ArticlePageFactory(title="Okapi")
    with pytest.raises(EngineError, match="404 index_not_found"):
        get_engine().best(asked("okapi"), 10)
    call_command("rebuild_search", verbosity=0)
    opensearch.refusals.clear()
    assert found(client, "okapi") == ["Okapi"]


HARM: dict[str, Callable[[dict[str, dict[str, Any]]], Any]] = {
    "missing": lambda documents: documents.popitem(),
    "stray": lambda documents: documents.update(
        {"999999": {**next(iter(documents.values())), "pk": 999999}}
    ),
    "altered": lambda documents: documents.update(
        {key: {**one, "version": "other"} for key, one in documents.items()}
    ),
    "all gone": lambda documents: documents.clear(),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_document_that_is_not_right_is_told_and_mended(
    served: OpenSearchServer, client: Client, harm: str
) -> None:
    ArticlePageFactory(title="Okapi", body=body(section("Food")))
    assert get_engine().is_sound()
    HARM[harm](served.documents())
    with pytest.raises(CommandError, match="the engine's own index is not"):
        call_command("check_search", stdout=StringIO())
    call_command("check_search", mend=True, stdout=StringIO())
    assert get_engine().is_sound()
    assert found(client, "okapi") == ["Okapi"]


def test_more_documents_are_compared_than_one_answer_holds(
    served: OpenSearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.opensearch.READ_AT_ONCE", 2)
    monkeypatch.setattr("search.engines.opensearch.WRITTEN_AT_ONCE", 3)
    ArticlePageFactory(body=body(*(section(f"Part {number}") for number in range(7))))
    get_engine().mend()
    assert get_engine().is_sound()
    served.documents().popitem()
    assert not get_engine().is_sound()


@pytest.mark.parametrize("failing", ["down", "unreachable"])
class TestWhereItFails:
    def test_the_page_says_that_search_is_resting(
        self, client: Client, failing: str, request: pytest.FixtureRequest
    ) -> None:
        request.getfixturevalue(failing)
        ArticlePageFactory(title="Okapi", topics=[TopicFactory(name="Animals")])
        response = client.get("/search/", {"query": "okapi"})
        assert response.status_code == 503
        assert "Search is resting." in response.content.decode()
        assert "Animals</a>" in response.content.decode()
        assert client.get("/search/suggestions/", {"query": "okapi"}).status_code == 200

    def test_the_commands_say_so(self, failing: str, request: pytest.FixtureRequest) -> None:
        request.getfixturevalue(failing)
        assert not get_engine().is_sound()
        for command in ("check_search", "rebuild_search"):
            options = {"mend": True} if command == "check_search" else {}
            with pytest.raises(CommandError, match=r"OpenSearch (does not answer|answers 503)"):
                call_command(command, stdout=StringIO(), **options)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_where_it_fails_a_page_is_saved_and_what_failed_is_logged(
    opensearch: OpenSearchServer, admitted: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    get_engine().mend()
    opensearch.broken = True
    page = ArticlePageFactory(title="Okapi")
    assert client.get(page.url).status_code == 200
    assert "OpenSearch answers 503" in caplog.text
    opensearch.broken = False
    assert found(client, "okapi") == []
    call_command("check_search", mend=True, stdout=StringIO())
    assert found(client, "okapi") == ["Okapi"]


def test_an_engine_that_takes_its_time_is_not_waited_for(
    served: OpenSearchServer, client: Client
) -> None:
    ArticlePageFactory(title="Okapi")
    with served.lock:
        begun = time.monotonic()
        assert client.get("/search/", {"query": "okapi"}).status_code == 503
        # It waits a second; without that limit the lock would hold it for ever.
        assert time.monotonic() - begun < 30


def test_what_a_visitor_typed_and_the_password_are_not_logged(
    served: OpenSearchServer, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    ArticlePageFactory(title="Okapi")
    served.aliases.clear()
    assert client.get("/search/", {"query": "okapi"}).status_code == 503
    assert "OpenSearch answers 404 index_not_found_exception" in caplog.text
    assert "okapi" not in caplog.text
    assert "p@ss" not in caplog.text
    served.refusals.clear()


def test_a_wrong_password_is_told(opensearch: OpenSearchServer, settings: Any) -> None:
    settings.SEARCH_URL = settings.SEARCH_URL.replace("clinic:", "nobody:")
    with pytest.raises(EngineError, match="401 security_exception"):
        get_engine().best(asked("okapi"), CANDIDATES)


@pytest.mark.parametrize(
    "url",
    [
        "https://host:9200/clinic",
        "opensearch://host/clinic",
        "opensearch+https://host:9200",
        "opensearch+https://host:9200/a/b",
        "opensearch+https://host:9200/Clinic",
        "opensearch+https:///clinic",
    ],
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL must be like"):
        OpenSearchEngine(url)


def test_the_client_is_loaded_for_those_alone_who_use_it() -> None:
    code = (
        "import django, sys; django.setup(); from search.engines import get_engine; get_engine(); "
        "print('search.engines.opensearch' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == "False"


def test_the_results_are_those_of_the_database(
    settings: Any, served: OpenSearchServer, client: Client
) -> None:
    for number in range(12):
        quaggas = "A quagga. " * (number + 1)
        ArticlePageFactory(title=f"Okapi {number}", summary=quaggas, body=body(section("Sleep")))
    words = ["okapi", "okapi quagga", '"a quagga"', "okapi -quagga", "okapo", "sleep 3"]
    there = [search(client, one) for one in words]
    settings.SEARCH_URL = ""
    assert [search(client, one) for one in words] == there
