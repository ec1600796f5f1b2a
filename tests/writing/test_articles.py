"""Whole articles: one copied from elsewhere is stopped for its faults, and a long one is checked
in no time."""

import io
from time import process_time
from typing import Any

import pytest
from django.core.management import call_command

from blog.models import ArticlePage
from clinic.writing.checking import check
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, body, section
from tests.support.copied_pages import DIRECTORY, needs_copied_pages
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

TEXT = (
    "<p>People differ in how they respond. Some of them feel better after a few days, and others "
    'do not. <a linktype="reference" id="1">In a trial with 73 people, 64 in 100 improved</a>. '
    "Tell us when you feel worse, and what you take besides. A dose of 0.5 mg/kg is given into a "
    "vein over 40 minutes, and somebody watches over you until it is safe to get up.</p>"
    '<ul><li>Bring a list of your medicines.</li><li><a linktype="page" id="2">Who we are</a>'
    "</li></ul>"
)


def article(blocks: int) -> ArticlePage:
    return ArticlePageFactory(body=body(*[section(f"Part {n}", TEXT) for n in range(blocks)]))


@needs_copied_pages
@pytest.mark.usefixtures("admitted")
def test_an_article_from_elsewhere_is_stopped_for_its_dose_its_two_times_and_safe() -> None:
    ArticleIndexPageFactory(slug="articles")
    file = DIRECTORY / "ketamine-article.txt"
    call_command("import_article", str(file), "--parent", "articles", stdout=io.StringIO())
    blocking = [each for each in check(ArticlePage.objects.get()) if each.blocks]
    told = {each.rule: each for each in blocking}
    assert told.keys() == {"number", "disagreement", "absolute"}
    assert "mg/kg" in told["number"].words
    assert "minutes" in told["disagreement"].words
    assert told["absolute"].words == "safe"
    assert len(blocking) == 3


def test_sixty_blocks_are_checked_in_a_fifth_of_a_second() -> None:
    page = article(60)
    check(page)

    def seconds() -> float:
        start = process_time()  # what others do on the machine does not count
        check(page)
        return process_time() - start

    assert min(seconds() for _ in range(3)) < 0.2


ENDLESS = ["it lasts one ", "half of the ", "1 to 2 ", "no risk, ", "x" * 50]


@pytest.mark.parametrize("words", ENDLESS)
def test_a_text_without_an_end_takes_no_longer(words: str) -> None:
    page = ArticlePageFactory(body=body(section("On and on", f"<p>{words * 1000}</p>")))
    start = process_time()
    check(page)
    assert process_time() - start < 2


def test_fifty_blocks_take_as_many_queries_as_one() -> None:
    few, many = article(1), article(50)
    check(few)
    assert_same_queries(queries(lambda: check(few)), queries(lambda: check(many)))


def test_fifty_pages_that_state_something_take_as_many_queries_as_one() -> None:
    page = ArticlePageFactory(
        title="Ketamine", body=body(section(text="<p>A ketamine infusion takes 40 minutes.</p>"))
    )

    def other(number: int) -> Any:
        text = "<p>A ketamine infusion takes 10 minutes.</p>"
        article = ArticlePageFactory(title=f"Page {number}", body=body(section(text=text)))
        article.save_revision()
        call_command("check_writing", "--no-links")

    other(1)
    check(page)
    few = queries(lambda: check(page))
    for number in range(2, 6):
        other(number)
    many = queries(lambda: check(page))
    assert_same_queries(few, many)
    assert [each.rule for each in check(page)].count("disagreement") == 1
