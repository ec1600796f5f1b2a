"""What the site sends is well-formed: HTML without an error, feeds and sitemap as XML."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.browser.clinic import new_clinic, path_of


@pytest.mark.django_db
def test_every_page_is_valid_html(client: Client, validate_html: Callable[..., None]) -> None:
    clinic = new_clinic()
    documents = {
        name: client.get(address).content.decode() for name, address in clinic.addresses.items()
    }
    refused = client.post(clinic.unlock_address, {"password": "wrong", "return_url": "/"})
    documents["password, refused"] = refused.content.decode()
    for name, document in documents.items():
        assert "</html>" in document, name
    validate_html(documents)


@pytest.mark.django_db
def test_feed_and_sitemap_are_well_formed_xml(client: Client) -> None:
    clinic = new_clinic()
    feed = xml(client.get(f"{path_of(clinic.index)}feed/"))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert clinic.article.title in titles
    sitemap = xml(client.get("/sitemap.xml"))
    places = [place.text or "" for place in sitemap.iter() if place.tag.endswith("}loc")]
    assert any(place.endswith(path_of(clinic.article)) for place in places)
    assert not any(place.endswith(path_of(clinic.locked)) for place in places)


def xml(response: Any) -> ElementTree.Element:
    assert response.status_code == 200
    assert "xml" in response["Content-Type"]
    return ElementTree.fromstring(response.getvalue())
