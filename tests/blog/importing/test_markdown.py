"""Markdown is read as HTML is, with its own line numbers."""

from collections.abc import Callable

import pytest

from blog.importing.composing import Composition
from blog.importing.source import Refused

Compose = Callable[..., Composition]


def test_markdown_becomes_blocks(composed: Compose) -> None:
    composition = composed(
        "# How *tides* work\n\nThe [moon](https://example.org/moon) pulls.\n\n"
        "## What it depends on\n\n- **Moon:** near or far\n- **Shore**: flat or steep\n\n"
        "## In numbers\n\n| Place | Range |\n|---|---|\n| Bay | 16 m |\n\n> Mind the tide.\n",
        "markdown",
    )
    assert composition.document.title == "How tides work"
    assert [block["type"] for block in composition.blocks] == [
        "text",
        "factors",
        "section",
        "table",
        "quote",
    ]
    assert composition.blocks[1]["value"]["factors"] == [
        {"term": "Moon", "explanation": "<p>near or far</p>"},
        {"term": "Shore", "explanation": "<p>flat or steep</p>"},
    ]
    assert [(piece.line, piece.text) for piece in composition.placed][:4] == [
        (1, "How tides work"),
        (3, "The moon pulls."),
        (5, "What it depends on"),
        (7, "Moon"),
    ]


def test_the_title_may_be_a_field_at_the_top(composed: Compose) -> None:
    composition = composed('---\nauthor: Jo\ntitle: "Tides"\n---\n\nThe moon.\n', "markdown")
    assert composition.document.title == "Tides"
    assert composition.document.title_line == 3
    assert [(item.line, item.text) for item in composition.document.left_out] == [(2, "author: Jo")]
    assert composition.placed[1].line == 6


def test_what_markdown_drops_is_reported(composed: Compose) -> None:
    composition = composed(
        "# T\n\nText & <!-- a remark --> ![A bed](bed.png)\n\n[unused]: https://example.org/x\n",
        "markdown",
    )
    assert [(item.what, item.text) for item in composition.document.left_out] == [
        ("code", "1 comment(s) that no reader sees"),
        ("picture: add it by hand", "A bed (bed.png)"),
        ("not shown by Markdown", "unused https example org x"),
    ]


def test_raw_html_in_markdown_is_as_harmless_as_elsewhere(composed: Compose) -> None:
    composition = composed(
        "# T\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <a href='javascript:x'>y</a>",
        "markdown",
    )
    assert "alert(1)</script>" not in str(composition.blocks)
    assert "href" not in str(composition.blocks)


def test_nesting_that_the_parser_would_cut_off_is_refused(composed: Compose) -> None:
    with pytest.raises(Refused, match="nested"):
        composed("# T\n\n" + "> " * 120 + "deep", "markdown")
