"""Whatever is typed gets a page, soon, and nothing of an engine's syntax."""

import random

import pytest
from django.test import Client

from search.engines import Wanted, get_engine
from search.understanding import Alternative, Group
from tests.factories import ArticlePageFactory, body, section
from tests.support.timing import cpu_seconds

pytestmark = pytest.mark.django_db

WORDS = """
    okapi food quagga AND OR NOT NEAR NEAR/2 NEAR( title: body_terms: search_terms * ^ ' ( ) [
    ] { } + - -- ~ ! & | <-> <2> :* :A ; /* % _ $$ @@ ? # 😀 ́ ﷺ שלום مرحبا 氯胺酮 ß ½ · ·topic1 “
    ” « » ‘ 1 9999999999999999999999999999999999999999 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    5-HT2A PHQ-9 x-y-z-1-2 SELECT {{7*7}} <script> &amp; %00 ../ o'o''o -okapi the of
"""
PIECES = [
    *WORDS.split(),
    '"',
    "\\",
    "\\'",
    "\x00",
    "\x1f",
    "\U0001f469\u200d\u2695\ufe0f",
    "\u202e",
    "\u200f",
    "\t",
    "\n",
    '-"okapi',
    "a" * 300,
    "👩‍⚕️",
]


def hostile(number: int) -> str:
    """A query of its own for each number."""
    chance = random.Random(number)
    text = chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randint(1, 14)))
    return text * chance.choice([1, 1, 1, 1, 40]) if number % 100 else text * 5_000


@pytest.fixture
def _site() -> None:
    for title in ("Okapi", "The okapi's food", "Quagga <b>", "Not near or title"):
        ArticlePageFactory(title=title, body=body(section("Food of the okapi"), section("SELECT")))


LEAKS = (
    "fts5",
    "tsquery",
    "syntax error",
    "unterminated",
    "search_terms MATCH",
    "OperationalError",
)


def ask(client: Client, number: int) -> None:
    query = hostile(number)[:10_000]
    address = "/search/suggestions/" if number % 5 == 0 else "/search/"
    answers = []
    seconds = cpu_seconds(lambda: answers.append(client.get(address, {"query": query})))
    assert seconds < 1, f"{query[:99]!r} took {seconds:.1f} s"
    (response,) = answers
    assert response.status_code == 200, f"{query[:99]!r}"
    # The form above shows the query itself.
    shown = response.content.decode().partition('class="content"')[2]
    assert "<script>okapi" not in shown
    leaking = [leak for leak in LEAKS if leak in shown and leak not in query]
    assert not leaking, f"{query[:99]!r}"


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("sign", ["'", "\\", '"', "' '", "·topic1 _ ' '", "%", "\\'"])
def test_signs_between_words_are_no_syntax(sign: str) -> None:
    for engine_takes in (f"near {sign}", sign, f"{sign}near"):
        wanted = Wanted([Group(engine_takes, [Alternative((engine_takes,))])])
        found = get_engine().best(wanted, 10)
        assert isinstance(found, list)


@pytest.mark.usefixtures("_site")
def test_no_query_breaks_the_search(client: Client) -> None:
    for number in range(400):
        ask(client, number)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.usefixtures("_site")
def test_no_query_of_thousands_breaks_the_search(client: Client, scale: float) -> None:
    for number in range(int(5_000 * scale)):
        ask(client, number)
