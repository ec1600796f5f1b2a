"""What Wagtail's admin shows to all who may enter it, shown to those whom it concerns; and what
its own forms never send."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission

from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_may_not_move_a_page_is_not_told_its_title(client: Client) -> None:
    page = StandardPageFactory(title="Quagga", live=False)
    client.force_login(UserFactory(group="Moderators"))
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk])
    assert client.get(confirm).headers["Location"] == reverse("wagtailadmin_home")


def test_a_script_is_told_that_it_may_not(client: Client) -> None:
    client.force_login(UserFactory(group="Moderators"))
    choose = reverse("wagtailadmin_choose_page")
    answer = client.get(choose, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_a_group_of_one_collection_sees_and_changes_no_document_of_another(
    client: Client,
) -> None:
    ours, theirs = (Collection.get_first_root_node().add_child(name=name) for name in "ab")
    group = Group.objects.create(name="Of one collection")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in ("add", "change", "choose", "delete"):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=ours,
            permission=Permission.objects.get(
                content_type__app_label="wagtaildocs", codename=f"{action}_document"
            ),
        )
    mine, other = (
        get_document_model().objects.create(
            title=title, collection=collection, file=ContentFile(b"x", "x.txt")
        )
        for title, collection in (("Zorilla", ours), ("Quagga", theirs))
    )
    client.force_login(UserFactory(group=group.name))
    for name in (
        "wagtaildocs:index",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
    ):
        html = client.get(reverse(name)).content.decode()
        assert ("Zorilla" in html, "Quagga" in html) == (True, False), name
    chosen = client.get(reverse("wagtaildocs_chooser:chosen_multiple"), {"id": [mine.pk, other.pk]})
    assert "Quagga" not in chosen.content.decode()
    for name in ("wagtaildocs:edit", "wagtaildocs:delete", "wagtaildocs:document_usage"):
        answers = [client.get(reverse(name, args=[each.pk])).status_code for each in (mine, other)]
        assert answers == [200, 302], name
    client.post(reverse("wagtaildocs:delete", args=[other.pk]))
    assert get_document_model().objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("group", ["Clinicians", "Clinical leads", "Moderators"])
@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "delete"])
def test_nobody_does_to_many_pages_what_is_forbidden_for_one(
    client: Client, group: str, action: str
) -> None:
    page = StandardPageFactory(live=action != "publish")
    client.force_login(UserFactory(group=group))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{bulk}?id={page.pk}", {"chooser": page.get_parent().pk})
    after = type(page).objects.get(pk=page.pk)
    assert (after.live, after.path) == (page.live, page.path)


class TestWhatTheAdminCannotRead:
    @pytest.fixture
    def editor(self, client: Client) -> Client:
        """What an error would raise, the client would too."""
        client.force_login(UserFactory(group="Editors"))
        return client

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("wagtailadmin_pages:edit", {"title": "x"}),
            ("wagtailadmin_pages:copy", {}),
            ("wagtailadmin_pages:move", {"new_parent_page": "é"}),
        ],
    )
    def test_a_form_of_a_page_that_is_none_is_refused(
        self, editor: Client, name: str, data: dict[str, Any]
    ) -> None:
        page = ArticlePageFactory(title="Sleep")
        assert editor.post(reverse(name, args=[page.pk]), data).status_code == 400
        assert type(page).objects.get(pk=page.pk).title == "Sleep"

    @pytest.mark.parametrize(
        "name",
        [
            "wagtaildocs_chooser:chosen_multiple",
            "wagtailsnippetchoosers_content_topic:chosen_multiple",
        ],
    )
    def test_a_key_that_is_no_number_is_refused(self, editor: Client, name: str) -> None:
        assert editor.get(reverse(name), {"id": "é"}).status_code == 400

    def test_an_address_without_the_address_is_refused(self, editor: Client) -> None:
        assert editor.post(reverse("wagtailadmin_choose_page_external_link")).status_code == 400

    def test_a_snippet_is_not_made_where_it_is_chosen(self, editor: Client) -> None:
        create = reverse("wagtailsnippetchoosers_content_topic:create")
        assert editor.post(create).status_code == 404

    def test_an_error_of_our_own_stays_one(
        self, editor: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*args: Any, **kwargs: Any) -> None:
            raise ValueError("of our own")

        monkeypatch.setattr("search.explaining.ExplanationView.get_context_data", fails)
        with pytest.raises(ValueError, match="of our own"):
            editor.get(reverse("search_explanation"))

    def test_is_json_that_nests_too_deep(self, editor: Client) -> None:
        deep = "[" * 100_000
        dismiss = reverse("wagtailadmin_dismissibles")
        assert editor.patch(dismiss, deep, content_type="application/json").status_code == 400

    def test_is_a_key_that_no_database_has_room_for(self, admin_client: Client) -> None:
        task = GroupApprovalTask.objects.get()
        edit = reverse("wagtailadmin_workflows:edit_task", args=[task.pk])
        assert admin_client.post(edit, {"groups": "9" * 25}).status_code < 500

    def test_is_where_to_lead_on_to(self, editor: Client) -> None:
        page = StandardPageFactory()
        unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        assert editor.post(unpublish, {"next": "' OR 1=1 --"}).status_code == 400
