"""The index is checked, mended and made anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from search.checking import check
from search.engines import get_engine
from search.engines.sqlite import SQLiteEngine
from search.indexing import fill_if_empty
from search.models import IndexSize, Passage, Word
from tests.factories import ArticlePageFactory, TopicFactory, body, section
from tests.search.asking import found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages() -> None:
    ArticlePageFactory(title="Okapi", body=body(section("Food")), topics=[TopicFactory()])
    ArticlePageFactory(title="Quagga")


def run(command: str, **options: object) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_an_index_that_follows_the_pages_is_true() -> None:
    assert run("check_search") == "The search index is true to the pages.\n"


HARM = {
    "a page is missing": lambda: Passage.objects.filter(heading="Okapi").delete(),
    "a section is missing": lambda: Passage.objects.filter(heading="Food").delete(),
    "a text is old": lambda: Passage.objects.filter(heading="Food").update(text="Old."),
    "terms are old": lambda: Passage.objects.filter(heading="Okapi").update(title_terms="old"),
    "a draft is in it": lambda: type(ArticlePageFactory(title="Draft")).objects.filter(
        title="Draft"
    ).update(live=False),
    "a word is missing": lambda: Word.objects.filter(word="okapi").delete(),
    "a word is counted wrongly": lambda: Word.objects.filter(word="okapi").update(passages=9),
    "a word is in it that no page has": lambda: Word.objects.create(
        language="en", word="unicorn", stem="unicorn", sound="nkrn", initial="u", length=7,
        passages=3,
    ),
    "everything is gone": lambda: (Passage.objects.all().delete(), Word.objects.all().delete()),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_what_is_wrong_is_told_and_mended(client: Client, harm: str) -> None:
    HARM[harm]()
    with pytest.raises(CommandError, match="Run check_search --mend"):
        run("check_search")
    assert "It is mended." in run("check_search", mend=True)
    assert "is true" in run("check_search")
    assert found(client, "okapi") == ["Okapi"]
    assert found(client, "okapo") == ["Okapi"]
    assert found(client, "draft unicorn") == []


def test_an_index_of_the_engine_that_lost_something_is_made_anew(client: Client) -> None:
    if not isinstance(get_engine(), SQLiteEngine):
        pytest.skip("FTS5 keeps an index of its own")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_terms(search_terms) VALUES ('delete-all')")
    assert found(client, "okapi") == []
    assert not check().engine
    run("check_search", mend=True)
    assert check().is_true
    assert found(client, "okapi") == ["Okapi"]


def test_the_index_is_made_anew_and_says_how_far_it_is(client: Client) -> None:
    Passage.objects.all().delete()
    said = run("rebuild_search")
    assert "4 of 4 pages" in said
    assert check().is_true
    assert found(client, "okapi") == ["Okapi"]
    assert IndexSize.objects.get(language="en").passages == Passage.objects.count()


def test_a_page_is_found_while_the_index_is_made_anew(client: Client) -> None:
    seen = []
    check(mend=True, progress=lambda done, total: seen.append(found(client, "okapi")))
    assert seen == [["Okapi"]] * 4


def test_what_a_site_has_is_indexed_when_search_comes_to_it(client: Client) -> None:
    Passage.objects.all().delete()
    Word.objects.all().delete()
    fill_if_empty()
    assert check().is_true or not check().outdated
    assert found(client, "okapi") == ["Okapi"]
