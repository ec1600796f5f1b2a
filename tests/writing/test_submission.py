"""What a rule that blocks finds stops a submission, and nothing else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import ArticlePage
from clinic.writing.models import WritingRule
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, UserFactory

pytestmark = pytest.mark.django_db

SAFE = "<p>The infusion is completely safe for all.</p>"
FINE = "<p>The infusion has risks, which we watch.</p>"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(group="Editors"))
    return client


def form(text: str, sections: Any = 1, **more: Any) -> dict[str, Any]:
    """What the editor's form sends of an article: sections and a text with the same words."""
    section = {"heading": "What it is", "level": "h2", "text": rich_text(text), "anchor": ""}
    blocks = [*[("section", section)] * sections, ("text", rich_text(text))]
    return nested_form_data(
        {
            "title": "An article",
            "slug": "an-article",
            "summary": "What this article answers, in a sentence.",
            "in_short": rich_text(""),
            "search_description": "",
            "seo_title": "",
            "feedback_comments": "open",
            "lead_image": "",
            "lead_image_alt": "",
            "body": streamfield(blocks),
            "references": streamfield([]),
            "related_articles": streamfield([]),
            "article_authors": inline_formset([]),
            "comments": inline_formset([]),
            **more,
        }
    )


def edit(editor: Client, page: Page, text: str, **more: str) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return editor.post(address, form(text, **more))


def is_waiting(page: Page) -> bool:
    return TaskState.objects.for_instance(page).filter(status="in_progress").exists()


@pytest.fixture
def draft() -> ArticlePage:
    return ArticlePageFactory(title="An article", slug="an-article", live=False)


def test_a_submission_is_stopped_with_the_place_the_words_and_what_to_do(
    editor: Client, draft: ArticlePage
) -> None:
    response = edit(editor, draft, SAFE, **{"action-submit": "1"})
    assert not is_waiting(draft)
    html = response.content.decode()
    assert "Not sent for review yet: 2 places need a change." in html
    assert "What it is: “safe”: No treatment is sure." in html
    assert "(The infusion is completely safe for all.)" in html
    assert "Better: say what the risks are, and how they are watched." in html


def test_each_block_says_what_is_wrong_with_it(editor: Client, draft: ArticlePage) -> None:
    response = edit(editor, draft, SAFE, **{"action-submit": "1"})
    (error,) = response.context["form"].errors.as_data()["body"]
    section, text = error.block_errors.values()
    assert list(section.non_block_errors) == text.messages
    assert text.messages[0].startswith("“safe”: No treatment is sure.")


def test_a_field_beside_the_blocks_says_what_is_wrong_with_it(
    editor: Client, draft: ArticlePage
) -> None:
    more = {"action-submit": "1", "summary": "A cure for everybody."}
    form_shown = edit(editor, draft, FINE, **more).context["form"]
    (error,) = form_shown.errors["summary"]
    assert error.startswith("“cure”: No treatment is sure.")
    assert "body" not in form_shown.errors


def test_what_is_missing_is_told_with_what_the_rules_stop_at(
    editor: Client, draft: ArticlePage
) -> None:
    response = edit(editor, draft, SAFE, **{"action-submit": "1", "summary": ""})
    html = response.content.decode()
    assert "Not sent for review yet: 3 places need a change." in html
    assert html.count("Summary: This field is required.") == 1
    assert "What it is: “safe”: No treatment is sure." in html


def test_a_body_that_is_not_complete_is_told_of_once(editor: Client, draft: ArticlePage) -> None:
    response = edit(editor, draft, "", **{"action-submit": "1"})
    html = response.content.decode()
    assert "Not sent for review yet: 1 place needs a change." in html
    assert html.count("Content: each place is marked below.") == 1


def test_what_was_typed_is_still_in_the_form(editor: Client, draft: ArticlePage) -> None:
    response = edit(editor, draft, SAFE, **{"action-submit": "1"})
    assert "completely safe for all" in response.context["form"]["body"].as_widget()


def test_what_no_rule_blocks_is_submitted_though_there_is_advice(
    editor: Client, draft: ArticlePage
) -> None:
    advised = "<p>She suffers from low mood.</p>"
    response = edit(editor, draft, advised, **{"action-submit": "1"})
    assert response.status_code == 302
    assert is_waiting(draft)
    after = editor.get(response.headers["Location"]).content.decode()
    assert "The clinicians have been told." in after


def test_a_draft_is_saved_whatever_the_rules_find(editor: Client, draft: ArticlePage) -> None:
    response = edit(editor, draft, SAFE)
    assert response.status_code == 302
    draft.refresh_from_db()
    saved = draft.get_latest_revision_as_object()
    assert "completely safe" in saved.body.get_prep_value()[0]["value"]["text"]


def test_a_rule_that_only_advises_stops_nothing(editor: Client, draft: ArticlePage) -> None:
    WritingRule.objects.filter(rule="absolute").update(severity="advise")
    assert edit(editor, draft, SAFE, **{"action-submit": "1"}).status_code == 302
    assert is_waiting(draft)


def test_a_new_article_is_stopped_alike(editor: Client) -> None:
    parent = ArticleIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["blog", "articlepage", parent.pk])
    response = editor.post(address, form(SAFE, **{"action-submit": "1"}))
    assert "Not sent for review yet" in response.content.decode()
    assert not ArticlePage.objects.exists()
    assert editor.post(address, form(FINE, **{"action-submit": "1"})).status_code == 302
    assert ArticlePage.objects.exists()
