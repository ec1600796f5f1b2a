"""What was copied in Word, in Google Docs or on a web page becomes the same blocks."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from blog.importing import clipboard
from blog.importing.clipboard import compose_clipboard
from blog.importing.source import Refused

pytestmark = pytest.mark.once

COPIED = Path(__file__).parent / "clipboard"
SOURCES = sorted(path.stem for path in COPIED.glob("*.html"))


def item(text: str, mark: str, level: int = 1, number: int = 0) -> str:
    """A paragraph that Word shows as an item of a list."""
    drawn = f"<span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp;</span></span>"
    style = f"text-indent:-18.0pt;mso-list:l{number} level{level} lfo1"
    shown = f"<![if !supportLists]>{drawn}<![endif]>{text}<o:p></o:p>"
    return f'<p class=MsoListParagraph style="{style}">{shown}</p>'


def blocks(html: str, text: str = "") -> list[dict[str, Any]]:
    return compose_clipboard(html, text).blocks


@pytest.mark.parametrize("source", SOURCES)
def test_an_article_becomes_sections_and_steps(source: str) -> None:
    composition = compose_clipboard((COPIED / f"{source}.html").read_text(), "")
    assert composition.document.title == "How long does a visit take?"
    introduction, section, steps, rest = composition.blocks
    link = '<a href="https://example.org/leaflet">leaflet</a>'
    assert introduction == {
        "type": "text",
        "value": f"<p>Plan for <b>two hours</b>. Read the {link} before you come.</p>",
    }
    assert section["value"]["heading"] == "What to bring"
    assert section["value"]["text"] == (
        "<ul><li>A list of your medicines</li><li>Somebody who sees you home</li></ul>"
    )
    assert steps["type"] == "process_steps"
    assert [step["title"] for step in steps["value"]["steps"]] == ["You arrive", "You rest"]
    assert rest == {"type": "text", "value": "<p>Ask us anything.</p>"}


class TestWordsLists:
    def test_nest_as_they_were_indented(self) -> None:
        html = item("One", "·") + item("Inside", "o", 2) + item("Two", "·")
        assert blocks(html)[0]["value"] == (
            "<ul><li>One<ul><li>Inside</li></ul></li><li>Two</li></ul>"
        )

    @pytest.mark.parametrize("mark", ["1.", "2)", "a.", "iv.", "(3)"])
    def test_are_numbered_where_they_were(self, mark: str) -> None:
        assert blocks(item("One", mark))[0]["value"] == "<ol><li>One</li></ol>"

    def test_begin_anew_after_other_words(self) -> None:
        html = item("One", "·") + "<p>Between.</p>" + item("Two", "·")
        assert blocks(html)[0]["value"] == (
            "<ul><li>One</li></ul><p>Between.</p><ul><li>Two</li></ul>"
        )

    def test_are_two_where_bullets_follow_numbers(self) -> None:
        html = item("One", "1.") + item("Two", "·", number=1)
        assert blocks(html)[0]["value"] == "<ol><li>One</li></ol><ul><li>Two</li></ul>"

    def test_that_begin_deep_lose_no_word(self) -> None:
        html = item("Deep", "·", 3) + item("Top", "·", 1) + item("Deep again", "·", 9)
        words = blocks(html)[0]["value"]
        assert all(word in words for word in ("Deep", "Top", "Deep again"))


class TestATitle:
    def test_is_none_where_none_was_copied(self) -> None:
        composition = compose_clipboard("<h2>A part</h2><p>Words.</p>", "")
        assert composition.document.title == ""
        assert composition.blocks[0]["value"]["heading"] == "A part"

    def test_is_none_in_plain_text(self) -> None:
        composition = compose_clipboard("", "Some words that end here.\r\n\r\n- one\r\n- two")
        assert composition.document.title == ""
        assert "Some words" in str(composition.blocks)
        assert "Pasted" not in str(composition.blocks)


class TestWhatIsHostile:
    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script><p>Words.</p>",
            '<p onclick="alert(1)">Words.</p>',
            '<p><a href="javascript:alert(1)">Words.</a></p>',
            "<p>Words.<img src=x onerror=alert(1)></p>",
            "<style>p{}</style><p>Words.</p><svg onload=alert(1)></svg>",
        ],
    )
    def test_stays_behind(self, html: str) -> None:
        stored = str(blocks(html))
        assert "Words." in stored
        assert "alert" not in stored

    @pytest.mark.parametrize("html", ["", " ", "\0", "<p></p>", "<script>", "<p" * 5000])
    def test_is_refused_or_empty_and_never_an_error(self, html: str) -> None:
        with suppress(Refused):
            assert len(blocks(html)) <= 1

    def test_is_not_too_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clipboard, "MAX_BYTES", 100)
        with pytest.raises(Refused, match="too much"):
            compose_clipboard("<p>" + "x" * 200, "")


def test_a_style_that_only_word_knows_takes_no_bold_away() -> None:
    html = "<p>A <b style='mso-bidi-font-weight:normal'>strong</b> word.</p>"
    assert blocks(html)[0]["value"] == "<p>A <b>strong</b> word.</p>"


class TestTheTitle:
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("", "how long it takes\n\nWhat to bring\n\nA list of your medicines is enough."),
            ("", "How Long It Takes\n\nWhat to bring\n\nA list of your medicines is enough."),
            ("<p>How long it takes</p><h2>What to bring</h2><p>A list is enough.</p>", ""),
        ],
    )
    def test_is_a_short_first_line_above_a_heading(self, html: str, text: str) -> None:
        composition = compose_clipboard(html, text)
        assert composition.document.title.casefold() == "how long it takes"
        assert [block["value"]["heading"] for block in composition.blocks] == ["What to bring"]

    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("", "What to bring\n\nA list of your medicines is enough."),
            ("", "Two hours are enough.\n\nWhat to bring\n\nA list of your medicines."),
            ("<p>Last updated 3 May</p><h2>What to bring</h2><p>A list is enough.</p>", ""),
            ("<h2>What to bring</h2><h3>On the day</h3><p>A list is enough.</p>", ""),
        ],
    )
    def test_is_nothing_else(self, html: str, text: str) -> None:
        assert compose_clipboard(html, text).document.title == ""
