"""Uploads in a bucket, and what a person sees of it when it does not answer."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from clinic.bucket import BucketUnreachable
from tests.factories import StandardPageFactory, UserFactory
from tests.support.buckets import new_bucket, storage
from tests.support.servers import free_port

pytestmark = pytest.mark.django_db

CommitCallbacks = Any


@pytest.fixture
def bucket(settings: Settings) -> Any:
    bucket = new_bucket()
    settings.STORAGES = {**settings.STORAGES, "default": storage(bucket.name)}
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "clinic.bucket.TellsWhenUnreachable"]
    return bucket


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def keys(bucket: Any) -> set[str]:
    return {found.key for found in bucket.objects.all()}


def picture(colour: str = "red") -> bytes:
    content = BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "PNG")
    return content.getvalue()


def upload(editor: Client, kind: str, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    form = {"title": "A thing", "collection": Collection.get_first_root_node().pk, "file": file}
    return editor.post(reverse(f"{kind}:add"), form)


def break_off(settings: Settings) -> None:
    """Nobody listens where the bucket was."""
    gone = storage("clinic", f"http://127.0.0.1:{free_port()}")
    settings.STORAGES = {**settings.STORAGES, "default": gone}


class TestAPicture:
    def test_is_given_out_by_the_bucket_and_may_be_kept_by_browsers(
        self, bucket: Any, editor: Client
    ) -> None:
        assert upload(editor, "wagtailimages", "tree.png", picture()).status_code == 302
        rendition = get_image_model().objects.get().get_rendition("width-30")
        assert f"/{bucket.name}/images/tree" in rendition.url
        assert bucket.Object(rendition.file.name).cache_control == "public, max-age=2592000"
        assert bucket.Object(rendition.file.name).content_type == "image/png"

    def test_never_takes_the_place_of_another_one_of_its_name(
        self, bucket: Any, editor: Client
    ) -> None:
        for colour in ("red", "blue"):
            upload(editor, "wagtailimages", "tree.png", picture(colour))
        one, other = get_image_model().objects.order_by("pk")
        assert one.file.name != other.file.name
        assert one.file.read() != other.file.read()

    def test_goes_with_all_its_sizes(
        self, bucket: Any, editor: Client, django_capture_on_commit_callbacks: CommitCallbacks
    ) -> None:
        upload(editor, "wagtailimages", "tree.png", picture())
        image = get_image_model().objects.get()
        image.get_rendition("width-30")
        assert len(keys(bucket)) >= 2
        with django_capture_on_commit_callbacks(execute=True):
            image.delete()
        assert not keys(bucket)


class TestADocument:
    @pytest.fixture
    def document(self, bucket: Any, editor: Client) -> Any:
        upload(editor, "wagtaildocs", "leaflet.pdf", b"%PDF-1.4 leaflet")
        return get_document_model().objects.get()

    def test_is_given_out_by_the_site_itself(self, document: Any) -> None:
        response = Client().get(document.url)
        assert response.status_code == 200
        assert b"".join(response.streaming_content) == b"%PDF-1.4 leaflet"
        assert response.headers["Content-Disposition"].startswith("attachment")

    def test_has_no_address_in_the_bucket(self, document: Any, editor: Client) -> None:
        with pytest.raises(NotImplementedError):
            _ = document.file.url
        edit = editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
        assert document.url in edit
        assert "/documents/leaflet" not in re.sub(re.escape(document.url), "", edit)

    def test_of_a_private_collection_is_private(self, document: Any) -> None:
        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type="login"
        )
        response = Client().get(document.url)
        assert response.status_code == 302
        assert "login" in response.headers["Location"]

    def test_is_not_marked_for_anybody_to_keep(self, document: Any, bucket: Any) -> None:
        assert bucket.Object(document.file.name).cache_control is None


class TestABucketThatDoesNotAnswer:
    @pytest.mark.parametrize(
        ("kind", "name"), [("wagtailimages", "tree.png"), ("wagtaildocs", "leaflet.pdf")]
    )
    def test_loses_no_form_and_keeps_no_half(
        self, bucket: Any, settings: Settings, editor: Client, kind: str, name: str
    ) -> None:
        break_off(settings)
        response = upload(editor, kind, name, picture())
        assert response.status_code == 503
        assert "what you typed is still in the form" in response.content.decode()
        assert not get_image_model().objects.exists()
        assert not get_document_model().objects.exists()

    def test_leaves_pages_readable_with_and_without_a_size_of_the_picture(
        self, bucket: Any, settings: Settings, editor: Client, client: Client, admitted: None
    ) -> None:
        upload(editor, "wagtailimages", "tree.png", picture())
        image = get_image_model().objects.get()
        block = {"type": "image", "value": {"image": image.pk, "alt_text": "A tree"}}
        page = StandardPageFactory(body=[block])
        break_off(settings)
        assert Client().get(page.url).status_code == 200

    def test_is_an_error_as_a_folders_would_be(self, bucket: Any, settings: Settings) -> None:
        break_off(settings)
        for act in (default_storage.exists, default_storage.open, default_storage.delete):
            with pytest.raises(BucketUnreachable):
                act("images/tree.png")
        with pytest.raises(BucketUnreachable):
            default_storage.save("images/tree.png", ContentFile(b""))

    @pytest.mark.usefixtures("no_worker")
    def test_is_told_by_readyz(self, bucket: Any, settings: Settings, client: Client) -> None:
        assert client.get("/readyz").status_code == 200
        break_off(settings)
        assert client.get("/readyz").content == b"not ready: storage\n"


def test_a_file_that_is_missing_is_a_missing_file(bucket: Any) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("documents/nothing.pdf")


def test_what_is_a_picture_is_what_nginx_takes_for_one() -> None:
    from clinic.bucket import PICTURES
    from clinic.views import PICTURES as SERVED

    assert PICTURES == SERVED
