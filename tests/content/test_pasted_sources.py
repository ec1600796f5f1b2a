"""What is read out of a pasted citation, and what is shown as a guess."""

import time

import pytest

from clinic.content.pasted_sources import read

pytestmark = pytest.mark.once

REPEATED = "Rapid and longer-term antidepressant effects of repeated ketamine infusions"
REPEATED_AUTHORS = "Murrough JW, Perez AM, aan het Rot M"
BIOL = {"volume_pages": "74(4):250-6", "year": "2013", "doi": "10.1016/j.biopsych.2012.06.022"}


@pytest.mark.parametrize(
    ("pasted", "fields"),
    [
        ("10.1016/j.biopsych.2012.06.022", {"doi": "10.1016/j.biopsych.2012.06.022"}),
        ("See doi:10.1000/182.", {"doi": "10.1000/182", "title": "See"}),
        (
            "https://doi.org/10.1016/S0006-3223(99)00230-9",
            {"doi": "10.1016/S0006-3223(99)00230-9"},
        ),
        ("(https://doi.org/10.1000/182)", {"doi": "10.1000/182"}),
        (
            "https://www.nejm.org/doi/full/10.1056/NEJMoa1603827?query=x",
            {"doi": "10.1056/NEJMoa1603827"},
        ),
        (" 22840761\n", {"pubmed_id": "22840761"}),
        ("PMID: 22840761", {"pubmed_id": "22840761"}),
        ("https://pubmed.ncbi.nlm.nih.gov/22840761/", {"pubmed_id": "22840761"}),
        (
            "https://www.nice.org.uk/guidance/ng222.",
            {"url": "https://www.nice.org.uk/guidance/ng222"},
        ),
        ("", {}),
        (" . ", {}),
    ],
)
def test_an_id_alone_is_enough(pasted: str, fields: dict[str, str]) -> None:
    assert read(pasted).fields == fields


@pytest.mark.parametrize(
    ("pasted", "fields"),
    [
        pytest.param(
            f"{REPEATED_AUTHORS}. {REPEATED}. Biol Psychiatry. 2013 Aug 15;74(4):250-6. "
            "doi: 10.1016/j.biopsych.2012.06.022. Epub 2012 Jul 27. PMID: 22840761; "
            "PMCID: PMC3725185.",
            {
                "authors": REPEATED_AUTHORS,
                "title": REPEATED,
                "container_title": "Biol Psychiatry",
                "pubmed_id": "22840761",
                **BIOL,
            },
            id="PubMed",
        ),
        pytest.param(
            "[3] Berman RM, Cappiello A, et al. Antidepressant effects of ketamine. "
            "Biol Psychiatry 2000;47(4):351–354. doi:10.1016/S0006-3223(99)00230-9",
            {
                "authors": "Berman RM, Cappiello A, et al",
                "title": "Antidepressant effects of ketamine",
                "container_title": "Biol Psychiatry",
                "year": "2000",
                "volume_pages": "47(4):351-354",
                "doi": "10.1016/S0006-3223(99)00230-9",
            },
            id="Vancouver",
        ),
        pytest.param(
            f"Murrough, J. W., Perez, A. M., & aan het Rot, M. (2013). {REPEATED}. "
            "Biol Psychiatry, 74(4), 250–6. https://doi.org/10.1016/j.biopsych.2012.06.022",
            {
                "authors": REPEATED_AUTHORS,
                "title": REPEATED,
                "container_title": "Biol Psychiatry",
                **BIOL,
            },
            id="APA",
        ),
        pytest.param(
            "Zarate CA Jr, Singh JB. Is it one? A second sentence. Arch Gen Psychiatry. "
            "2006;63(8):856-64.",
            {
                "authors": "Zarate CA Jr, Singh JB",
                "title": "Is it one? A second sentence",
                "container_title": "Arch Gen Psychiatry",
                "year": "2006",
                "volume_pages": "63(8):856-64",
            },
            id="a title of two sentences",
        ),
        pytest.param(
            "Pigott HE, Kim T. What are the rates. BMJ Open. 2023;13:e063095.",
            {
                "authors": "Pigott HE, Kim T",
                "title": "What are the rates",
                "container_title": "BMJ Open",
                "year": "2023",
                "volume_pages": "13:e063095",
            },
            id="an article number for pages",
        ),
        pytest.param(
            "Murrough, J.W., Perez, A.M. and Pillemer, S. Rapid effects vs. placebo. "
            "Biological Psychiatry 2013; 74: 250-256.",
            {
                "authors": "Murrough JW, Perez AM, Pillemer S",
                "title": "Rapid effects vs. placebo",
                "container_title": "Biological Psychiatry",
                "year": "2013",
                "volume_pages": "74:250-256",
            },
            id="initials with stops",
        ),
    ],
)
def test_a_known_form_is_read_whole_and_for_sure(pasted: str, fields: dict[str, str]) -> None:
    got = read(pasted)
    assert got.fields == fields
    assert got.unsure == set()


@pytest.mark.parametrize(
    ("pasted", "fields", "unsure"),
    [
        pytest.param(
            "National Institute for Examples. Depression: management. London: NIE; 2022. "
            "Available from: https://example.org/ng222",
            {
                "authors": "National Institute for Examples",
                "title": "Depression: management",
                "container_title": "NIE",
                "year": "2022",
                "url": "https://example.org/ng222",
                "kind": "website",
            },
            {"authors", "title", "container_title", "kind"},
            id="a report by a body",
        ),
        pytest.param(
            "National Institute for Examples. (2022). A guideline (NG222). https://example.org/n",
            {
                "authors": "National Institute for Examples",
                "title": "A guideline (NG222)",
                "year": "2022",
                "url": "https://example.org/n",
                "kind": "guideline",
            },
            {"authors", "kind"},
            id="APA by a body",
        ),
        pytest.param(
            "Beck, A. T. (1979). Cognitive therapy of depression. Guilford Press.",
            {
                "authors": "Beck AT",
                "title": "Cognitive therapy of depression",
                "container_title": "Guilford Press",
                "year": "1979",
            },
            {"container_title"},
            id="a book",
        ),
        pytest.param(
            "Smith J. Talking: a systematic review. J. Clin. Psychiatry. 2013;74:250.",
            {
                "authors": "Smith J",
                "title": "Talking: a systematic review",
                "container_title": "J. Clin. Psychiatry",
                "year": "2013",
                "volume_pages": "74:250",
                "kind": "review",
            },
            {"title", "container_title", "kind"},
            id="a journal with stops",
        ),
        pytest.param(
            "Somebody wrote this in 2019. It helps. Somewhere",
            {
                "authors": "Somebody wrote this in",
                "title": "It helps",
                "container_title": "Somewhere",
                "year": "2019",
            },
            {"authors", "title", "container_title", "year"},
            id="no form at all",
        ),
    ],
)
def test_what_is_guessed_is_named(pasted: str, fields: dict[str, str], unsure: set[str]) -> None:
    got = read(pasted)
    assert got.fields == fields
    assert got.unsure == unsure


@pytest.mark.parametrize(
    "evil",
    [
        *("A. " * 700, "Aa, " * 500, "Aa B, " * 350, "Aa, B. " * 300, "x. 2000;" * 250),
        *("A. a 2000;1:" * 170, "10.1000/" + "(" * 1900, "Aa B-" * 400, "A.A.A.A. " * 220),
        *("J. " * 650 + "2000;1:1", ", 1, " * 400, ". a, 1(1" * 250, "a" * 100_000),
    ],
    ids=lambda text: text[:12],
)
def test_no_text_takes_long(evil: str) -> None:
    start = time.perf_counter()
    read(evil)
    assert time.perf_counter() - start < 1
