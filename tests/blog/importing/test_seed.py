"""A page copied from a WordPress site becomes a draft, sentence by sentence.

The page is not part of this repository: see `tests.support.copied_pages`.
"""

import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.core.management import call_command
from django.utils.html import strip_tags

from blog.models import ArticlePage
from tests.factories import ArticleIndexPageFactory
from tests.support.copied_pages import DIRECTORY, needs_copied_pages

FILE = DIRECTORY / "ketamine-article.txt"

pytestmark = [pytest.mark.django_db, needs_copied_pages]


@pytest.fixture
def written() -> list[str]:
    """The lines of the copied page, without blank ones and bullets."""
    lines = FILE.read_text(encoding="utf-8").split("\n")
    return [line.replace("•", "").strip() for line in lines if line.strip()]


@pytest.fixture
def output(db: None) -> str:
    ArticleIndexPageFactory(slug="articles")
    output = io.StringIO()
    call_command("import_article", str(FILE), "--parent", "articles", stdout=output)
    return output.getvalue()


@pytest.fixture
def page(output: str) -> ArticlePage:
    return ArticlePage.objects.get()


def paragraphs(html: str) -> Iterator[str]:
    for paragraph in re.findall(r"<p>(.*?)</p>", html):
        yield unescape(strip_tags(paragraph))


def lines_of(page: ArticlePage) -> Iterator[str]:
    """The article as the lines from which it came."""
    for block in page.body:
        value = block.value
        yield value["heading"]
        for name in ("introduction", "text"):
            if name in value:
                yield from paragraphs(value[name].source)
        for step in value.get("steps", []):
            (text,) = paragraphs(step["text"].source)
            yield f"{step['title']}: {text}"
        for factor in value.get("factors", []):
            (text,) = paragraphs(factor["explanation"].source)
            yield f"{factor['term']}: {text}"
        yield from (benefit["text"] for benefit in value.get("benefits", []))
        yield from (effect["effect"] for effect in value.get("effects", []))


def test_every_sentence_is_in_its_place(page: ArticlePage, written: list[str]) -> None:
    article = list(lines_of(page))
    first = 2  # below the title and the line that announced a table of contents
    assert article == written[first : first + len(article)]
    assert page.title == written[0]
    assert not page.live


def test_what_is_left_over_of_the_web_page_is_reported_line_by_line(
    page: ArticlePage, written: list[str], output: str
) -> None:
    left_over = [written[1], *written[2 + len(list(lines_of(page))) :]]
    reported = [line for line in output.splitlines() if "left out  " in line]
    assert len(left_over) == len(reported) == 15
    for words, line in zip(left_over, reported, strict=True):
        assert line.endswith(f"  {words}")


def test_each_part_is_in_the_block_made_for_it(page: ArticlePage) -> None:
    blocks = [(block.block_type, block.value) for block in page.body]
    assert [name for name, _value in blocks] == [
        *["section"] * 2,
        "process_steps",
        "factors",
        *["section"] * 3,
        "benefits",
        "side_effects",
        "bottom_line",
    ]
    assert len({value["anchor"] for _name, value in blocks}) == 10
    assert [
        len(value[list_name])
        for _name, value in blocks
        for list_name in ("steps", "factors", "benefits", "effects")
        if list_name in value
    ] == [5, 4, 5, 5]


def test_nothing_is_said_about_the_side_effects_that_the_page_does_not_say(
    page: ArticlePage,
) -> None:
    (effects,) = (b.value["effects"] for b in page.body if b.block_type == "side_effects")
    for effect in effects:
        assert (effect["frequency"], effect["seriousness"]) == ("not_known", "")
        assert not effect["what_to_do"].source
