"""What Crossref and PubMed tell of a pasted id, where the clinic lets them be asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.content import source_lookup
from clinic.content.pasted_sources import read
from tests.factories import ReferenceFactory, UserFactory

pytestmark = pytest.mark.once

DOI = "10.1000/182"
CROSSREF = {
    "title": ["A <i>fine</i> trial &amp; more"],
    "author": [
        {"family": "Murrough", "given": "James W."},
        {"family": "aan het Rot", "given": "Marije"},
        {"name": "The Group"},
    ],
    "container-title": ["Biological Psychiatry"],
    "issued": {"date-parts": [[2013, 8, 15]]},
    "volume": "74",
    "issue": "4",
    "page": "250-256",
}
PUBMED = {
    "title": "A fine trial.",
    "authors": [{"name": f"Author {letter}"} for letter in "ABCDEFG"],
    "fulljournalname": "Biological psychiatry",
    "pubdate": "2013 Aug 15",
    "volume": "74",
    "issue": "",
    "pages": "250-6",
    "articleids": [{"idtype": "pubmed", "value": "123"}, {"idtype": "doi", "value": DOI}],
}


class Library:
    """Answers every request with the same; keeps what was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.waits = 200, b"", 0.0
        self.asked: list[str] = []

    def answers(self, value: Any) -> None:
        self.body = json.dumps(value).encode()


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Library]:
    """Stands in for both, on this machine."""
    library = Library()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            library.asked.append(self.path)
            time.sleep(library.waits)
            with suppress(ConnectionError):  # nobody listens any more
                self.send_response(library.status)
                self.end_headers()
                self.wfile.write(library.body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(source_lookup, "CROSSREF", f"{address}/crossref/")
    monkeypatch.setattr(source_lookup, "PUBMED", f"{address}/pubmed?id=")
    settings.SOURCE_LOOKUP = True
    yield library
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_doi_is_completed_by_crossref(library: Library) -> None:
    library.answers({"message": CROSSREF})
    pasted = read("https://doi.org/10.1000/182")
    source_lookup.complete(pasted)
    assert pasted.fields == {
        "doi": DOI,
        "title": "A fine trial & more",
        "authors": "Murrough JW, aan het Rot M, The Group",
        "container_title": "Biological Psychiatry",
        "year": "2013",
        "volume_pages": "74(4):250-256",
    }
    assert library.asked == ["/crossref/10.1000%2F182"]


def test_a_pubmed_id_is_completed_by_pubmed(library: Library) -> None:
    library.answers({"result": {"uids": ["123"], "123": PUBMED}})
    pasted = read("PMID 123")
    source_lookup.complete(pasted)
    assert pasted.fields == {
        "pubmed_id": "123",
        "doi": DOI,
        "title": "A fine trial",
        "authors": "Author A, Author B, Author C, Author D, Author E, Author F, et al",
        "container_title": "Biological psychiatry",
        "year": "2013",
        "volume_pages": "74:250-6",
    }


def test_what_was_read_for_sure_stays_and_nobody_is_asked(library: Library) -> None:
    pasted = read(f"Rivera A. Walking. J Ex. 2021;1:1-2. doi: {DOI}")
    source_lookup.complete(pasted)
    assert pasted.fields["title"] == "Walking"
    assert library.asked == []


def test_a_guess_gives_way(library: Library) -> None:
    library.answers({"message": CROSSREF})
    pasted = read(f"Somebody wrote this. It helps. doi: {DOI}")
    assert "title" in pasted.unsure
    source_lookup.complete(pasted)
    assert pasted.fields["title"] == "A fine trial & more"
    assert "title" not in pasted.unsure


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (404, b"", "Crossref does not know this id."),
        (503, b"", "Crossref could not be asked."),
        (200, b"<html>", "Crossref could not be asked."),
        (200, b'{"message": {"title": ["A"], "author": [7]}}', "made no sense"),
        (200, b'{"message": {"title": ["A"], "issued": {"date-parts": []}, "author": {}}}', ""),
        (200, b"[]", ""),
        (200, b"x" * 2_100_000, "Crossref could not be asked."),
    ],
)
def test_a_bad_answer_is_told_in_words(
    library: Library, status: int, body: bytes, told: str
) -> None:
    library.status, library.body = status, body
    pasted = read(DOI)
    if told:
        with pytest.raises(source_lookup.LookUpError, match=told):
            source_lookup.complete(pasted)
    else:
        source_lookup.complete(pasted)
    assert pasted.fields["doi"] == DOI


def test_nobody_waits_for_long(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_lookup, "PATIENCE", 0.2)
    library.waits = 3
    start = time.monotonic()
    with pytest.raises(source_lookup.LookUpError, match="could not be asked"):
        source_lookup.complete(read(DOI))
    assert time.monotonic() - start < 2


@pytest.mark.django_db
class TestInTheChooser:
    def paste(self, text: str) -> dict[str, Any]:
        editor = Client()
        editor.force_login(UserFactory(group="Editors"))
        address = reverse("wagtailsnippetchoosers_content_reference:create")
        response = editor.post(address, {"step": "read", "new-source-pasted": text})
        answer: dict[str, Any] = response.json()
        return answer

    def test_the_form_is_filled_in(self, library: Library) -> None:
        library.answers({"message": CROSSREF})
        html = self.paste(DOI)["htmlFragment"]
        assert "A fine trial &amp; more</textarea>" in html
        assert "The title is still missing" not in html

    def test_a_failure_is_told_and_the_form_is_there(self, library: Library) -> None:
        library.status = 500
        html = self.paste(DOI)["htmlFragment"]
        assert "Crossref could not be asked." in html
        assert f'value="{DOI}"' in html

    def test_a_source_whose_doi_only_pubmed_knew_is_found(self, library: Library) -> None:
        known = ReferenceFactory(doi=DOI)
        library.answers({"result": {"123": PUBMED}})
        assert self.paste("123")["result"]["id"] == str(known.pk)

    def test_nobody_is_asked_of_what_the_library_has(self, library: Library) -> None:
        ReferenceFactory(doi=DOI)
        assert self.paste(DOI)["step"] == "chosen"
        assert library.asked == []

    def test_nobody_is_asked_unless_the_clinic_wants_it(
        self, library: Library, settings: Any
    ) -> None:
        settings.SOURCE_LOOKUP = False
        assert "The title is still missing." in self.paste(DOI)["htmlFragment"]
        assert library.asked == []
