"""A text of the library stands on many pages and is edited once."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from clinic.content.models import SharedText
from clinic.review.differences import changed, differences
from clinic.review.gate import standing_record
from clinic.review.overview import reviews_of
from clinic.review.state import State
from clinic.writing.checking import check
from search.models import Passage
from tests.factories import (
    ArticlePageFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(*texts: SharedText) -> tuple[tuple[str, Any], ...]:
    """Blocks that show texts, below a heading."""
    return section(), *(("shared_text", text.pk) for text in texts)


def page_with(*texts: SharedText) -> Page:
    return StandardPageFactory(body=body(*shown(*texts)))


def article_with(*texts: SharedText) -> Page:
    return ArticlePageFactory(live=False, body=body(*shown(*texts)))


def rewritten(text: SharedText, words: str) -> None:
    """Publish other words."""
    text = SharedText.objects.get(pk=text.pk)
    text.content = body(("text", words))
    text.save_revision().publish()


def html_of(page: Page) -> str:
    return Client().get(page.url).content.decode()


def again(page: Page) -> Any:
    return page.specific_class.objects.get(pk=page.pk)


class TestAPage:
    def test_shows_what_is_published_now(self) -> None:
        text = SharedTextFactory()
        page = page_with(text)
        assert "Do not drive." in html_of(page)
        rewritten(text, "<p>Take the bus.</p>")
        assert "Take the bus." in html_of(page)
        text = SharedText.objects.get()
        text.content = body(("text", "<p>A draft.</p>"))
        text.save_revision()
        assert "A draft." not in html_of(page)
        text.unpublish()
        assert "Take the bus." not in html_of(page)
        assert again(page).sections[0].text == "A heading\nSome words."

    def test_has_its_words_among_its_own(self) -> None:
        source = ReferenceFactory(title="A study of buses")
        cited = f'<p>Buses <a linktype="reference" id="{source.pk}">run late</a>.</p>'
        page = page_with(SharedTextFactory(words=cited))
        assert page.sections[0].text == "A heading\nSome words.\nBuses run late."
        html = html_of(page)
        assert "A study of buses" in html
        assert 'href="#reference-1"' in html

    def test_is_found_by_them_also_when_they_change(self) -> None:
        text = SharedTextFactory(words="<p>Platypus.</p>")
        page = page_with(text)
        assert Passage.objects.filter(page=page, text__contains="Platypus").exists()
        rewritten(text, "<p>Echidna.</p>")
        assert Passage.objects.filter(page=page, text__contains="Echidna").exists()
        assert not Passage.objects.filter(page=page, text__contains="Platypus").exists()

    def test_is_checked_with_them(self) -> None:
        page = ArticlePageFactory(body=body(*shown(SharedTextFactory(words="<p>It is safe.</p>"))))
        assert "absolute" in {finding.rule for finding in check(page)}

    def test_takes_as_many_queries_for_fifty_as_for_one(self) -> None:
        def asked(count: int) -> list[str]:
            page = page_with(*[SharedTextFactory() for _ in range(count)])
            html_of(page)
            return queries(lambda: html_of(page))

        one = asked(1)
        assert sum("content_sharedtext" in sql for sql in one) == 1
        assert_same_queries(one, asked(50))

    def test_without_any_takes_none(self) -> None:
        page = page_with()
        assert not [sql for sql in queries(lambda: html_of(page)) if "content_sharedtext" in sql]


class TestASignedPage:
    def test_loses_the_claim_when_the_text_changes_and_gets_it_back(self) -> None:
        text = SharedTextFactory()
        page = sign_off(article_with(text))
        assert page.review.state == State.REVIEWED
        rewritten(text, "<p>Take the bus.</p>")
        assert again(page).review.state == State.CHANGED
        assert again(page).review.changed == [text.name]
        assert 'data-state="changed"' in html_of(page)
        assert sign_off(again(page)).review.state == State.REVIEWED

    def test_loses_it_when_the_text_is_taken_down_but_not_for_a_draft(self) -> None:
        text = SharedTextFactory()
        page = sign_off(article_with(text))
        text.content = body(("text", "<p>A draft.</p>"))
        text.save_revision()
        assert again(page).review.state == State.REVIEWED
        SharedText.objects.get().unpublish()
        assert again(page).review.state == State.CHANGED

    def test_loses_it_when_a_source_in_the_text_changes(self) -> None:
        source = ReferenceFactory()
        cited = f'<p><a linktype="reference" id="{source.pk}">Words</a></p>'
        page = sign_off(article_with(SharedTextFactory(words=cited)))
        source.status = "retracted"
        source.save()
        assert again(page).review.state == State.CHANGED

    def test_keeps_it_when_the_text_gets_another_name(self) -> None:
        text = SharedTextFactory()
        page = sign_off(article_with(text))
        text.name = "Another name"
        text.save()
        assert again(page).review.state == State.REVIEWED

    def test_tells_the_clinician_what_changed(self) -> None:
        text = SharedTextFactory(name="Driving")
        page = sign_off(article_with(text))
        rewritten(text, "<p>Do not drive today.</p>")
        standing = standing_record(page)
        assert standing is not None
        [change] = changed(differences(standing.page_as_signed(), again(page)))
        assert change.label == "Shared text: Driving"
        assert change.lines_before == ["Do not drive."]
        assert change.lines_after == ["Do not drive today."]

    def test_is_one_of_many_in_the_overview(self) -> None:
        def asked(count: int) -> list[str]:
            pages = [again(sign_off(article_with(SharedTextFactory()))) for _ in range(count)]
            found = queries(lambda: reviews_of(pages))
            assert {review.state for review in reviews_of(pages).values()} == {State.REVIEWED}
            return found

        assert_same_queries(asked(1), asked(4))


class TestTheLibrary:
    @pytest.fixture
    def editor(self, client: Client) -> Client:
        client.force_login(UserFactory(group="Editors"))
        return client

    def address(self, view: str, *args: Any) -> str:
        return reverse(SharedText.snippet_viewset.get_url_name(view), args=args)

    def test_says_where_a_text_is_used(self, editor: Client) -> None:
        text = SharedTextFactory()
        page_with(text)
        page = StandardPageFactory(title="A page on buses", body=body(*shown(text)))
        assert ReferenceIndex.get_grouped_references_to(text).count() == 2
        html = editor.get(self.address("usage", text.pk)).content.decode()
        assert page.title in html

    def test_lets_an_editor_write_and_a_clinician_publish(self, editor: Client) -> None:
        form = {
            "name": "Driving",
            "content-count": "1",
            "content-0-type": "callout",
            "content-0-order": "0",
            "content-0-deleted": "",
            "content-0-value-kind": "important",
            "content-0-value-heading": "No driving",
            "content-0-value-text": '{"blocks": [{"key": "a", "text": "Take the bus.", "type": '
            '"unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], '
            '"entityMap": {}}',
            "action-publish": "publish",
        }
        editor.post(self.address("add"), form)
        text = SharedText.objects.get()
        assert not text.live
        editor.force_login(UserFactory(group="Clinicians"))
        editor.post(self.address("edit", text.pk), form)
        text.refresh_from_db()
        assert text.live
        assert text.beginning == "Important No driving Take the bus."
        preview = text.make_preview_request().content.decode()
        assert "Take the bus." in preview

    def test_offers_only_what_is_published_with_its_first_words(self, editor: Client) -> None:
        SharedTextFactory(name="Driving")
        SharedTextFactory(name="Not yet", live=False)
        chooser = SharedText.snippet_viewset.chooser_viewset.get_url_name("choose")
        html = editor.get(reverse(chooser)).json()["html"]
        assert "Driving" in html
        assert "Do not drive." in html
        assert "Not yet" not in html

    def test_keeps_a_text_that_a_page_shows(self, client: Client) -> None:
        text, unused = SharedTextFactory(name="Driving"), SharedTextFactory()
        StandardPageFactory(title="A page on buses", body=body(*shown(text)))
        client.force_login(UserFactory(is_superuser=True))
        for method in (client.get, client.post):
            response = method(self.address("delete", text.pk), follow=True)
            told = response.content.decode()
            assert "is shown on “A page on buses”" in told
        with pytest.raises(ProtectedError, match="A page on buses"), transaction.atomic():
            SharedText.objects.all().delete()
        client.post(self.address("delete", unused.pk))
        assert list(SharedText.objects.all()) == [text]
