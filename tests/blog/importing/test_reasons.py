"""Whoever pastes is told what stays behind, in a few lines and in her language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from blog.importing.clipboard import compose_clipboard
from blog.importing.html_page import NEVER_TEXT, PARTS, ROLES
from blog.importing.leftovers import COMMENTS, CONTENTS
from blog.importing.reasons import BY_HAND, REASONS, left_out, reason

IMPORTING = Path(__file__).parents[3] / "blog" / "importing"


def told(html: str, text: str = "") -> list[str]:
    return list(left_out(compose_clipboard(html, text)))


def test_a_form_is_one_line() -> None:
    form = "Leave a reply\n0 votes\nArticle Rating\nView all comments"
    text = f"How it goes\n\nWhat to bring\n\nA list of your medicines is enough.\n\n{form}"
    assert told("", text) == [
        "comment form: Leave a reply · 0 votes · Article Rating · View all comments"
    ]


def test_each_picture_is_a_line_as_it_is_added_by_hand() -> None:
    pictures = "<p>Some words.</p><img src=a.png alt=Rest><img src=b.png alt=Sleep>"
    assert told(pictures) == [
        "picture: add it by hand: Rest (a.png)",
        "picture: add it by hand: Sleep (b.png)",
    ]


def test_reasons_are_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REASONS, "picture", translation.gettext_lazy("Yes"))
    with translation.override("es"):
        assert reason("picture") == "Sí"
        assert reason("picture: add it by hand").startswith("Sí")


def named() -> Iterator[str]:
    """Every reason that the importer gives."""
    yield from (CONTENTS, COMMENTS, *NEVER_TEXT.values(), *ROLES.values(), *PARTS)
    for path in IMPORTING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "LeftOut":
                what = node.args[1]
                if isinstance(what, ast.Constant):
                    yield str(what.value)


def test_each_reason_of_the_importer_can_be_translated() -> None:
    assert {what.removesuffix(BY_HAND) for what in named()} <= REASONS.keys()
