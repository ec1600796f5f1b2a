"""A picture in the library is the picture and nothing else."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageCms, ImageSequence
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

CAMERA, ORIENTATION, GPS, LATITUDE = 0x0110, 0x0112, 0x8825, 2
ON_ITS_SIDE = 6  # https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf, 4.6.4
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Ada Example</x:xmpmeta>"


def exif() -> bytes:
    """What a telephone writes: its name, where it was, how it was held."""
    told = Image.Exif()
    told[CAMERA] = "Ada's telephone"
    told[ORIENTATION] = ON_ITS_SIDE
    told.get_ifd(GPS)[LATITUDE] = (51.0, 30.0, 0.0)
    return told.tobytes()


def picture(kind: str, **options: Any) -> bytes:
    content = BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(content, kind, **options)
    return content.getvalue()


@pytest.fixture
def kept(client: Client) -> Callable[[str, bytes], bytes]:
    """Uploads a picture as an editor, and gives what the library keeps of it."""
    client.force_login(UserFactory(group="Editors"))

    def upload(name: str, content: bytes) -> bytes:
        form = {"title": "A tree", "collection": 1, "file": SimpleUploadedFile(name, content)}
        assert client.post(reverse("wagtailimages:add"), form).status_code == 302
        with get_image_model().objects.latest("pk").file.open("rb") as file:
            return file.read()

    return upload


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_it_does_not_tell_where_and_with_what_it_was_taken(
    kept: Callable[[str, bytes], bytes], kind: str
) -> None:
    content = picture(kind, exif=exif(), xmp=XMP)
    assert b"telephone" in content

    stored = kept(f"tree.{kind}", content)

    assert b"telephone" not in stored
    assert b"Ada Example" not in stored
    with Image.open(BytesIO(stored)) as drawn:
        assert drawn.format == kind.upper()
        assert not drawn.getexif()
        assert drawn.size == (40, 60)  # upright, as the camera meant it


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp", "avif"])
def test_nothing_stands_behind_it(kept: Callable[[str, bytes], bytes], kind: str) -> None:
    stored = kept(f"tree.{kind}", picture(kind) + b"<script>alert(1)</script>PK\x03\x04")
    assert b"<script>" not in stored
    assert b"PK\x03\x04" not in stored


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_it_still_moves(kept: Callable[[str, bytes], bytes], kind: str) -> None:
    first, *others = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green"))
    content = BytesIO()
    first.save(content, kind, save_all=True, append_images=others, duration=[100, 200, 300])

    stored = kept(f"tree.{kind}", content.getvalue())

    with Image.open(BytesIO(stored)) as drawn:
        frames = [frame.copy() for frame in ImageSequence.Iterator(drawn)]
    assert [frame.info["duration"] for frame in frames] == [100, 200, 300]
    assert [strongest_colour(frame) for frame in frames] == ["red", "blue", "green"]


def strongest_colour(picture: Image.Image) -> str:
    amounts = [band.getextrema() for band in picture.convert("RGB").split()]
    return ("red", "green", "blue")[amounts.index(max(amounts))]


def test_its_colours_and_its_clear_parts_stay(kept: Callable[[str, bytes], bytes]) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = BytesIO()
    Image.new("RGBA", (20, 20), (200, 10, 10, 0)).save(content, "png", icc_profile=profile)

    with Image.open(BytesIO(kept("tree.png", content.getvalue()))) as drawn:
        assert drawn.info["icc_profile"] == profile
        assert drawn.getpixel((5, 5)) == (200, 10, 10, 0)

    palette = BytesIO()
    Image.new("P", (20, 20), 1).save(palette, "gif", transparency=1)
    with Image.open(BytesIO(kept("tree.gif", palette.getvalue()))) as drawn:
        assert drawn.convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_a_drawing_that_may_hold_a_program_is_refused(client: Client) -> None:
    client.force_login(UserFactory(group="Editors"))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name in ("tree.svg", "tree.png"):
        form = {"title": "A tree", "collection": 1, "file": SimpleUploadedFile(name, drawing)}
        assert client.post(reverse("wagtailimages:add"), form).status_code == 200
    assert not get_image_model().objects.exists()


def test_a_document_is_saved_and_never_shown_by_the_site(client: Client) -> None:
    leaflet = get_document_model().objects.create(
        title="A leaflet", file=SimpleUploadedFile("leaflet.pdf", b"%PDF-1.4")
    )
    response = client.get(leaflet.url)
    assert response.headers["Content-Disposition"].startswith("attachment")
