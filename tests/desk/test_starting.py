"""An article begins as a copy of a template, which itself is nowhere to be met by visitors."""

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from blog.models import ArticleIndexPage, ArticlePage
from blog.outlines import OUTLINES, add_templates
from clinic.content.starting import TemplateIsNeverLiveError, templates_of
from clinic.review.duties import changed_by
from clinic.review.fingerprints import content_hash
from clinic.review.gate import admitting
from clinic.review.overview import pages_under_review
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, UserFactory, body, section
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "/admin/desk/new-article/"


@pytest.fixture
def index() -> ArticleIndexPage:
    return ArticleIndexPageFactory()


@pytest.fixture
def editor() -> AbstractBaseUser:
    return UserFactory(group="Editors")


@pytest.fixture
def browser(client: Client, editor: AbstractBaseUser) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def template(index: ArticleIndexPage) -> ArticlePage:
    return ArticlePageFactory(
        title="Quagga outline", is_template=True, live=False, body=body(section("What it is"))
    )


class TestATemplate:
    def test_is_met_nowhere_by_visitors(self, client: Client, template: ArticlePage) -> None:
        index = template.get_parent()
        addresses = [index.url, f"{index.url}feed/", "/sitemap.xml", "/search/?q=quagga", "/"]
        for address in addresses:
            html = client.get(address).content.decode()
            assert template.title not in html
            assert template.slug not in html
        assert client.get(template.url).status_code == 404

    def test_stands_on_its_own_shelf_and_not_among_the_articles(
        self, browser: Client, template: ArticlePage
    ) -> None:
        explorer = browser.get(f"/admin/pages/{template.get_parent().pk}/").content.decode()
        assert template.title not in explorer
        assert f"/admin/pages/{template.pk}/edit/" in browser.get(NEW).content.decode()

    def test_never_goes_live_by_any_way(self, template: ArticlePage) -> None:
        with admitting(), pytest.raises(TemplateIsNeverLiveError):
            template.save_revision().publish()
        template.live = True
        with admitting(), pytest.raises(TemplateIsNeverLiveError):
            template.save()
        assert not Page.objects.get(pk=template.pk).live

    def test_is_not_sent_for_review(self, browser: Client, template: ArticlePage) -> None:
        html = browser.get(f"/admin/pages/{template.pk}/edit/").content.decode()
        assert "Template: Quagga outline" in html
        assert 'name="action-submit"' not in html
        assert 'name="action-publish"' not in html
        assert not pages_under_review().filter(pk=template.pk).exists()

    def test_stays_a_template_when_it_is_copied_as_a_page(
        self, browser: Client, template: ArticlePage
    ) -> None:
        index = template.get_parent()
        values = {
            "new_title": "Second",
            "new_slug": "second",
            "new_parent_page": index.pk,
            "publish_copies": "on",
        }
        browser.post(f"/admin/pages/{template.pk}/copy/", values)
        copy = ArticlePage.objects.get(slug="second")
        assert copy.is_template
        assert not copy.live

    def test_changes_no_signature_by_being_possible(self) -> None:
        article = sign_off(ArticlePageFactory(live=False))
        assert article.review.is_valid
        before = content_hash(article)
        article.is_template = True
        assert content_hash(article) != before


class TestANewArticle:
    def test_is_a_draft_with_its_own_title_and_the_outline(
        self, browser: Client, template: ArticlePage, editor: AbstractBaseUser
    ) -> None:
        # The outline as it was last saved.
        template.body = body(section("As last saved"))
        template.save_revision(user=UserFactory(group="Editors"))
        values = {"title": "Does it help?", "begins_as": template.pk}
        response = browser.post(NEW, {**values, "below": template.get_parent().pk})
        article = ArticlePage.objects.get(title="Does it help?")
        assert response.headers["Location"] == f"/admin/pages/{article.pk}/edit/"
        assert (article.slug, article.owner) == ("does-it-help", editor)
        assert (article.live, article.is_template) == (False, False)
        latest = article.get_latest_revision_as_object()
        assert [part.heading for part in latest.sections] == ["As last saved"]
        assert not latest.is_template
        assert changed_by(article) == {editor.pk}

    def test_can_begin_empty(self, browser: Client, index: ArticleIndexPage) -> None:
        browser.post(NEW, {"title": "Plain", "begins_as": "empty", "below": index.pk})
        article = ArticlePage.objects.get(title="Plain")
        assert not article.live
        assert browser.get(f"/admin/pages/{article.pk}/edit/").status_code == 200

    def test_can_begin_with_a_text_that_is_pasted_at_once(
        self, browser: Client, index: ArticleIndexPage
    ) -> None:
        values = {"title": "At hand", "begins_as": "pasted", "below": index.pk}
        response = browser.post(NEW, values)
        article = ArticlePage.objects.get(title="At hand")
        assert response.headers["Location"] == f"/admin/pages/{article.pk}/edit/?paste=1"
        assert "A text that I have" in browser.get(NEW).content.decode()

    def test_with_a_title_that_is_there_gets_another_address(
        self, browser: Client, template: ArticlePage
    ) -> None:
        for _again in range(2):
            values = {"title": "Twice", "begins_as": template.pk}
            browser.post(NEW, {**values, "below": template.get_parent().pk})
        slugs = ArticlePage.objects.filter(title="Twice").values_list("slug", flat=True)
        assert sorted(slugs) == ["twice", "twice-1"]

    @pytest.mark.parametrize(
        "values",
        [
            {},
            {"title": "", "begins_as": "empty"},
            {"title": "x" * 300, "begins_as": "empty"},
            {"title": "A", "begins_as": "999999"},
            {"title": "A", "begins_as": "empty", "below": "1"},
            {"title": "A", "begins_as": "empty", "below": "rubbish"},
        ],
    )
    def test_says_what_is_wrong_and_makes_nothing(
        self, values: dict[str, str], browser: Client, template: ArticlePage
    ) -> None:
        response = browser.post(NEW, {"below": template.get_parent().pk, **values})
        assert response.status_code == 200
        assert "error" in response.content.decode()
        assert ArticlePage.objects.count() == 1

    def test_takes_a_title_without_a_letter(
        self, browser: Client, index: ArticleIndexPage, template: ArticlePage
    ) -> None:
        for kind in ("empty", template.pk):
            browser.post(NEW, {"title": "???", "begins_as": kind, "below": index.pk})
        assert ArticlePage.objects.filter(title="???").count() == 2

    @pytest.mark.parametrize("group", ["Clinicians", "Moderators", "Clinical leads"])
    def test_is_not_offered_to_who_may_not_add_one(
        self, client: Client, group: str, template: ArticlePage
    ) -> None:
        client.force_login(UserFactory(group=group))
        assert client.get(NEW).status_code == 302
        assert NEW not in client.get("/admin/").content.decode()


class TestKeepingATemplate:
    def test_makes_one_of_an_article(self, browser: Client, index: ArticleIndexPage) -> None:
        article = ArticlePageFactory(title="A good one")
        address = reverse("desk:keep_as_template", args=[article.pk])
        assert address in browser.get(f"/admin/pages/{article.pk}/edit/").content.decode()
        browser.post(address, {"title": "Our own outline"})
        kept = templates_of(ArticlePage).get()
        assert (kept.title, kept.live) == ("Our own outline", False)
        assert ArticlePage.objects.get(pk=article.pk).live
        assert "Our own outline" in browser.get(NEW).content.decode()

    def test_is_not_for_templates(self, browser: Client, template: ArticlePage) -> None:
        address = reverse("desk:keep_as_template", args=[template.pk])
        assert browser.get(address).status_code == 302


class TestTheOutlines:
    def test_are_kept_by_a_command_once(self, index: ArticleIndexPage) -> None:
        call_command("add_templates")
        call_command("add_templates")
        titles = list(templates_of(ArticlePage).order_by("path").values_list("title", flat=True))
        assert titles == [outline.title for outline in OUTLINES]
        assert len(titles) == 5

    def test_need_an_index_to_stand_below(self) -> None:
        with pytest.raises(CommandError, match="index of articles"):
            call_command("add_templates")

    def test_are_blocks_that_an_article_has(self, index: ArticleIndexPage) -> None:
        add_templates(index)
        for template in templates_of(ArticlePage):
            assert len(template.body) >= 6
            stored = [item["type"] for item in template.body.get_prep_value()]
            assert stored[-1] == "bottom_line"
            assert not [each for each in template.sections if not each.heading]

    def test_may_be_saved_with_their_hints_and_not_be_published_with_them(
        self, browser: Client, index: ArticleIndexPage, editor: AbstractBaseUser
    ) -> None:
        add_templates(index)
        article = templates_of(ArticlePage).first().copied(index, "Hm?", editor)
        address = f"/admin/pages/{article.pk}/edit/"
        html = browser.get(address).content.decode()
        assert "✎" in html or "u270e" in html.casefold()
        with pytest.raises(ValidationError):
            article.full_clean()
        article.body = body(section(text="<p>✎ Say what it is.</p>"))
        with pytest.raises(ValidationError):
            article.body.stream_block.clean(article.body)
        article.body = body(section(text="<p>It is this. ✎ is a pencil.</p>"))
        article.body.stream_block.clean(article.body)
