"""Every address of the site, asked what nobody's browser would ask."""

import logging
import os
import re
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.factories import UserFactory
from tests.support.addresses import views
from tests.support.forms import fields_of
from tests.support.hostile import FILES, Attacker, HostileRequest
from tests.support.one_of_each import one_of_each

pytestmark = pytest.mark.django_db
SEED = 20_240_229
CANARY = "f5a1c0de-canary"
# Wagtail's way to see what an error looks like.
ON_PURPOSE = {"wagtailadmin_error_test"}
PATIENCE = 10  # seconds


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """A folder of this test's own, a few levels above that of the uploads, with a file beside them
    that no answer may give."""
    settings.MEDIA_ROOT = tmp_path / "one" / "two" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT.parent / "canary.txt").write_text(CANARY)
    return tmp_path


@pytest.fixture
def things(place: Path) -> dict[str, Any]:
    """One of each thing that an address may name, and a document that has an address of its own."""
    things = one_of_each()
    document = Path(settings.MEDIA_ROOT, "documents", "canary.txt")
    document.parent.mkdir(exist_ok=True)
    document.write_text(CANARY)
    return things


@pytest.fixture
def _quiet() -> Iterator[None]:
    """Thousands of refusals are logged otherwise."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def addresses(things: dict[str, Any]) -> list[str]:
    """Every address of the site, and some that are none."""
    found = [view.address(things) for view in views() if view.name not in {"", *ON_PURPOSE}]
    picture = things["path"]
    return [
        *found,
        f"/media/{picture}",
        "/media/documents/canary.txt",
        "/static/css/base.css",
        "/admin/nothing/",
        "/es/",
        "/nothing/at/all/",
    ]


def ask(client: Client, request: HostileRequest) -> HttpResponse:
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()
    }
    return client.generic(
        request.method,
        "/",
        request.body,
        request.content_type,
        PATH_INFO=unquote_to_bytes(request.path.encode("latin-1")).decode("latin-1"),
        QUERY_STRING=request.query,
        **headers,
    )


def wrong_with(response: HttpResponse, seconds: float) -> list[str]:
    """What is wrong with an answer, in words; nothing where it is fine."""
    content = response.getvalue() if response.streaming else response.content
    location = response.headers.get("Location", "")
    tells = [b"Traceback (most recent", b"site-packages", str(settings.BASE_DIR).encode()]
    tells += [str(settings.VAR_DIR).encode(), CANARY.encode(), b"root:x:0"]
    return [
        *([f"status {response.status_code}"] if response.status_code >= 500 else []),
        *[f"tells {word!r}" for word in tells if word in content],
        *([f"took {seconds:.1f} s"] if seconds > PATIENCE else []),
        *([f"leads to {location}"] if "\n" in location or location.startswith("//") else []),
    ]


def form_at(client: Client, address: str) -> list[tuple[str, str]]:
    """The fields of the forms that somebody gets there; what asking changes is taken back."""
    with transaction.atomic():
        response = client.get(address)
        transaction.set_rollback(True)
    is_page = "html" in response.headers.get("Content-Type", "") and not response.streaming
    return fields_of(response.content.decode()) if is_page else []


def attack(things: dict[str, Any], client: Client, seed: int, wanted: int) -> list[str]:
    """What was wrong with the answers to so many requests; each is taken back."""
    attacker = Attacker(seed, addresses(things), cache(partial(form_at, client)))
    cookies = client.cookies.copy()
    found = []
    for _ in range(wanted):
        request = attacker.request()
        client.cookies = cookies.copy()
        start = time.process_time()  # not what else the machine did meanwhile
        with transaction.atomic():
            response = ask(client, request)
            transaction.set_rollback(True)
        if wrong := wrong_with(response, time.process_time() - start):
            error = getattr(response, "exc_info", None)
            found.append(f"{wrong} {error and error[1]!r} for {request}")
    return found


def browser_of(who: str) -> Client:
    """An error is an answer, as it is from a server."""
    client = Client(raise_request_exception=False)
    if who == "administrator":
        client.force_login(UserFactory(is_superuser=True))
    elif who != "visitor":
        client.force_login(UserFactory(group=who))
    return client


def files_outside(place: Path) -> set[Path]:
    """What the site wrote that is no upload."""
    files = (path for path in place.rglob("*") if path.is_file())
    return {path for path in files if not path.is_relative_to(settings.MEDIA_ROOT)}


@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize(
    ("who", "wanted"), [("visitor", 300), ("Editors", 150), ("administrator", 150)]
)
def test_some_hostile_requests(place: Path, things: dict[str, Any], who: str, wanted: int) -> None:
    before = files_outside(place)
    assert attack(things, browser_of(who), SEED, wanted) == []
    assert files_outside(place) == before


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize(
    ("who", "wanted"),
    [("visitor", 10_000), ("Editors", 4000), ("Clinicians", 2000), ("administrator", 4000)],
)
def test_twenty_thousand_hostile_requests(
    place: Path, things: dict[str, Any], who: str, wanted: int, scale: float
) -> None:
    seed = int.from_bytes(os.urandom(4))
    print(f"seed {seed}")
    before = files_outside(place)
    assert attack(things, browser_of(who), seed, max(20, round(wanted * scale))) == []
    assert files_outside(place) == before


@pytest.mark.usefixtures("uploads_in_a_folder")
@pytest.mark.parametrize(("name", "kind", "content"), FILES, ids=range(len(FILES)))
def test_an_upload_is_kept_in_its_place_under_a_harmless_name(
    place: Path, name: str, kind: str, content: bytes
) -> None:
    client = browser_of("Editors")
    before = files_outside(place)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n'
        b"Content-Type: %b\r\n\r\n%b\r\n--b--\r\n" % (name.encode(), kind.encode(), content)
    )
    for add in ("wagtailimages:add", "wagtaildocs:add"):
        answer = client.post(reverse(add), body, content_type="multipart/form-data; boundary=b")
        assert answer.status_code < 500
    assert files_outside(place) == before
    for model, folder in (
        (get_image_model(), "original_images"),
        (get_document_model(), "documents"),
    ):
        for upload in model.objects.all():
            path = Path(upload.file.path)
            assert path.parent == Path(settings.MEDIA_ROOT, folder)
            assert re.fullmatch(r"[\w-][\w.-]*\.\w+", path.name)


def test_a_document_is_saved_and_never_shown() -> None:
    document = get_document_model().objects.create(
        title="X", file=ContentFile(b"<script>alert(1)</script>", "a.csv")
    )
    answer = Client().get(document.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/csv"
