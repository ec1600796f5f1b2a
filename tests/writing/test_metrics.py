"""What a text measures, as its editor is told."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import ArticlePage
from clinic.writing.gathering import gather
from clinic.writing.metrics import Metrics, measure
from clinic.writing.wording import current
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import queries
from tests.writing.test_preview import preview

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCRIPT = re.compile(r'<script id="writing-metrics" type="application/json">(.*?)</script>')


def article(*blocks: tuple[str, Any], **fields: Any) -> ArticlePage:
    page: ArticlePage = ArticlePageFactory.build(body=body(*blocks), **fields)
    return page


def measured(page: ArticlePage) -> Metrics:
    text = gather(page)
    return measure(page, text, current().wording(text.language))


def headed(kind: str, heading: str, **fields: Any) -> tuple[str, Any]:
    return kind, {"heading": heading, "anchor": "", "introduction": "", **fields}


def told(**known: Any) -> dict[str, str]:
    """What is told of a text that measures nothing else."""
    nothing = dict.fromkeys(["words", "citations", "sources", "benefits", "risks"], 0)
    metrics = {**nothing, "minutes": 1, "grade": None, **known}
    return Metrics(**metrics).as_json(target=9)


def test_words_and_minutes_are_those_that_the_page_tells() -> None:
    page = article(section("Two words", f"<p>{'word ' * 660}</p>"))
    metrics = measured(page)
    assert metrics.words == 662
    assert metrics.minutes == page.reading_minutes == 3


def test_each_citation_counts_and_each_source_once() -> None:
    def cite(pk: int) -> str:
        return f'<a linktype="reference" id="{pk}">words</a>'

    page = article(
        section(text=f"<p>{cite(1)} {cite(2)}</p>"),
        ("text", f"<p>{cite(1)}</p>"),
        in_short=f"<p>{cite(3)}</p>",
    )
    metrics = measured(page)
    assert (metrics.citations, metrics.sources) == (4, 3)


def test_benefits_are_weighed_against_side_effects() -> None:
    benefit = {"text": "It lifts the mood of most", "detail": ""}
    effect = {"effect": "Nausea", "frequency": "", "seriousness": "", "what_to_do": ""}
    page = article(
        headed("benefits", "Benefits", benefits=[benefit]),
        headed("side_effects", "Side effects", effects=[effect, {**effect, "effect": "Headache"}]),
    )
    metrics = measured(page)
    assert (metrics.benefits, metrics.risks) == (6, 2)


def test_a_short_text_has_no_grade_and_a_long_one_has() -> None:
    assert measured(article(section(text="<p>It is short.</p>"))).grade is None
    long = "<p>We sit with you until you feel well.</p>" * 30
    grade = measured(article(section(text=long))).grade
    assert grade is not None
    assert grade < 4


def test_measuring_asks_the_database_nothing() -> None:
    page = ArticlePageFactory()
    text = gather(page)
    wording = current().wording(text.language)
    assert queries(lambda: measure(page, text, wording)) == []


@pytest.mark.parametrize(
    ("known", "name", "words"),
    [
        ({"words": 1204}, "words", "1,204"),
        ({"minutes": 1}, "minutes", "1 minute"),
        ({"minutes": 6}, "minutes", "6 minutes"),
        ({}, "grade", "–"),
        ({"grade": 7.6}, "grade", "8 (at most 9)"),
        ({"grade": -0.4}, "grade", "0 (at most 9)"),
        ({}, "citations", "0"),
        ({"citations": 12, "sources": 7}, "citations", "12 (7 sources)"),
        ({"citations": 2, "sources": 1}, "citations", "2 (1 source)"),
        ({}, "balance", "–"),
        ({"benefits": 90, "risks": 60}, "balance", "1.5 to 1"),
        ({"benefits": 90}, "balance", "No risks"),
        ({"risks": 60}, "balance", "Risks alone"),
    ],
)
def test_numbers_are_told_in_words(known: dict[str, Any], name: str, words: str) -> None:
    assert told(**known)[name] == words


def test_the_preview_in_the_editor_brings_them_and_no_other_page(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))
    page = ArticlePageFactory(title="An article", slug="an-article", live=False)
    found = SCRIPT.search(preview(client, page, "<p>Three more words.</p>"))
    assert found
    assert json.loads(found[1])["words"] == "9"
    assert "writing-metrics" not in preview(client, page, "<p>Words.</p>", in_panel=False)


def test_the_side_panel_has_a_place_for_each_where_pages_are_measured(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))

    def panel(page: Any) -> list[str]:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        html = client.get(address).content.decode()
        return re.findall(r'data-(?:metric="|content-)([a-z]+)', html)

    ours = list(told())
    assert [name for name in panel(StandardPageFactory(live=False)) if name in ours] == ours
    assert "word" not in panel(StandardPageFactory(live=False))
    assert "word" in panel(ArticleIndexPageFactory())  # Wagtail's own
