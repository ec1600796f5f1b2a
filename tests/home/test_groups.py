"""What each group may do in the admin, and what not; asked as a browser would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import ArticlePage
from clinic.content.models import ClinicSettings, Person, Topic
from home.models import HomePage, StandardPage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_member(client: Client) -> Callable[[str], Client]:
    """A browser in which a member of the group is logged in."""

    def as_member(group: str) -> Client:
        client.force_login(UserFactory(group=group))
        return client

    return as_member


def is_refused(response: Any) -> bool:
    """Whether the admin turned the user away."""
    if response.status_code == 302:
        return bool(response.headers["Location"] == reverse("wagtailadmin_home"))
    return bool(response.status_code in (403, 404))


def snippet(name: str, action: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_content_{name}:{action}", args=args)


def article_form(**fields: Any) -> dict[str, str]:
    return nested_form_data(
        {
            "title": "Sleep",
            "slug": "sleep",
            "summary": "Of sleep.",
            "in_short": rich_text(""),
            "body": streamfield([]),
            "references": streamfield([]),
            "related_articles": streamfield([]),
            "feedback_comments": "open",
            "article_authors-TOTAL_FORMS": "0",
            "article_authors-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            **fields,
        }
    )


FORBIDDEN = {
    "users": lambda: reverse("wagtailusers_users:index"),
    "a new user": lambda: reverse("wagtailusers_users:add"),
    "groups": lambda: reverse("wagtailusers_groups:index"),
    "sites": lambda: reverse("wagtailsites:index"),
    "collections": lambda: reverse("wagtailadmin_collections:index"),
    "workflows": lambda: reverse("wagtailadmin_workflows:index"),
    "redirects": lambda: reverse("wagtailredirects:index"),
    "clinic settings": lambda: reverse(
        "wagtailsettings:edit", args=["content", "clinicsettings", Site.objects.get().pk]
    ),
}


@pytest.mark.parametrize("group", ["Editors", "Clinicians", "Moderators"])
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_group_runs_the_site(as_member: Callable[[str], Client], group: str, what: str) -> None:
    assert is_refused(as_member(group).get(FORBIDDEN[what]()))


class TestAnEditor:
    @pytest.fixture
    def editor(self, as_member: Callable[[str], Client]) -> Client:
        return as_member("Editors")

    def test_writes_articles_that_a_clinician_publishes(self, editor: Client) -> None:
        index = ArticleIndexPageFactory()
        add = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", index.pk])
        assert editor.get(add).status_code == 200
        response = editor.post(add, article_form(**{"action-publish": "Publish"}))
        article = ArticlePage.objects.get()
        assert response.status_code == 302
        assert not article.live

    def test_publishes_pages_about_the_clinic(self, editor: Client, home: HomePage) -> None:
        add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
        fields = {
            "title": "Costs",
            "slug": "costs",
            "summary": "Of costs.",
            "body": streamfield([]),
        }
        comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        form = nested_form_data({**fields, **comments, "action-publish": "Publish"})
        assert editor.post(add, form).status_code == 302
        assert StandardPage.objects.get().live

    def test_changes_and_takes_back_what_others_wrote(self, editor: Client) -> None:
        article = ArticlePageFactory(title="Sleep")
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        editor.post(edit, article_form(title="Rest"))
        article.refresh_from_db()
        assert article.draft_title == "Rest"
        editor.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
        article.refresh_from_db()
        assert not article.live

    def test_cannot_delete_a_page_together_with_those_below_it(self, editor: Client) -> None:
        index = ArticlePageFactory().get_parent()
        assert is_refused(editor.post(reverse("wagtailadmin_pages:delete", args=[index.pk])))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        editor.post(f"{bulk}?id={index.pk}")
        assert ArticlePage.objects.exists()

    def test_adds_pictures_and_documents(self, editor: Client) -> None:
        picture = ImageFactory().file
        picture.open()
        collection = Collection.get_first_root_node().pk
        editor.post(
            reverse("wagtailimages:add"),
            {
                "title": "A lake",
                "description": "",
                "credit": "",
                "tags": "",
                "collection": collection,
                "file": SimpleUploadedFile("lake.png", picture.read(), "image/png"),
            },
        )
        assert get_image_model().objects.filter(title="A lake").exists()
        editor.post(
            reverse("wagtaildocs:add"),
            {
                "title": "A leaflet",
                "tags": "",
                "collection": collection,
                "file": SimpleUploadedFile("leaflet.txt", b"words", "text/plain"),
            },
        )
        assert get_document_model().objects.filter(title="A leaflet").exists()

    @pytest.mark.parametrize("name", ["lake.svg", "lake.html", "lake.exe", "lake"])
    def test_uploads_nothing_that_a_browser_would_run(self, editor: Client, name: str) -> None:
        script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
        for add, kind in (("wagtailimages:add", "image/svg+xml"), ("wagtaildocs:add", "text/html")):
            upload = SimpleUploadedFile(name, script, kind)
            collection = Collection.get_first_root_node().pk
            editor.post(
                reverse(add), {"title": "X", "tags": "", "collection": collection, "file": upload}
            )
        assert not get_image_model().objects.exists()
        assert not get_document_model().objects.exists()

    def test_keeps_people_topics_and_references(self, editor: Client) -> None:
        add = editor.post(
            snippet("topic", "add"), {"name": "Sleep", "slug": "sleep", "description": ""}
        )
        assert add.status_code == 302
        topic = Topic.objects.get()
        editor.post(
            snippet("topic", "edit", topic.pk), {"name": "Rest", "slug": "rest", "description": ""}
        )
        topic.refresh_from_db()
        assert topic.name == "Rest"
        for name in ("person", "reference"):
            assert editor.get(snippet(name, "list")).status_code == 200
            assert editor.get(snippet(name, "add")).status_code == 200

    @pytest.mark.parametrize(
        ("name", "factory"),
        [("person", PersonFactory), ("topic", TopicFactory), ("reference", ReferenceFactory)],
    )
    def test_does_not_delete_them(self, editor: Client, name: str, factory: Any) -> None:
        thing = factory()
        assert is_refused(editor.post(snippet(name, "delete", thing.pk)))
        assert type(thing).objects.filter(pk=thing.pk).exists()

    def test_does_not_register_a_clinician_whom_nobody_could_check(self, editor: Client) -> None:
        fields = {
            "name": "Dr Ada Example",
            "role": "",
            "credentials": "",
            "registration_number": "",
            "photo": "",
            "biography": rich_text(""),
            "is_clinician": "on",
        }
        refused = editor.post(snippet("person", "add"), fields)
        assert refused.status_code == 200
        assert not Person.objects.exists()
        complete = {**fields, "credentials": "MRCPsych", "registration_number": "123"}
        assert editor.post(snippet("person", "add"), complete).status_code == 302
        assert Person.objects.get().is_clinician


class TestAClinician:
    def test_reads_what_would_be_cited_and_changes_nothing(
        self, as_member: Callable[[str], Client]
    ) -> None:
        clinician = as_member("Clinicians")
        article, person = ArticlePageFactory(title="Sleep"), PersonFactory(name="Dr Ada")
        for name in ("person", "topic", "reference"):
            assert clinician.get(snippet(name, "list")).status_code == 200
            assert is_refused(clinician.get(snippet(name, "add")))
        clinician.post(snippet("person", "edit", person.pk), {"name": "Changed"})
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        assert is_refused(clinician.post(edit, article_form(title="Changed")))
        person.refresh_from_db()
        article.refresh_from_db()
        assert (person.name, article.title) == ("Dr Ada", "Sleep")


class TestAModerator:
    def test_opens_the_admin_and_changes_no_content(
        self, as_member: Callable[[str], Client]
    ) -> None:
        moderator = as_member("Moderators")
        article = ArticlePageFactory(title="Sleep")
        assert moderator.get(reverse("wagtailadmin_home")).status_code == 200
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        assert is_refused(moderator.post(edit, article_form(title="Changed")))
        for name in ("person", "topic", "reference"):
            assert is_refused(moderator.get(snippet(name, "list")))
        assert is_refused(moderator.get(reverse("wagtailimages:add")))


def test_who_is_in_no_group_does_not_get_in(client: Client) -> None:
    client.force_login(UserFactory())
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert "/login/" in response.headers["Location"]


def test_each_group_has_its_work() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Clinical leads",
        "Clinicians",
        "Editors",
        "Moderators",
    }


def test_the_clinic_settings_are_changed_by_who_runs_the_site(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    site = Site.objects.get()
    edit = reverse("wagtailsettings:edit", args=["content", "clinicsettings", site.pk])
    assert client.get(edit).status_code == 200
    form = nested_form_data(
        {
            "name": "Clinic by the Lake",
            "tagline": "",
            "address": "",
            "telephone": "",
            "email": "",
            "opening_hours": "",
            "medical_disclaimer": rich_text(""),
            "crisis_lines": streamfield(
                [("line", {"name": "Line", "number": "116 123", "text_line": "", "url": ""})]
            ),
            "header_links": streamfield([]),
            "footer_links": streamfield([]),
        }
    )
    client.post(edit, {**form, "crisis_lines-0-value-hours": "day and night"})
    changed = ClinicSettings.for_site(site)
    assert changed.name == "Clinic by the Lake"
    assert changed.crisis_lines[0].value["number"] == "116 123"
