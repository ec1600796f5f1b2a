"""The guides of `docs/` in the admin: one source, every link and picture in its place."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from clinic.desk.guide import GUIDES, found_in_guides, guides_for, parts_of
from tests.factories import UserFactory
from tests.support.review import a_clinician

pytestmark = pytest.mark.once

DOCS = Path(__file__).resolve().parents[2] / "docs"


def shown(guide: str) -> str:
    return "".join(part.html for part in parts_of(guide))


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


@pytest.mark.parametrize("guide", GUIDES)
class TestAGuide:
    def test_has_every_heading_of_its_file(self, guide: str) -> None:
        headings = re.findall("^#+ (.+)$", (DOCS / f"{guide}.md").read_text(), re.MULTILINE)
        assert [part.heading for part in parts_of(guide)] == headings

    def test_leads_to_parts_that_exist(self, guide: str) -> None:
        anchors = {name: {part.anchor for part in parts_of(name)} for name in GUIDES}
        for href in re.findall('href="([^"]+)"', shown(guide)):
            address, _hash, anchor = href.partition("#")
            name = address.strip("/").rpartition("/")[2] or guide
            assert name in GUIDES, f"{href} is not shown in the admin"
            assert not anchor or anchor in anchors[name], href

    def test_shows_its_pictures_with_their_words(self, guide: str) -> None:
        written = len(re.findall(r"!\[", (DOCS / f"{guide}.md").read_text()))
        pictures = re.findall(r'<img src="/static/([^"]+)" alt="([^"]+)"', shown(guide))
        assert len(pictures) == written
        assert all(finders.find(name) for name, _alt in pictures)

    def test_has_no_list_of_its_own_contents_twice(self, guide: str) -> None:
        assert '<li><a href="#' not in parts_of(guide)[0].html


class TestTheSearch:
    @pytest.mark.parametrize(
        ("words", "heading"),
        [
            ("cite a source", "Cite a source"),
            ("citing", "Cite a source"),
            ("publish later", "Publish later"),
            ("second factor", "Log in"),
            ("alternative text", "Pictures"),
            ("redact", "One comment"),
        ],
    )
    def test_finds_the_part_that_answers(self, words: str, heading: str) -> None:
        assert heading in [found.part.heading for found in found_in_guides(words, list(GUIDES))[:3]]

    @pytest.mark.parametrize("words", ["", "  ", "?!", "zyzzyva", "a" * 500, "\x00", "((("])
    def test_finds_nothing_in_rubbish(self, words: str) -> None:
        assert found_in_guides(words, list(GUIDES)) == []


@pytest.mark.django_db
class TestTheShelf:
    def test_begins_with_the_guide_of_the_role(self) -> None:
        assert guides_for(UserFactory(group="Editors"))[:2] == ["first-article", "editors"]
        assert guides_for(a_clinician().user)[0] == "clinicians"
        assert guides_for(UserFactory(group="Moderators"))[0] == "moderators"

    def test_is_one_click_from_every_page_of_the_admin(self, editor: Client) -> None:
        assert reverse("desk:guide") in editor.get("/admin/images/").content.decode()

    def test_shows_what_is_found(self, editor: Client) -> None:
        html = editor.get(reverse("desk:guide"), {"q": "cite"}).content.decode()
        assert "editors/#cite-a-source" in html
        html = editor.get(reverse("desk:guide"), {"q": "<b>zyzzyva</b>"}).content.decode()
        assert "Try another word" in html
        assert "<b>zyzzyva" not in html

    def test_knows_no_other_file(self, editor: Client) -> None:
        assert editor.get("/admin/desk/guide/operators/").status_code == 404
