"""Words are found in everything that pages say, and replaced in new drafts: nothing but words is
touched, and nothing goes live."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from blog.models import ArticlePage
from clinic.upkeep import finding
from clinic.upkeep.finding import Search, hits_in, look, replace_in
from clinic.upkeep.texts import in_html, stored_texts
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    StandardPageFactory,
    UserFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import sign_off, submitted

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/upkeep/replace/"


@pytest.fixture
def editor() -> AbstractBaseUser:
    return UserFactory(group="Editors")


@pytest.fixture
def browser(client: Client, editor: AbstractBaseUser) -> Client:
    client.force_login(editor)
    return client


def replaced(html: str, search: Search) -> str:
    return in_html(html, lambda text: search.replaced(text.words))


def told(browser: Client, response: Any) -> str:
    """What the next screen says of what was done."""
    html: str = browser.get(response.headers["Location"]).content.decode()
    return html


class TestWords:
    @pytest.mark.parametrize(
        ("search", "text", "after"),
        [
            (Search("dose", "amount"), "A dose, a doses.", "A amount, a doses."),
            (Search("dose", "amount", whole=False), "A dose, a doses.", "A amount, a amounts."),
            (Search("dose", "amount"), "Dose. DOSE.", "Amount. Amount."),
            (Search("dose", "amount", case=True), "Dose. dose.", "Dose. amount."),
            (Search("Dose", "dose"), "Dose, dose", "dose, dose"),
            (Search("5 mg", "10 mg"), "5\u00a0mg, 5  mg, 15 mg", "10 mg, 10 mg, 15 mg"),
            (Search("a.c", "x"), "a.c abc", "x abc"),
            (Search("(old)", "new"), "An (old) one", "An new one"),
            (Search("sí", "no"), "Sí, síntoma", "No, síntoma"),
        ],
    )
    def test_are_replaced_as_asked(self, search: Search, text: str, after: str) -> None:
        assert search.replaced(text) == after

    @pytest.mark.parametrize(
        "search",
        [
            Search("ketamine", "ketamine lozenge"),
            Search("mine", "ketamine", whole=False),
            Search("ketamine", "Ketamine"),
            Search("a", "aa", whole=False),
        ],
    )
    def test_stay_as_they_are_the_second_time(self, search: Search) -> None:
        once = search.replaced("Ketamine and ketamine, a mine.")
        assert search.replaced(once) == once

    @pytest.mark.parametrize(
        ("html", "after"),
        [
            (
                '<p data-block-key="rest1">Rest, <a href="/rest/" title="rest">rest</a>.</p>',
                '<p data-block-key="rest1">Sleep, <a href="/rest/" title="rest">sleep</a>.</p>',
            ),
            (
                '<a linktype="passage" key="rest" question="Rest?">rest</a>',
                '<a linktype="passage" key="rest" question="Rest?">sleep</a>',
            ),
            (
                '<embed alt="rest > x" embedtype="image"/>',
                '<embed alt="rest > x" embedtype="image"/>',
            ),
            ("<p>a &lt; b &amp; rest</p>", "<p>a &lt; b &amp; sleep</p>"),
            ("<p>re<b>st</b></p>", "<p>re<b>st</b></p>"),
            ("<p>&quot;a&nbsp;b&quot;</p>", "<p>&quot;a&nbsp;b&quot;</p>"),
            ("<rest>rest</rest>", "<rest>sleep</rest>"),
            ("rest < rest", "sleep &lt; sleep"),
        ],
    )
    def test_of_a_rich_text_are_replaced_between_its_tags(self, html: str, after: str) -> None:
        assert replaced(html, Search("rest", "sleep")) == after

    def test_never_become_tags(self) -> None:
        assert replaced("<p>rest</p>", Search("rest", "<b>&")) == "<p>&lt;b&gt;&amp;</p>"


class TestAPage:
    @pytest.fixture
    def page(self) -> ArticlePage:
        columns = [{"type": "text", "heading": "Rest"}, {"type": "number", "heading": "Hours"}]
        rows = [{"values": ["rest", "8"]}]
        table = {"columns": columns, "rows": rows, "caption": "Rest"}
        picture = {"image": ImageFactory().pk, "alt_text": "At rest", "decorative": False}
        return ArticlePageFactory(
            title="On rest",
            slug="rest",
            summary="Rest.",
            in_short="<p><b>Rest</b></p>",
            body=body(
                (
                    "section",
                    {"heading": "Rest", "level": "h2", "anchor": "rest", "text": "<p>rest</p>"},
                ),
                ("table", {"table": table, "note": "<p>rest</p>"}),
                ("quote", {"text": "Rest", "attribution": "Dr Rest"}),
                ("image", {"image": picture, "caption": "<p>rest</p>", "credit": ""}),
            ),
        )

    def test_is_searched_wherever_it_says_something(self, page: ArticlePage) -> None:
        hits = hits_in(page, stored_texts(page), Search("rest", "sleep"))
        places = [(hit.place.field, hit.place.label, hit.place.heading) for hit in hits]
        assert places[:3] == [
            ("title", "title", ""),
            ("summary", "summary", ""),
            ("in_short", "in short", ""),
        ]
        assert {label for field, label, _heading in places if field == "body"} == {
            *("Section", "Table", "Quotation", "Picture"),
        }

    def test_keeps_all_but_the_words(self, page: ArticlePage) -> None:
        before = stored_body(page)
        assert replace_in(page, Search("rest", "sleep"))
        page.save_revision()
        page = page.get_latest_revision_as_object()
        assert (page.title, page.slug, page.summary) == ("On sleep", "rest", "Sleep.")
        assert page.in_short == "<p><b>Sleep</b></p>"
        after = stored_body(page)
        assert '"anchor": "rest"' in after
        assert after == words_of_sleep(before)
        assert not replace_in(page, Search("rest", "sleep"))

    def test_shows_each_place_in_its_context(self) -> None:
        html = "<p>Not this.</p><p>We give <b>rest</b> to all.</p><p>Nor this.</p>"
        page = StandardPageFactory(body=body(section("Care", html)))
        (hit,) = hits_in(page, stored_texts(page), Search("rest", "sleep"))
        assert (hit.before, hit.words, hit.after) == ("We give ", "rest", " to all.")
        assert (hit.place.heading, hit.new) == ("Care", "sleep")


def stored_body(page: ArticlePage) -> str:
    return json.dumps(page.body.get_prep_value(), cls=DjangoJSONEncoder)


def words_of_sleep(stored: str) -> str:
    """A stored body with the words replaced that a reader reads."""
    words = re.sub(r"\brest\b", "sleep", stored).replace("Rest", "Sleep")
    return words.replace('"anchor": "sleep"', '"anchor": "rest"')


class TestThePagesFound:
    def test_are_those_whose_latest_version_has_the_words(self, editor: AbstractBaseUser) -> None:
        page = StandardPageFactory(title="Old words")
        page.title = "Other words"
        page.save_revision()
        StandardPageFactory(title="Never saved in the admin: old words")
        assert len(look(Search("old words"), editor).found) == 1
        assert len(look(Search("other words"), editor).found) == 1

    @pytest.mark.parametrize("words", ["café", "“a” & b", "é", "one\ttwo", "a/b", "50 %"])
    def test_are_found_whatever_their_letters(self, editor: AbstractBaseUser, words: str) -> None:
        escaped = words.replace("&", "&amp;")
        StandardPageFactory(body=body(section(text=f"<p>{escaped}</p>"))).save_revision()
        StandardPageFactory(body=body(section(text="<p>Else.</p>"))).save_revision()
        assert len(look(Search(words), editor).found) == 1

    def test_are_those_that_the_user_may_edit(self) -> None:
        own, _other = StandardPageFactory(title="Own rest"), StandardPageFactory(title="Other rest")
        group = Group.objects.create(name="Part")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=own, permission=change)
        (found,) = look(Search("rest"), UserFactory(group="Part")).found
        assert found.page.title == "Own rest"

    def test_come_in_bounded_numbers(
        self, editor: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(finding, "SHOWN_PAGES", 2)
        monkeypatch.setattr(finding, "CHUNK", 2)
        monkeypatch.setattr(finding, "LOOKED_THROUGH", 4)
        for number in range(5):
            StandardPageFactory(title=f"Rest {number}").save_revision()
        titles, after = [], 0
        for _screen in range(9):
            looked = look(Search("rest"), editor, after)
            assert len(looked.found) <= 2
            titles += [found.page.title for found in looked.found]
            if looked.further is None:
                break
            after = looked.further
        assert titles == [f"Rest {number}" for number in range(5)]

    @pytest.mark.parametrize("is_saved", [True, False])
    def test_take_as_many_queries_for_many_as_for_one(
        self, browser: Client, is_saved: bool
    ) -> None:
        def seen(count: int) -> list[str]:
            for _ in range(count):
                page = StandardPageFactory(title="Rest")
                if is_saved:
                    page.save_revision()
            browser.get(ADDRESS, {"find": "rest"})
            return queries(lambda: browser.get(ADDRESS, {"find": "rest"}))

        assert_same_queries(seen(1), seen(15))


class TestReplacing:
    WORDS = {"find": "rest", "new": "sleep", "whole": "on"}

    def replace(self, browser: Client, *pages: Page, **words: str) -> Any:
        chosen = [f"{page.pk}:{page.latest_revision_id or 0}" for page in pages]
        return browser.post(ADDRESS, {**self.WORDS, **words, "pages": chosen})

    def test_makes_a_draft_of_each_chosen_page_and_publishes_nothing(
        self, browser: Client, editor: AbstractBaseUser
    ) -> None:
        chosen, other = StandardPageFactory(title="Rest"), StandardPageFactory(title="Rest more")
        html = told(browser, self.replace(browser, chosen))
        assert "1 page has a new draft. Nothing was published." in html
        chosen.refresh_from_db()
        other.refresh_from_db()
        draft = chosen.get_latest_revision()
        assert (chosen.title, draft.as_object().title, draft.user) == ("Rest", "Sleep", editor)
        assert chosen.live
        assert chosen.has_unpublished_changes
        assert other.latest_revision_id is None
        entry = PageLogEntry.objects.get(action="upkeep.replace")
        assert (entry.page_id, entry.user_id) == (chosen.pk, editor.pk)

    def test_twice_changes_nothing_more(self, browser: Client) -> None:
        page = StandardPageFactory(title="Rest")
        self.replace(browser, page)
        html = told(browser, self.replace(browser, page))
        assert "somebody edited it meanwhile" in html
        assert page.revisions.count() == 1

    def test_goes_on_from_the_latest_draft(self, browser: Client) -> None:
        page = StandardPageFactory(title="Rest", summary="As it was.")
        page.summary = "A draft."
        page.save_revision()
        self.replace(browser, page)
        page.refresh_from_db()
        draft = page.get_latest_revision_as_object()
        assert (draft.title, draft.summary) == ("Sleep", "A draft.")

    def test_leaves_what_was_edited_since_it_was_shown(self, browser: Client) -> None:
        page = StandardPageFactory(title="Rest")
        shown = Page.objects.get(pk=page.pk)
        page.save_revision()
        assert "somebody edited it meanwhile" in told(browser, self.replace(browser, shown))
        assert page.revisions.count() == 1

    def test_leaves_what_is_under_review_and_says_so(self, browser: Client) -> None:
        article = ArticlePageFactory(title="Rest")
        submitted(article)
        article = ArticlePage.objects.get(pk=article.pk)
        html = browser.get(ADDRESS, self.WORDS).content.decode()
        assert "Stays as it is:" in html
        assert "Rest (it is under review)" in told(browser, self.replace(browser, article))
        assert article.revisions.count() == 1

    def test_leaves_what_somebody_locked_and_says_so(self, browser: Client) -> None:
        page = StandardPageFactory(
            title="Rest", locked=True, locked_by=UserFactory(), locked_at=timezone.now()
        )
        assert "it is locked" in browser.get(ADDRESS, self.WORDS).content.decode()
        assert "Rest (it is locked)" in told(browser, self.replace(browser, page))
        assert not page.revisions.exists()

    def test_leaves_what_is_not_the_users(self, browser: Client, client: Client) -> None:
        page = StandardPageFactory(title="Rest")
        group = Group.objects.create(name="Part")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(
            group=group, page=StandardPageFactory(), permission=change
        )
        client.force_login(UserFactory(group="Part"))
        assert "you may not edit it" in told(client, self.replace(client, page))
        assert not page.revisions.exists()

    def test_leaves_a_page_whose_title_would_not_fit_and_does_the_others(
        self, browser: Client
    ) -> None:
        long, short = (
            StandardPageFactory(title=f"Rest {'x' * 240}"),
            StandardPageFactory(title="Rest"),
        )
        html = told(browser, self.replace(browser, long, short, new="sleep " * 10))
        assert "1 page has a new draft" in html
        assert "at most 255 characters" in html
        assert not long.revisions.exists()

    def test_leaves_the_sign_off_of_what_is_live(self, browser: Client) -> None:
        article = sign_off(ArticlePageFactory(title="Rest"))
        self.replace(browser, article)
        live = ArticlePage.objects.get(pk=article.pk)
        assert (live.title, live.review.is_valid) == ("Rest", True)
        assert live.get_latest_revision_as_object().title == "Sleep"

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"find": ""},
            {"find": " "},
            {"find": "x" * 300},
            {"find": "rest\x00"},
            {"find": "rest", "new": "y" * 300},
            {
                "find": "rest",
                "new": "y",
                "pages": ["x", "1:x", "9" * 30, "999999:0"],
                "after": "-1",
            },
            {"find": "rest", "pages": ["1:0"]},
        ],
    )
    def test_survives_rubbish(self, browser: Client, data: dict[str, Any]) -> None:
        StandardPageFactory(title="Rest")
        assert browser.post(ADDRESS, data).status_code in (200, 302)
        assert browser.get(ADDRESS, {**data, "after": "x"}).status_code == 200
        assert not PageLogEntry.objects.filter(action="upkeep.replace").exists()

    def test_without_new_words_only_finds(self, browser: Client) -> None:
        StandardPageFactory(title="Rest")
        html = browser.get(ADDRESS, {"find": "rest"}).content.decode()
        assert "<mark>Rest</mark>" in html
        assert "Make new drafts" not in html
