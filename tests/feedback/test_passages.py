"""Passages that readers are asked about: in the database, in the editor's format, on a page."""

import json
from typing import Any

import pytest
from django.template import Context, Template
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from clinic.content.citations import Citations
from clinic.content.features import TEXT_FEATURES
from clinic.feedback.passages import Asked, passages
from tests.factories import ReferenceFactory
from tests.support.markup import assert_valid_html

KEY = "k3x9q2m7aa"
MORE = ' shown="true"'


def ask(
    words: str = "some words", key: str = KEY, question: str = "Is this clear?", more: str = ""
) -> str:
    return f'<a linktype="passage" key="{key}" question="{question}"{more}>{words}</a>'


def shown(html: str, counts: dict[str, int] | None = None, *, texts: tuple[str, ...] = ()) -> str:
    """A text on a page with its passages."""
    asked = Asked(7, passages(html, *texts), counts or {})
    return _render(html, asked)


def _render(html: str, asked: Asked | None = None) -> str:
    template = Template("{% load content_tags %}{% cited text %}")
    return template.render(Context({"text": html, "asked": asked}))


class TestInTheDatabase:
    def test_a_passage_is_known_by_its_key(self) -> None:
        found = passages(f"<p>Before {ask('some <b>words</b>')} after.</p>")
        assert list(found) == [KEY]
        assert found[KEY].question == "Is this clear?"
        assert found[KEY].words == "some words"

    def test_links_among_the_words_part_a_passage_but_not_its_words(self) -> None:
        cited = '<a linktype="reference" id="3">cited</a>'
        html = f"<p>{ask('first')} {cited} {ask('last')} rest, {cited}.</p>"
        assert passages(html)[KEY].words == "first cited last"
        assert passages(html)[KEY].pieces == 2

    def test_a_passage_may_run_over_paragraphs(self) -> None:
        html = f"<p>Not this. {ask('One')}</p><p>{ask('Two')} and not that</p>"
        assert passages(html)[KEY].words == "One\nTwo"

    def test_a_copy_of_the_words_is_not_a_part_of_the_passage(self) -> None:
        html = f"<p>{ask('first')} and then {ask('copied')}</p>"
        assert passages(html)[KEY].words == "first"

    def test_signs_in_a_question_stay_themselves(self) -> None:
        html = ask(question="What&#x27;s &lt;b&gt; &quot;clear&quot; &amp;quot;?")
        assert passages(html)[KEY].question == 'What\'s <b> "clear" &quot;?'

    @pytest.mark.parametrize(
        "html",
        [
            "",
            "<p>plain</p>",
            ask(key=""),
            ask(key="short"),
            ask(key="x' onclick='"),
            ask(question=""),
            '<a linktype="passage">words</a>',
            f'<a linktype="passage" key="{KEY}" question="Open?">never closed',
            "</a></a>" + "<a>" * 50,
        ],
    )
    def test_what_is_no_passage_is_none(self, html: str) -> None:
        assert passages(html) == {}
        shown(html)

    def test_a_change_of_the_words_is_a_change_of_the_wording_and_nothing_else_is(self) -> None:
        def wording(html: str) -> str:
            return passages(html)[KEY].wording

        before = wording(f"<p>{ask('Some words')}</p>")
        assert wording(f"<p>Another place: {ask('some  <i>words</i>')}</p>") == before
        assert wording(f"<p>{ask('Some words', question='Another?')}</p>") == before
        assert wording(f"<p>{ask('Some other words')}</p>") != before


class TestInTheEditor:
    @pytest.fixture
    def converter(self) -> ContentstateConverter:
        return ContentstateConverter(TEXT_FEATURES)

    @pytest.mark.parametrize("more", ["", ' shown="true"'])
    def test_a_passage_survives_the_way_to_the_editor_and_back(
        self, converter: ContentstateConverter, more: str
    ) -> None:
        question = "What&#x27;s “clear” &lt;here&gt;?"
        html = f'<p data-block-key="abc">Not {ask("these <b>words</b>", KEY, question, more)}.</p>'
        saved = converter.to_database_format(converter.from_database_format(html))
        assert passages(saved) == passages(html)
        assert passages(saved)[KEY].is_shown is bool(more)
        assert converter.to_database_format(converter.from_database_format(saved)) == saved

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"key": KEY},
            {"key": KEY, "question": "  \u200b "},
            {"key": KEY, "question": "x" * 2000},
            {"key": '"><script>', "question": "Clear?"},
            {"key": 7, "question": "Clear?"},
            {"key": None, "question": ["Clear?"]},
        ],
    )
    def test_a_mark_that_is_none_becomes_words(
        self, converter: ContentstateConverter, data: dict[str, Any]
    ) -> None:
        state = json.loads(converter.from_database_format("<p>Plain words.</p>"))
        state["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
        state["entityMap"] = {"0": {"type": "PASSAGE", "mutability": "MUTABLE", "data": data}}
        html = converter.to_database_format(json.dumps(state))
        assert "Plain words." in html
        assert "<a" not in html


@pytest.mark.django_db
class TestOnThePage:
    def test_an_icon_behind_the_last_word_leads_to_question_and_answers(self) -> None:
        html = shown(f"<p>Read {ask('some <b>words</b>')}.</p>", {KEY: 3})
        assert f'<span class="passage" id="passage_{KEY}">some <b>words</b></span><a ' in html
        assert f'href="/feedback/7/passage/{KEY}/"' in html
        assert "A question to readers about these words: 3 answers" in html
        assert "<span>3</span></a>." in html
        assert "Is this clear?" not in html

    def test_a_question_without_answers_has_an_icon_without_a_number(self) -> None:
        html = shown(ask())
        assert "no answers yet" in html
        assert "<span>0" not in html

    def test_a_question_may_stand_in_the_text(self) -> None:
        html = shown(ask(question="A &lt;b&gt;?", more=' shown="true"'))
        assert "<q>A &lt;b&gt;?</q>" in html

    def test_one_icon_for_all_pieces_of_a_passage(self) -> None:
        reference = ReferenceFactory()
        cited = f'<a linktype="reference" id="{reference.pk}">cited</a>'
        source = f"<p>{ask('first')} {cited} {ask('last')}.</p>"
        template = Template("{% load content_tags %}{% cited text %}")
        asked = Asked(7, passages(source), {})
        html = template.render(
            Context({"text": source, "asked": asked, "citations": Citations(source)})
        )
        assert html.count('class="passage"') == 2
        assert html.count("passage-icon") == 1
        assert html.count(f'id="passage_{KEY}"') == 1
        assert html.index("last</span><a class") > html.index("citation")

    def test_a_key_that_was_copied_has_one_icon(self) -> None:
        source = f"<p>{ask('first')} and {ask('copied')}.</p>"
        assert shown(source).count("passage-icon") == 1
        asked = Asked(7, passages(source), {})
        _render(source, asked)
        assert "passage" not in _render(f"<p>{ask('again')}</p>", asked)

    def test_a_page_that_asks_nothing_shows_the_words(self) -> None:
        assert _render(f"<p>Read {ask()}.</p>") == "<p>Read some words.</p>"

    def test_other_links_stay(self) -> None:
        link = '<a href="https://example.org/">link</a>'
        assert _render(f"<p>{link} {ask()} {link}</p>") == f"<p>{link} some words {link}</p>"

    def test_where_no_page_asks_at_all_nothing_of_it_is_left_to_see(self) -> None:
        assert "question" not in str(RichText(f"<p>{ask()}</p>"))

    def test_it_is_valid_html(self) -> None:
        html = shown(f"<p>Read {ask(more=MORE)} and {ask('others', 'k4k4k4k4k4')}.</p>")
        assert_valid_html(
            f'<!DOCTYPE html><html lang="en"><title>x</title><body>{html}</body></html>'
        )
