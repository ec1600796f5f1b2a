"""Words of distress while they are typed: the browser finds what the server finds."""

import json

import pytest
from django.templatetags.static import static
from playwright.sync_api import Page

from clinic.content.distress import speaks_of_distress
from clinic.content.models import DistressWords
from tests.content.distress_phrases import DISTRESS, NO_DISTRESS
from tests.support.browser import Guard

pytestmark = pytest.mark.once

HOSTILE = [
    "İSTANBUL kıll myself",
    "STRASSE straße ﬁnal goodbye forever",
    "end\u00a0it\u2003all",
    "self‐harm, self—harm, self_harm",
    "Ⅳ ½ 5² 1st",
    "k\u0301ill myself \ud7ff",
    "مرحبا want to die",
    "want to die" * 300,
    "on purpose suicide squad suicide",
    "career suicide suicide squad",
    "dont dont dont want 2 2 die",
    "just just really so want to really just die",
    "constructor __proto__ toString",
]


def test_the_browser_tells_distress_as_the_server_does(page: Page) -> None:
    DistressWords.objects.create(language="fr", phrases="Je n’en peux plus\n$& (a|b) want.*")
    texts = [
        *(text for texts in [*DISTRESS.values(), *NO_DISTRESS.values()] for text in texts),
        *HOSTILE,
        "je n'en peux plus",
        "$& a b want",
    ]
    page.goto("/search/")
    found = page.evaluate(
        """async ([address, texts]) => {
            const { distressCheck } = await import(address);
            const speaks = await distressCheck();
            return texts.map(speaks);
        }""",
        [static("js/distress.js"), texts],
    )
    assert dict(zip(texts, found, strict=True)) == {
        text: speaks_of_distress(text) for text in texts
    }


WATCH = """async ([address]) => {
    const { watchForDistress } = await import(address);
    window.noticed = [];
    watchForDistress(document.querySelector("#query"), (found) => window.noticed.push(found));
}"""


def test_a_field_is_watched_while_somebody_types(page: Page) -> None:
    page.goto("/search/")
    page.evaluate(WATCH, [static("js/distress.js")])
    field = page.locator("#query")
    field.fill("i want to")
    field.press_sequentially(" die", delay=20)
    page.wait_for_function("() => JSON.stringify(window.noticed) === '[true]'")
    field.fill("i want to dine")
    page.wait_for_function("() => JSON.stringify(window.noticed) === '[true,false]'")


def test_a_lost_connection_troubles_nobody_and_is_tried_again(page: Page, guard: Guard) -> None:
    guard.allow(r"status of 503")
    page.goto("/search/")
    page.route("**/distress.json", lambda route: route.fulfill(status=503), times=1)
    script = """async ([address]) => {
        const { distressCheck } = await import(address);
        const found = [];
        for (let i = 0; i < 2; i++) found.push((await distressCheck())("i want to die"));
        return JSON.stringify(found);
    }"""
    assert json.loads(page.evaluate(script, [static("js/distress.js")])) == [False, True]
