"""What counts for more."""

from datetime import date

import pytest
from django.test import Client

from blog.models import ArticlePage
from search.engines import postgresql, sqlite
from search.models import Passage
from search.searching import rank_passages
from tests.factories import ArticlePageFactory, body, section
from tests.search.asking import found

pytestmark = pytest.mark.django_db

FILLER = " ".join(["Words of another kind."] * 30)


def article(title: str, text: str = "", heading: str = "A heading", **fields: str) -> ArticlePage:
    block = section(heading, f"<p>{text} {FILLER}</p>")
    return ArticlePageFactory(title=title, body=body(block), **fields)


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Title of an okapi"},
        {"title": "Heading", "heading": "The okapi"},
        {"title": "In short", "in_short": "<p>An okapi.</p>"},
        {"title": "Summary", "summary": "An okapi."},
    ],
    ids=lambda fields: fields["title"],
)
def test_where_it_stands_out_a_word_counts_more_than_in_the_text(
    client: Client, more: dict[str, str]
) -> None:
    article("Text", "An okapi.")
    article(**more)
    assert found(client, "okapi") == [more["title"], "Text"]


def test_the_bottom_line_counts_more_than_the_text(client: Client) -> None:
    line = {"heading": "To end", "anchor": "", "text": "<p>Okapi.</p>", "show_as_summary": False}
    article("Text", "An okapi.")
    ArticlePageFactory(
        title="Line", body=body(("bottom_line", {**line, "text": f"<p>An okapi. {FILLER}</p>"}))
    )
    assert found(client, "okapi") == ["Line", "Text"]


def test_more_of_the_words_count_more(client: Client) -> None:
    article("Two", "An okapi, a quagga.")
    article("Three", "An okapi, a quagga, a tapir.")
    assert found(client, "okapi quagga tapir") == ["Three", "Two"]


def test_rarer_words_count_more(client: Client) -> None:
    for number in range(5):
        article(f"Common {number}", "A quagga and a quoll.")
    article("Rare", "An okapi and a quoll.")
    assert found(client, "okapi quagga quoll")[0] == "Rare"


def test_nearer_words_count_more(client: Client) -> None:
    article("Far", f"An okapi. {FILLER} A quagga.")
    article("Near", f"{FILLER} An okapi, a quagga.")
    assert found(client, "okapi quagga") == ["Near", "Far"]


def test_not_every_word_must_match(client: Client) -> None:
    article("Most", "An okapi sleeps standing.")
    assert found(client, "does the okapi sleep standing upside down in trees") == ["Most"]


def test_a_word_of_the_title_counts_for_each_section(client: Client) -> None:
    article("The okapi", "It eats leaves.", heading="Food")
    article("Other", "It eats leaves.", heading="Food")
    assert found(client, "okapi food")[0] == "The okapi"


def test_a_reviewed_page_is_before_one_that_is_as_good(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article("First", "An okapi.")
    monkeypatch.setattr(ArticlePage, "reviewed_on", date(2026, 5, 3), raising=False)
    article("Reviewed", "An okapi.")
    monkeypatch.setattr(ArticlePage, "reviewed_on", None)
    article("Third", "An okapi.")
    article("Better", "An okapi.", heading="The okapi")
    assert found(client, "okapi")[:2] == ["Better", "Reviewed"]


def test_every_engine_ranks_single_passages_alike() -> None:
    page = article("Okapi", "An okapi and a quagga.")
    ids = [one.passage_id for one in rank_passages("okapi quagga")]
    positions = dict(Passage.objects.filter(page=page).values_list("pk", "position"))
    assert [positions[pk] for pk in ids] == [1, 0]


def test_of_too_much_the_headings_are_looked_at_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        article(f"Text {number}", "An okapi.")
    article("Heading", heading="The okapi")
    before = found(client, "okapi")
    monkeypatch.setattr(sqlite, "RANKED_AT_MOST", 0)
    monkeypatch.setattr(postgresql, "RANKED_AT_MOST", 0)
    assert found(client, "okapi") == before
    assert before[0] == "Heading"
