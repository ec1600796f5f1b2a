"""The rules read what a reader reads, and know what cites a source."""

from typing import Any

import pytest

from clinic.writing.gathering import gather
from clinic.writing.sentences import sentences
from clinic.writing.text import BODY, HEADING, QUOTATION, PageText
from tests.factories import ArticlePageFactory, body, section

pytestmark = pytest.mark.django_db

CITES = '<a linktype="reference" id="1">{}</a>'.format


def read(*blocks: tuple[str, Any], **fields: Any) -> PageText:
    return gather(ArticlePageFactory.build(body=body(*blocks), **fields))


def test_every_word_of_the_page_s_sections_is_read() -> None:
    page = ArticlePageFactory.build(
        body=body(
            section(
                "What it is", "<p>One. Two <b>and</b> a half.</p><ul><li>A</li><li>B</li></ul>"
            ),
            (
                "side_effects",
                {
                    "heading": "What may go wrong",
                    "introduction": "<p>Rarely.</p>",
                    "effects": [{"effect": "Nausea", "what_to_do": "<p>Drink.</p>"}],
                },
            ),
            (
                "table",
                {
                    "table": {
                        "caption": "Who",
                        "columns": [{"type": "text", "heading": "Group"}],
                        "rows": [{"values": ["Adults"]}],
                    },
                    "note": "<p>Small.</p>",
                },
            ),
            ("text", "<p>The end.</p>"),
        )
    )
    gathered = {
        word
        for passage in gather(page).of(BODY, HEADING)
        for sentence in passage.sentences
        for word in sentence.text.split()
    }
    wanted = {word for part in page.sections for word in part.text.split()}
    assert wanted <= gathered


def test_a_sentence_knows_whether_words_in_it_cite() -> None:
    text = f"<p>One is plain. Two {CITES('has a source')}. Three is plain. Four too.</p>"
    (passage,) = read(("text", text)).of(BODY)
    assert [each.cited for each in passage.sentences] == [False, True, False, False]
    assert [supported for _each, supported in passage.with_support()] == [True, True, True, False]


def test_an_item_is_supported_by_a_citation_anywhere_in_it() -> None:
    benefits = {
        "heading": "Benefits",
        "introduction": "",
        "benefits": [
            {"text": "Half get well", "detail": f"<p>As {CITES('a trial')} found.</p>"},
            {"text": "Half sleep better", "detail": ""},
        ],
    }
    first, second = read(("benefits", benefits)).of(BODY)
    assert all(supported for _each, supported in first.with_support())
    assert not any(supported for _each, supported in second.with_support())


def test_a_row_is_supported_by_the_note_below_the_table() -> None:
    table = {
        "table": {
            "caption": "Who gets well",
            "columns": [{"type": "text", "heading": "Group"}, {"type": "number", "heading": "%"}],
            "rows": [{"values": ["Adults", "55"]}, {"values": ["Children", "60"]}],
        },
        "note": f"<p>From {CITES('a review')}.</p>",
    }
    note, caption, *rows = read(("table", table)).of(BODY)
    assert [row.text for row in rows] == ["Adults 55", "Children 60"]
    assert caption.text == "Who gets well Group %"
    assert note.text == "From a review."
    assert all(row.covered for row in rows)


def test_a_place_is_the_block_and_the_part_of_the_page_it_stands_in() -> None:
    stored = [
        {"type": "section", "id": "one", "value": section("What it is", "<p>A.</p>")[1]},
        {"type": "text", "id": "two", "value": "<p>B.</p>"},
    ]
    stored[0]["value"]["anchor"] = "what-it-is"
    page = ArticlePageFactory.build()
    page.body = page.body.stream_block.to_python(stored)
    places = [passage.place for passage in gather(page).of(BODY)]
    assert [(p.block_id, p.kind, p.heading, p.anchor) for p in places] == [
        ("one", "section", "What it is", "what-it-is"),
        ("two", "text", "What it is", "what-it-is"),
    ]


def test_somebody_else_s_words_are_a_quotation() -> None:
    page = read(("quote", {"text": "It is a cure.", "attribution": "A poet", "source_url": ""}))
    assert [passage.role for passage in page.passages if passage.place.kind] == [QUOTATION]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("Dr. Ada and J. Doe came at 9.30 a.m. by train.", 1),
        ("Take 0.5 mg, e.g. at night. Then sleep.", 2),
        ("“Is it safe?” She asked. (It was not.) So she left.", 4),
        ("Go to A&E. Call 999.", 2),
        ("", 0),
        ("on and on " * 500, 4),
    ],
)
def test_a_paragraph_is_parted_into_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
