"""What an editor may put into the image library."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from tests.factories import ArticlePageFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db


def picture(kind: str) -> bytes:
    content = BytesIO()
    Image.effect_noise((300, 200), 80).convert("RGB").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "avif"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_picture_that_is_not_whole_is_refused_with_a_message(
    client: Client, kind: str, part: float
) -> None:
    client.force_login(UserFactory(group="Editors"))
    whole = picture(kind)
    form = {"title": "A tree", "collection": 1}
    add = reverse("wagtailimages:add")
    half = SimpleUploadedFile(f"tree.{kind}", whole[: int(part * len(whole))])
    html = client.post(add, {**form, "file": half}).content.decode()
    assert "either not an image or a corrupted image" in html
    assert "A tree" in html
    assert not get_image_model().objects.exists()

    client.post(add, {**form, "file": SimpleUploadedFile(f"tree.{kind}", whole)})
    assert get_image_model().objects.get().title == "A tree"


@pytest.mark.parametrize(("before", "after"), [(False, False), (False, True), (True, False)])
def test_two_versions_of_a_step_are_compared_with_and_without_a_picture(
    before: bool, after: bool
) -> None:
    picture = ImageFactory(title="A chair")

    def steps(text: str, has_picture: bool) -> str:
        image = {"image": picture.pk, "alt_text": "A chair", "decorative": False}
        none = {"image": None, "alt_text": "", "decorative": False}
        chosen = image if has_picture else none
        step = {"title": "You sit", "text": text, "duration": "", "image": chosen}
        value = {"heading": "The day", "anchor": "", "introduction": "", "steps": [step]}
        return json.dumps([{"type": "process_steps", "id": "the-steps", "value": value}])

    page = ArticlePageFactory(live=False, body=steps("<p>Sit down.</p>", before))
    old = page.save_revision()
    page.body = steps("<p>Lie down.</p>", after)
    new = page.save_revision()
    client = Client()
    client.force_login(UserFactory(group="Editors"))
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, new.pk])
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Lie" in html
    assert ("A chair" in html) is (before or after)
