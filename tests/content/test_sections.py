"""The parts of a page: their anchors, the table of contents, the time that reading takes."""

import re
from typing import Any

import pytest
from django.test import Client

from blog.models import ArticlePage
from clinic.content.blocks.base import anchor_from
from clinic.content.sections import reading_minutes
from tests.factories import ArticlePageFactory, body, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted"), pytest.mark.once]


def article_of(*headings: str, **fields: Any) -> ArticlePage:
    return ArticlePageFactory(body=body(*map(section, headings)), **fields)


def anchors(article: ArticlePage) -> list[str]:
    """The anchors as the database has them."""
    stored = ArticlePage.objects.get(pk=article.pk)
    return [block.value["anchor"] for block in stored.body]


def changed(article: ArticlePage, blocks: list[Any]) -> list[str]:
    """The anchors after an editor published these raw blocks."""
    article = ArticlePage.objects.get(pk=article.pk)
    article.body = ArticlePage.body.field.to_python(
        body(*[(b["type"], b["value"]) for b in blocks])
    )
    article.save_revision().publish()
    return anchors(article)


def raw(article: ArticlePage) -> list[Any]:
    return list(ArticlePage.objects.get(pk=article.pk).body.get_prep_value())


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What is ketamine?", "what-is-ketamine"),
        ("  Costs & cover  ", "costs-cover"),
        ("Ärzte fragen: was hilft?", "arzte-fragen-was-hilft"),
        ("2 weeks later", "2-weeks-later"),
        ("snake_case_heading", "snake-case-heading"),
        ("Что такое кетамин?", "part"),
        ("氯胺酮是什么？", "part"),
        ("؟؟؟", "part"),
        ("!!!", "part"),
    ],
)
def test_an_anchor_is_readable(heading: str, anchor: str) -> None:
    assert anchor_from(heading) == anchor
    assert anchors(article_of(heading)) == [anchor]


def test_a_very_long_heading_has_a_short_anchor() -> None:
    anchor = anchor_from("word " * 60)
    assert len(anchor) <= 80
    assert not anchor.endswith("-")
    assert anchors(article_of("word " * 60)) == [anchor]


def test_equal_headings_have_different_anchors() -> None:
    assert anchors(article_of("Why?", "Why?", "Why?")) == ["why", "why-2", "why-3"]


def test_headings_that_end_in_numbers_do_not_collide_with_counted_ones() -> None:
    assert anchors(article_of("Step", "Step 2", "Step")) == ["step", "step-2", "step-3"]


def test_long_equal_headings_stay_within_what_an_editor_may_save() -> None:
    article = article_of("a" * 160, "a" * 160)
    for anchor in anchors(article):
        assert len(anchor) <= 80


class TestAnAnchorIsKept:
    def test_when_its_own_heading_changes(self) -> None:
        article = article_of("Costs")
        blocks = raw(article)
        blocks[0]["value"]["heading"] = "What you pay"
        assert changed(article, blocks) == ["costs"]

    def test_when_another_heading_changes(self) -> None:
        article = article_of("Costs", "Risks")
        blocks = raw(article)
        blocks[0]["value"]["heading"] = "Risks"
        assert changed(article, blocks) == ["costs", "risks"]

    def test_when_the_same_heading_is_inserted_before_it(self) -> None:
        article = article_of("Costs")
        kind, value = section("Costs")
        blocks = [{"type": kind, "value": value}, *raw(article)]
        assert changed(article, blocks) == ["costs-2", "costs"]

    def test_when_the_parts_are_reordered(self) -> None:
        article = article_of("One", "Two", "Three")
        assert changed(article, raw(article)[::-1]) == ["three", "two", "one"]

    def test_when_a_part_before_it_is_deleted(self) -> None:
        article = article_of("Costs", "Costs")
        assert changed(article, raw(article)[1:]) == ["costs-2"]

    def test_when_its_block_is_duplicated(self) -> None:
        article = article_of("Costs")
        assert changed(article, raw(article) * 2) == ["costs", "costs-2"]

    def test_when_a_draft_is_saved_and_published_later(self) -> None:
        article = article_of("Costs")
        article.body[0].value["heading"] = "What you pay"
        article.save_revision()
        article.get_latest_revision().publish()
        assert anchors(article) == ["costs"]

    def test_when_the_page_is_copied(self) -> None:
        article = article_of("Costs", "Costs")
        copy = article.copy(update_attrs={"slug": "copy"})
        assert anchors(copy) == ["costs", "costs-2"]


def test_the_first_draft_already_has_anchors() -> None:
    article = article_of("Costs", live=False)
    article.body = ArticlePage.body.field.to_python(body(section("Costs"), section("Risks")))
    article.save_revision()
    draft = article.get_latest_revision_as_object()
    assert [block.value["anchor"] for block in draft.body] == ["costs", "risks"]


def test_an_anchor_that_an_editor_gives_is_kept() -> None:
    kind, value = section("Costs")
    given = {**value, "anchor": "what-you-pay"}
    article = ArticlePageFactory(body=body((kind, value), (kind, given)))
    assert anchors(article) == ["costs", "what-you-pay"]


def test_the_page_shows_each_anchor_once_as_an_id(client: Client) -> None:
    article = article_of("Costs", "Costs", "Risks")
    html = client.get(article.url).content.decode()
    for anchor in ("costs", "costs-2", "risks"):
        assert html.count(f'id="{anchor}"') == 1
        assert html.count(f'href="#{anchor}"') == 1


@pytest.mark.parametrize("heading", ["All references", "Help now", "Main content", "Query"])
def test_no_heading_takes_the_id_of_something_else_on_the_page(
    client: Client, heading: str
) -> None:
    html = client.get(article_of(heading, "Another").url).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("heading", ["Reference 1", "Citation 1 1"])
def test_no_heading_takes_the_name_of_a_reference_or_citation(heading: str) -> None:
    assert anchors(article_of(heading)) == [f"{anchor_from(heading)}-2"]


class TestContents:
    def contents(self, *levels: str) -> list[Any]:
        blocks = []
        for number, level in enumerate(levels):
            kind, value = section(f"{level} {number}")
            blocks.append((kind, {**value, "level": level}))
        article = ArticlePageFactory(body=body(*blocks))
        return [
            (entry.heading, [child.heading for child in entry.children])
            for entry in article.contents
        ]

    def test_a_lower_heading_stands_below_the_main_one_before_it(self) -> None:
        assert self.contents("h2", "h3", "h3", "h2", "h3") == [
            ("h2 0", ["h3 1", "h3 2"]),
            ("h2 3", ["h3 4"]),
        ]

    def test_a_lower_heading_at_the_very_start_stands_by_itself(self) -> None:
        assert self.contents("h3", "h2") == [("h3 0", []), ("h2 1", [])]

    def test_asking_twice_gives_the_same(self) -> None:
        article = article_of("Costs", "Risks")
        first = [entry.heading for entry in article.contents]
        del article.contents
        assert [entry.heading for entry in article.contents] == first

    def test_text_before_the_first_heading_has_no_entry(self) -> None:
        article = ArticlePageFactory(body=body(("text", "<p>Before.</p>"), section("Costs")))
        assert [entry.heading for entry in article.contents] == ["Costs"]
        assert [part.heading for part in article.sections] == ["", "Costs"]

    def test_a_single_entry_needs_no_table(self, client: Client) -> None:
        html = client.get(article_of("Costs").url).content.decode()
        assert 'href="#costs"' not in html


def test_a_section_holds_the_words_up_to_the_next_heading() -> None:
    article = ArticlePageFactory(
        body=body(
            section("Costs", "<p>A visit <b>costs</b>&nbsp;ten.</p><ul><li>Cash</li></ul>"),
            ("quote", {"text": "Ask first.", "attribution": "A nurse", "source_url": ""}),
            section("Risks", "<p>Few.</p>"),
        )
    )
    costs, risks = article.sections
    assert costs.text == "Costs\nA visit costs ten.\nCash\nAsk first.\nA nurse"
    assert (risks.kind, risks.level, risks.text) == ("section", 2, "Risks\nFew.")


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (220, 1), (440, 2), (560, 3), (22_000, 100)]
)
def test_reading_takes_whole_minutes(words: int, minutes: int) -> None:
    assert reading_minutes("word " * words) == minutes


def test_an_article_says_how_long_reading_takes(client: Client) -> None:
    short = article_of("Costs")
    long = ArticlePageFactory(body=body(section("Costs", f"<p>{'word ' * 660}</p>")))
    assert "1 minute to read" in client.get(short.url).content.decode()
    assert "3 minutes to read" in client.get(long.url).content.decode()
