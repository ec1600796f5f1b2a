"""Headings say which block their section becomes; nothing is invented, nothing is lost."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from blog.importing.checking import check
from blog.importing.composing import Composition
from blog.importing.headings import kind_of
from blog.importing.report import report
from blog.importing.source import Refused

pytestmark = pytest.mark.once

Compose = Callable[..., Composition]
TERMS = "Light: It wakes you.\n\nNoise at Night: It keeps you awake."


def blocks(composed: Compose, body: str, format: str = "text") -> list[tuple[str, Any]]:
    title = {"text": "A title\n\n", "html": "<h1>A title</h1>", "markdown": "# A title\n\n"}
    composition = composed(title[format] + body, format)
    return [(block["type"], block["value"]) for block in composition.blocks]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("How It Works", "process_steps"),
        ("How Do Infusions Work?", "process_steps"),
        ("What happens on the day", "process_steps"),
        ("Step by step", "process_steps"),
        ("How Long Does It Last?", "section"),
        ("Benefits", "benefits"),
        ("The benefits of sleep", "benefits"),
        ("What are the benefits?", "benefits"),
        ("Who benefits?", "section"),
        ("How to get the benefits", "process_steps"),
        ("Side Effects of Naps", "side_effects"),
        ("Common side-effects", "side_effects"),
        ("What side effects can it have?", "side_effects"),
        ("Managing side effects", "section"),
        ("What can you do about side effects?", "section"),
        ("Benefits and side effects", "section"),
        ("The Bottom Line", "bottom_line"),
        ("Bottom line: sleep more", "bottom_line"),
        ("Conclusion", "bottom_line"),
        ("Key takeaways", "bottom_line"),
        ("FAQ", "questions"),
        ("Frequently Asked Questions about naps", "questions"),
        ("Questions", "section"),
        ("", "section"),
        ("how " * 50, "section"),
    ],
)
def test_a_heading_asks_for_a_block(heading: str, kind: str) -> None:
    assert kind_of(heading) == kind


def test_terms_become_steps_below_how_it_works_and_factors_elsewhere(composed: Compose) -> None:
    (how, steps), (what, factors) = blocks(
        composed, f"How It Works\n\nLike this:\n\n{TERMS}\n\nWhat Matters\n\n{TERMS}"
    )
    assert (how, what) == ("process_steps", "factors")
    assert steps["introduction"] == "<p>Like this:</p>"
    assert steps["steps"] == [
        {"title": "Light", "text": "<p>It wakes you.</p>", "duration": ""},
        {"title": "Noise at Night", "text": "<p>It keeps you awake.</p>", "duration": ""},
    ]
    assert factors["factors"][1] == {
        "term": "Noise at Night",
        "explanation": "<p>It keeps you awake.</p>",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Light: It wakes you.",
        "It comes at 10:30 sharp.\n\nIt goes at 11:30 sharp.",
        "see: this one.\n\nsee: that one.",
        "Look at https://example.org/a\n\nLook at https://example.org/b",
        "One thing is sure. Another: not.\n\nOne thing is sure. Another: not.",
    ],
)
def test_other_paragraphs_with_a_colon_are_text(composed: Compose, text: str) -> None:
    assert [name for name, _value in blocks(composed, f"What Matters\n\n{text}")] == ["section"]


def test_a_numbered_list_becomes_steps_with_or_without_terms(composed: Compose) -> None:
    ((name, value),) = blocks(
        composed, "How It Works\n\n1. Arrive\n2. Rest. Nobody hurries you.\n3. Leave: by taxi."
    )
    assert name == "process_steps"
    assert [(step["title"], step["text"]) for step in value["steps"]] == [
        ("Arrive", ""),
        ("Rest.", "<p>Nobody hurries you.</p>"),
        ("Leave", "<p>by taxi.</p>"),
    ]


def test_bullets_become_benefits_and_side_effects_of_which_nothing_is_known(
    composed: Compose,
) -> None:
    good, bad = blocks(composed, "Benefits\n\n• Rest\n• Calm\n\nSide Effects\n\n• Yawning: often")
    assert good == (
        "benefits",
        {
            "heading": "Benefits",
            "introduction": "",
            "benefits": [{"text": "Rest", "detail": ""}, {"text": "Calm", "detail": ""}],
        },
    )
    assert bad[1]["effects"] == [
        {
            "effect": "Yawning: often",
            "frequency": "not_known",
            "seriousness": "",
            "what_to_do": "",
        }
    ]


def test_benefits_that_are_explained_have_a_detail(composed: Compose) -> None:
    ((_name, value),) = blocks(composed, f"Benefits\n\n{TERMS}")
    assert value["benefits"][0] == {"text": "Light", "detail": "<p>It wakes you.</p>"}


@pytest.mark.parametrize(
    "item", ["x" * 251, "10<sup>3</sup> cells", "Rest<ul><li>deep</li></ul>", "<h4>A</h4><p>b</p>"]
)
def test_a_list_that_does_not_fit_stays_text_and_says_so(composed: Compose, item: str) -> None:
    composition = composed(
        f"<h1>T</h1><h2>Side effects</h2><ul><li>{item}</li><li>Yawning</li></ul>", "html"
    )
    assert [block["type"] for block in composition.blocks] == ["section"]
    assert any("its list stays text" in note.text for note in composition.notes)


def test_what_follows_a_list_keeps_its_place(composed: Compose) -> None:
    assert [name for name, _value in blocks(composed, f"What Matters\n\n{TERMS}\n\nAsk us.")] == [
        "factors",
        "text",
    ]


def test_text_before_the_first_heading_and_headings_without_text_are_kept(
    composed: Compose,
) -> None:
    assert blocks(composed, "Some words.\n\nEmpty\n\nNot Empty\n\nMore words.") == [
        ("text", "<p>Some words.</p>"),
        ("section", {"heading": "Empty", "level": "h2", "text": ""}),
        ("section", {"heading": "Not Empty", "level": "h2", "text": "<p>More words.</p>"}),
    ]


def test_an_article_has_one_bottom_line(composed: Compose) -> None:
    text = "Summary\n\nFirst.\n\nThe Bottom Line\n\nSecond.\n\nConclusion\n\nThird."
    assert [name for name, _value in blocks(composed, text)] == [
        "section",
        "bottom_line",
        "section",
    ]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("text", "FAQ\n\nAsk away.\n\nIs it safe?\n\nYes.\n\nDoes it hurt?\n\nNo.\n\nNext\n\nEnd."),
        (
            "text",
            "FAQ\n\nAsk away.\n\nQ: Is it safe?\nA: Yes.\n\nQ: Does it hurt?\n\nA: No.\n\n"
            "Next\n\nEnd.",
        ),
        (
            "html",
            "<h2>FAQ</h2>Ask away.<h3>Is it safe?</h3>Yes.<h3>Does it hurt?</h3>No."
            "<h2>Next</h2>End.",
        ),
        (
            "html",
            "<h2>FAQ</h2>Ask away.<p><b>Is it safe?</b><br>Yes.</p><p><b>Does it hurt?</b></p>No."
            "<h2>Next</h2>End.",
        ),
        (
            "html",
            "<h2>FAQ</h2>Ask away.<details><summary>Is it safe?</summary>Yes.</details><details>"
            "<summary>Does it hurt?</summary>No.</details><h2>Next</h2>End.",
        ),
        (
            "html",
            "<h2>FAQ</h2>Ask away.<dl><dt>Is it safe?<dd>Yes.<dt>Does it hurt?<dd>No.</dl>"
            "<h2>Next</h2>End.",
        ),
    ],
)
def test_questions_below_their_heading_become_one_block(
    composed: Compose, format: str, text: str
) -> None:
    (name, value), following = blocks(composed, text, format)
    assert name == "questions"
    assert value["introduction"] == "<p>Ask away.</p>"
    assert value["questions"] == [
        {"question": "Is it safe?", "answer": "<p>Yes.</p>"},
        {"question": "Does it hurt?", "answer": "<p>No.</p>"},
    ]
    assert following[1]["heading"] == "Next"


def test_a_block_raises_the_headings_beside_it_so_that_none_seems_to_be_below_it(
    composed: Compose,
) -> None:
    found = blocks(
        composed,
        "<h2>A</h2>a<h3>Benefits</h3><ul><li>b</ul><h3>Cost</h3>c<h2>D</h2>d<h3>E</h3>e",
        "html",
    )
    assert [value.get("level") for _name, value in found] == ["h2", None, "h2", "h2", "h3"]


def test_a_heading_too_long_for_a_block_is_text(composed: Compose) -> None:
    assert blocks(composed, f"<h2>{'long ' * 40}</h2>", "html")[0][0] == "text"


def test_a_link_in_a_place_without_links_is_reported(composed: Compose) -> None:
    composition = composed(
        "<h1>T</h1><h2>Benefits</h2><ul><li><a href='https://example.org/'>Rest</a></ul>", "html"
    )
    assert composition.blocks[0]["type"] == "benefits"
    assert [item.text for item in composition.left_out] == ["https://example.org/"]


def test_the_comparison_finds_what_is_lost_new_or_out_of_order(composed: Compose) -> None:
    composition = composed("A title\n\nOne two.\n\nThree < four.")
    for change, says in [
        (lambda html: html.replace("two", ""), "would lose 1 word.*“two”"),
        (lambda html: html.replace("&lt;", ""), "would lose 1 word.*“<”"),
        (lambda html: html.replace("two", "two too"), "would add 1 word.*“too”"),
        (lambda html: "<p>Three &lt; four.</p><p>One two.</p>", "another order"),
    ]:
        stored = deepcopy(composition.blocks)
        stored[0]["value"] = change(stored[0]["value"])
        with pytest.raises(Refused, match=says):
            check(composition, composition.document.title, stored)
    with pytest.raises(Refused, match="would lose"):
        check(composition, "A", composition.blocks)


def test_the_report_has_a_line_for_everything_in_the_order_of_the_source(
    composed: Compose,
) -> None:
    lines = report(
        composed("A title\n\nTable of Contents\n\nBenefits\n\n• Rest\n• Calm \x9b31m nights")
    ).splitlines()
    assert [line.split() for line in lines[2:7]] == [
        ["1", "title", "page:", "title", "2", "A", "title"],
        ["3", "table", "of", "contents", "left", "out", "3", "Table", "of", "Contents"],
        ["5", "heading", "1", "benefits:", "heading", "(h2)", "1", "Benefits"],
        ["7", "entry", "1", "benefits:", "benefit", "1", "1", "Rest"],
        ["8", "entry", "1", "benefits:", "benefit", "2", "3", "Calm", "31m", "nights"],
    ]
    assert "Words: 7 in the article, 3 left out." in lines[-2]
