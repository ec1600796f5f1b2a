"""Who may open which view of the admin, as a table. A view that is not in it fails the test."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.admin.ui.sidebar import SubMenuItem

from tests.factories import UserFactory
from tests.support.addresses import View, views
from tests.support.one_of_each import WORDS, one_of_each
from tests.support.review import a_clinician

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROLES = {
    "v": "a visitor",
    "n": "an account that may not enter the admin",
    "g": "a guest of the admin, in no group",
    "E": "Editors",
    "C": "Clinicians",
    "L": "Clinical leads",
    "M": "Moderators",
    "A": "an administrator",
}
ALL = "vngECLMA"
STAFF = "gECLMA"

# Of each room of the admin, by who gets an answer to GET and to POST ("-" nobody): its views.
Room = dict[tuple[str, str], str]
RUN_BY_A: Room = {
    ("A", "-"): "index index_results history history_results usage",
    ("A", "A"): "add edit delete copy",
}
RUN_BY_M: Room = {
    ("MA", "-"): "index index_results history history_results usage",
    ("MA", "MA"): "add edit copy delete",
}
LIBRARY: Room = {
    ("ECLA", "-"): "list list_results inspect",
    ("EA", "-"): "usage history history_results",
    ("EA", "EA"): "add edit copy",
    ("A", "A"): "delete",
}
SNIPPET_OF_A: Room = {
    ("A", "-"): "list list_results usage history history_results",
    ("A", "A"): "add edit delete copy",
}

FILES_API: Room = {("EA", "-"): "listing detail", ("-", "-"): "find"}


def chooser(who: str) -> Room:
    return {(who, "-"): "choose choose_results chosen chosen_multiple", ("-", "-"): "create"}


ROOMS: dict[str, Room] = {
    "": {
        (STAFF, "-"): "wagtailadmin_home wagtailadmin_dismissibles",
        (STAFF, STAFF): "wagtailadmin_account wagtailadmin_tag_autocomplete "
        "wagtailadmin_tag_model_autocomplete",
        ("ELA", "-"): "wagtailadmin_explore_root wagtailadmin_explore wagtailadmin_explore_results "
        "wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search "
        "wagtailadmin_choose_page_chosen_multiple",
        (
            "ELA",
            "ELA",
        ): "wagtailadmin_choose_page_external_link wagtailadmin_choose_page_email_link "
        "wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link",
        ("EA", "-"): "search_queries search_queries_results search_explanation "
        "search_not_found search_not_found_results",
        ("-", "ELA"): "paste_article",
        ("ECLA", "-"): "review_preview_link",
        ("ECLA", "ECLA"): "review_preview_links",
        ("-", "ECLA"): "review_preview_link_revoke review_preview_link_free "
        "review_preview_link_deal",
        # These want more than their address.
        ("-", "-"): "wagtail_bulk_action wagtailadmin_block_preview",
        (ALL, ALL): "wagtailadmin_sprite",
        (ALL, "-"): "wagtailadmin_javascript_catalog",
    },
    "wagtailadmin_api:pages": {
        (STAFF, "-"): "listing",
        ("ELA", "-"): "detail",
        ("-", "-"): "find action",
    },
    "wagtailadmin_api:documents": FILES_API,
    "wagtailadmin_api:images": FILES_API,
    "wagtailadmin_pages": {
        ("EA", "EA"): "add preview_on_add add_subpage delete unpublish move set_privacy "
        "revisions_unschedule",
        ("ELA", "-"): "type_use type_use_results usage search search_results revisions_view "
        "revisions_compare history history_results",
        # The page waits for a clinician, who may look at what is to be signed.
        ("ECLA", "ECLA"): "edit view_draft copy revisions_revert",
        ("ECLA", "-"): "workflow_history workflow_history_detail",
        ("ELA", "ELA"): "preview_on_edit",
        ("EA", "-"): "move_confirm",
        ("-", "EA"): "set_page_position",
        ("-", "A"): "lock unlock",
        # A form, a question and a redirect that tell nothing of a page.
        (STAFF, STAFF): "choose_parent confirm_workflow_cancellation revisions_index",
        ("C", "C"): "workflow_action collect_workflow_action_data",
        ("C", "-"): "workflow_preview",
        ("-", "-"): "convert_alias",  # of what is no alias
    },
    "wagtailadmin_collections": {("A", "-"): "index", ("A", "A"): "add edit delete set_privacy"},
    "wagtailadmin_workflows": {
        ("A", "-"): "index index_results usage usage_results task_index task_index_results "
        "task_chooser task_chooser_results disable_task",
        ("A", "A"): "add disable edit add_task select_task_type edit_task task_chooser_create "
        "task_chosen",
        ("-", "A"): "enable remove enable_task",
    },
    "wagtailadmin_reports": {
        ("A", "-"): "locked_pages locked_pages_results",
        ("ELA", "-"): "workflow workflow_results workflow_tasks workflow_tasks_results aging_pages "
        "aging_pages_results page_types_usage page_types_usage_results",
        (STAFF, "-"): "site_history site_history_results",  # of what one may see
    },
    "wagtailadmin_editing_sessions": {("-", "ELA"): "ping", ("-", STAFF): "release"},
    "clinic_sources": {("ECLA", "-"): "fallen fallen_results"},
    "clinic_access": {("A", "-"): "log_ins log_ins_results"},
    "clinic_review": {
        ("ECLA", "-"): "pages pages_results sign_offs sign_offs_results review",
        ("ECLA", "ECLA"): "minor",
        ("CL", "CL"): "withdraw",
        ("L", "L"): "emergency",
        ("C", "C"): "confirm",
    },
    "upkeep": {
        ("ELA", "-"): "care care_results flaws flaws_results reading reading_results",
        ("EA", "-"): "references references_results images images_results",
        ("ELA", "ELA"): "replace",
    },
    "desk": {
        (STAFF, "-"): "guide guide_page",
        ("ELA", "-"): "mine",
        ("EA", "EA"): "new_article keep_as_template",
    },
    "feedback_admin": {
        ("CMA", "CMA"): "queue comment",
        ("MA", "-"): "export inbox pages",
        ("MA", "MA"): "message page",
        ("EMA", "EMA"): "tasks",
    },
    "answer_templates": RUN_BY_M,
    "reject_reasons": {
        ("MA", "-"): "index index_results history history_results usage",
        ("MA", "MA"): "add edit copy",
        ("A", "A"): "delete",
    },
    "wagtailredirects": {
        ("A", "-"): "index index_results",
        ("A", "A"): "add edit delete start_import",
        ("-", "A"): "process_import",
    },
    "wagtailsearchpromotions": {
        ("EA", "-"): "index index_results",
        ("EA", "EA"): "add edit delete chooser chooserresults",
        ("A", "-"): "search_terms search_terms_results",
    },
    "wagtailsettings": {("A", "A"): "edit", ("-", "-"): "preview_on_edit"},
    "simple_translation": {
        ("A", "A"): "submit_page_translation",
        ("-", "-"): "submit_snippet_translation",
    },
    "wagtailembeds": {(STAFF, STAFF): "chooser chooser_upload"},
    "wagtaildocs": {
        ("EA", "-"): "index index_results document_usage",
        ("EA", "EA"): "add edit delete add_multiple",
        ("-", "EA"): "edit_multiple delete_multiple",
        # Somebody else's upload.
        ("-", "-"): "create_multiple_from_uploaded_document delete_upload_multiple",
    },
    "wagtailimages": {
        ("EA", "-"): "index index_results image_usage",
        ("EA", "EA"): "add edit delete preview add_multiple",
        ("-", "EA"): "edit_multiple delete_multiple",
        ("-", "-"): "create_multiple_from_uploaded_image delete_upload_multiple "
        "url_generator url_generator_output",
    },
    "wagtaildocs_chooser": {
        ("EA", "-"): "choose choose_results chosen chosen_multiple",
        ("EA", "EA"): "create",
    },
    "wagtailimages_chooser": {
        ("EA", "-"): "choose choose_results chosen chosen_multiple",
        ("EA", "EA"): "create select_format",
    },
    "wagtailsnippets": {("-", "-"): "index"},
    **dict.fromkeys(
        (
            "wagtailsnippets_content_person",
            "wagtailsnippets_content_topic",
            "wagtailsnippets_content_reference",
        ),
        LIBRARY,
    ),
    **dict.fromkeys(
        (
            "wagtailsnippetchoosers_content_person",
            "wagtailsnippetchoosers_content_topic",
        ),
        chooser("ECLA"),
    ),
    "wagtailsnippetchoosers_content_reference": {
        ("ECLA", "-"): "choose choose_results chosen chosen_multiple",
        ("EA", "EA"): "create",
    },
    "wagtailsnippets_content_sharedtext": {
        ("ECLA", "-"): "list list_results inspect usage history history_results "
        "revisions_view revisions_compare",
        ("ECLA", "ECLA"): "edit preview_on_edit revisions_revert",
        ("EA", "EA"): "add copy preview_on_add",
        ("CLA", "CLA"): "unpublish revisions_unschedule",
        ("A", "A"): "delete",
    },
    "wagtailsnippetchoosers_content_sharedtext": chooser("ECLA"),
    "wagtailsnippets_search_synonym": {
        ("EA", "-"): "list list_results usage history history_results",
        ("EA", "EA"): "add edit delete copy",
    },
    "wagtailsnippetchoosers_search_synonym": chooser("EA"),
    "wagtailsnippets_writing_glossaryterm": {
        ("EA", "-"): "list list_results usage history history_results",
        ("EA", "EA"): "add edit delete copy",
    },
    "wagtailsnippetchoosers_writing_glossaryterm": chooser("EA"),
    "wagtailsnippets_writing_wordrule": SNIPPET_OF_A,
    "wagtailsnippetchoosers_writing_wordrule": chooser("A"),
    "wagtailsnippets_writing_writingrule": SNIPPET_OF_A,
    "wagtailsnippetchoosers_writing_writingrule": chooser("A"),
    "wagtailsnippets_review_clinician": SNIPPET_OF_A,
    "wagtailsnippetchoosers_review_clinician": chooser("A"),
    "wagtailsnippets_content_distresswords": SNIPPET_OF_A,
    "wagtailsnippetchoosers_content_distresswords": chooser("A"),
    "wagtailsites": RUN_BY_A,
    "wagtailusers_users": RUN_BY_A,
    "wagtailusers_groups": {
        ("A", "-"): "index index_results history history_results usage",
        ("A", "A"): "add edit delete",
    },
}
TABLE = {
    f"{room}:{name}".lstrip(":"): who
    for room, views_of in ROOMS.items()
    for who, names in views_of.items()
    for name in names.split()
}
# Who comes in by which door is tested where logging in is. The last shows what an error is like.
LOG_IN = (
    *("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset"),
    *("account_", "mfa_", "wagtailadmin_error_test"),
)

# Who comes upon a word of it anywhere in the admin, of those who do not run the site.
TOLD = {
    "draft": "EL",
    "private page": "EL",
    "document": "E",
    "picture": "E",
    "comment": "CM",
    "private message": "M",
    "search": "E",
    "redirect": "",
    "address of a user": "",
    "preview link": "ECL",
}


def admin_views() -> list[View]:
    """All but those to log in by, and those that catch what is no view."""
    return [view for view in views("admin/") if view.name and not view.name.startswith(LOG_IN)]


def browser_of(role: str) -> Client:
    """The browser of somebody in this role, logged in."""
    client = Client()
    if role == "v":
        return client
    if role == "A":
        user = UserFactory(is_superuser=True)
    elif role == "C":
        user = a_clinician("Dr Other").user
    elif role in "ng":
        user = UserFactory()
    else:
        user = UserFactory(group=ROLES[role])
    if role == "g":
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def is_answered(response: Any) -> bool:
    """Whether the admin let somebody in; a wrong method is no answer."""
    if response.status_code in (301, 302):
        away = (reverse("wagtailadmin_login"), reverse("wagtailadmin_home"))
        location = response.headers["Location"].partition("?")[0]
        return location not in away
    return response.status_code not in (401, 403, 404, 405)


def ask(client: Client, method: str, address: str) -> Any:
    """The answer; what it changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    return response


def links_of(items: Iterable[Any]) -> Iterator[str]:
    """The addresses in a menu and below it."""
    for item in items:
        if isinstance(item, SubMenuItem):
            yield from links_of(item.menu_items)
        else:
            yield item.url


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"v", "n"}), ids=ROLES.get)
def test_whatever_a_role_sees_in_the_menu_opens(role: str) -> None:
    one_of_each()
    client = browser_of(role)
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    seen = list(links_of(admin_menu.render_component(request)))
    assert reverse("desk:guide") in seen
    elsewhere = [url for url in seen if not url.startswith(("/admin/", "#"))]
    statuses = {url: client.get(url, follow=True).status_code for url in seen if url[0] == "/"}
    # One that is sent back to the dashboard was turned away.
    away = [url for url in statuses if client.get(url).headers.get("Location") == "/admin/"]
    assert (elsewhere, away, set(statuses.values())) == ([], [], {200})


def test_every_view_of_the_admin_is_in_the_table() -> None:
    assert {view.name for view in admin_views()} == TABLE.keys()


@pytest.mark.parametrize("role", ROLES, ids=ROLES.values())
def test_a_role_gets_what_the_table_says(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    things = one_of_each()
    client = browser_of(role)
    # What a view decides does not take the drawing of its page.
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    differing = {}
    for view in admin_views():
        address = view.address(things)
        got = tuple(is_answered(ask(client, method, address)) for method in ("get", "post"))
        if got != tuple(role in who for who in TABLE[view.name]):
            differing[address] = got
    assert differing == {}


@pytest.mark.parametrize("role", ["g", "C", "L", "M"])
def test_a_role_reads_nothing_that_does_not_concern_it(role: str) -> None:
    things = one_of_each()
    client = browser_of(role)
    told: dict[str, list[str]] = {}
    for view in admin_views():
        response = ask(client, "get", view.address(things))
        html = response.getvalue().decode("utf-8", "replace")
        for what, word in WORDS.items():
            if word in html and role not in TOLD[what]:
                told.setdefault(what, []).append(view.name)
    assert told == {}
