"""A change is purged where it shows, and nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Locale, Page, Site

from blog.models import ArticleIndexPage, ArticlePage
from clinic.caching.changes import CARD, Changes
from clinic.caching.purging import purge
from clinic.content.models import ClinicSettings, Person, Reference, Topic
from clinic.feedback.ratings import rate
from clinic.writing.models import GlossaryTerm
from home.models import HomePage
from tests.clinic.caching.front import SETTING, Recorder
from tests.content.hidden import restrict
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    TopicFactory,
    body,
    section,
)
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]

PurgedBy = Callable[[Callable[[], Any]], set[str]]

INDEX = {"/articles/", "/articles/feed/"}
SITEMAP = {"/sitemap.xml"}
SLEEP = {"/articles/sleep/", "/articles/sleep/reviews/"}
REST = {"/articles/rest/", "/articles/rest/reviews/"}
ABOUT = {"/about/"}
HOME = {"/"}
LISTED = INDEX | SITEMAP


@pytest.fixture(autouse=True)
def _site(home: HomePage) -> None:
    """Articles on two topics, pages about the clinic, and a home page that names the index."""
    index = ArticleIndexPageFactory()
    home.refresh_from_db()
    home.article_index = index
    home.save()
    ArticlePageFactory(parent=index, title="Sleep", topics=[TopicFactory(name="Nights")])
    ArticlePageFactory(parent=index, title="Rest", topics=[TopicFactory(name="Days")])
    StandardPageFactory(title="About")
    StandardPageFactory(title="Costs")


@pytest.fixture
def sleep(_site: None) -> ArticlePage:
    return ArticlePage.objects.get(slug="sleep")


@pytest.fixture
def about(_site: None) -> Page:
    return Page.objects.get(slug="about").specific


def changed(thing: Any, **values: Any) -> Callable[[], None]:
    """Saves a thing with other values."""

    def change() -> None:
        for name, value in values.items():
            setattr(thing, name, value)
        thing.save()

    return change


def refer(page: Page, *blocks: tuple[str, Any]) -> None:
    """Give a page blocks that name other things."""
    page.body = body(*blocks)
    page.save()


class TestAnArticle:
    def test_whose_text_is_changed(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        sleep.body = body(section("New", "<p>Other words.</p>"))
        assert purged_by(lambda: sleep.save_revision().publish()) == SLEEP | LISTED

    def test_whose_draft_is_saved(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        sleep.title = "Draft"
        assert purged_by(sleep.save_revision) == set()

    def test_that_is_published(self, purged_by: PurgedBy) -> None:
        index = ArticleIndexPage.objects.get()
        draft = ArticlePageFactory(parent=index, title="New", live=False)
        purged = purged_by(lambda: draft.save_revision().publish())
        assert purged == {"/articles/new/", "/articles/new/reviews/"} | LISTED | HOME

    def test_that_is_unpublished(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        assert purged_by(sleep.unpublish) == SLEEP | LISTED | HOME

    def test_that_is_deleted(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        assert purged_by(sleep.delete) == SLEEP | LISTED | HOME

    def test_with_another_address(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        new = {"/articles/dreams/", "/articles/dreams/reviews/"}
        assert purged_by(changed(sleep, slug="dreams")) == SLEEP | new | LISTED | HOME

    def test_that_moves(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        other = ArticleIndexPageFactory(title="Stories", slug="stories")
        purged = purged_by(lambda: sleep.move(other, "last-child"))
        new = {"/stories/", "/stories/feed/", "/stories/sleep/", "/stories/sleep/reviews/"}
        assert purged == SLEEP | new | LISTED | HOME

    def test_that_others_link_to(
        self, purged_by: PurgedBy, sleep: ArticlePage, about: Page
    ) -> None:
        refer(about, section("See", f'<p><a linktype="page" id="{sleep.pk}">There</a></p>'))
        assert purged_by(changed(sleep, title="Sleeping")) == SLEEP | LISTED | ABOUT

    def test_that_others_linked_to(
        self, purged_by: PurgedBy, sleep: ArticlePage, about: Page
    ) -> None:
        refer(about, ("related_pages", {"heading": "Next", "pages": [sleep.pk]}))
        assert purged_by(sleep.delete) == SLEEP | LISTED | ABOUT | HOME

    def test_that_is_among_the_newest_below_a_page(
        self, purged_by: PurgedBy, sleep: ArticlePage, about: Page
    ) -> None:
        newest = {"heading": "New", "parent": ArticleIndexPage.objects.get().pk, "count": 3}
        refer(about, ("newest_pages", newest))
        assert purged_by(changed(sleep, summary="Other.")) == SLEEP | LISTED | ABOUT

    def test_that_others_on_its_topic_lead_on_to(
        self, purged_by: PurgedBy, sleep: ArticlePage
    ) -> None:
        rest = ArticlePage.objects.get(slug="rest")
        rest.topics = sleep.topics.all()
        rest.save()
        assert purged_by(changed(sleep, title="Sleeping")) == SLEEP | REST | LISTED

    def test_that_newer_ones_hide_from_others(
        self, purged_by: PurgedBy, sleep: ArticlePage
    ) -> None:
        for _each in range(4):
            ArticlePageFactory(parent=sleep.get_parent(), topics=sleep.topics.all())
        assert purged_by(changed(sleep, title="Sleeping")) == SLEEP | LISTED

    def test_not_where_others_are_led_on_by_hand(
        self, purged_by: PurgedBy, sleep: ArticlePage
    ) -> None:
        rest = ArticlePage.objects.get(slug="rest")
        third = ArticlePageFactory(parent=sleep.get_parent())
        rest.topics = sleep.topics.all()
        rest.related_articles = [("article", third)]
        rest.save()
        assert purged_by(changed(sleep, title="Sleeping")) == SLEEP | LISTED

    def test_with_other_topics(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        rest = ArticlePage.objects.get(slug="rest")
        third = ArticlePageFactory(
            title="Third", topics=sleep.topics.all(), parent=rest.get_parent()
        )
        sleep.topics = rest.topics.all()
        purged = purged_by(sleep.save)
        assert third.url in purged
        assert purged == SLEEP | REST | LISTED | HOME | {third.url, f"{third.url}reviews/"}

    def test_that_readers_rate(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        assert purged_by(lambda: rate(sleep.pk, "a" * 64, 4)) == SLEEP

    def test_that_is_signed_off(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        assert SLEEP <= purged_by(lambda: sign_off(sleep)) <= SLEEP | LISTED

    def test_that_names_its_translation(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        spanish = Locale.objects.create(language_code="es")
        for page in (*sleep.get_ancestors()[1:], sleep):
            page.specific.copy_for_translation(spanish).save_revision().publish()
        purged = purged_by(sleep.unpublish)
        assert {"/es/articles/sleep/", *SLEEP} <= purged
        assert "/es/articles/rest/" not in purged


class TestOtherPages:
    def test_that_stand_below_one_with_another_title(
        self, purged_by: PurgedBy, about: Page
    ) -> None:
        StandardPageFactory(title="Team", parent=about)
        about.refresh_from_db()
        assert purged_by(changed(about, title="Us")) == ABOUT | {"/about/team/"} | SITEMAP

    def test_that_stand_below_one_with_another_address(
        self, purged_by: PurgedBy, about: Page
    ) -> None:
        StandardPageFactory(title="Team", parent=about)
        about.refresh_from_db()
        purged = purged_by(changed(about, slug="us"))
        assert purged == {"/about/", "/about/team/", "/us/", "/us/team/"} | SITEMAP

    def test_that_move_with_what_stands_below(self, purged_by: PurgedBy, about: Page) -> None:
        StandardPageFactory(title="Team", parent=about)
        about.refresh_from_db()
        purged = purged_by(lambda: about.move(Page.objects.get(slug="costs"), "last-child"))
        new = {"/costs/about/", "/costs/about/team/"}
        assert purged == {"/about/", "/about/team/"} | new | SITEMAP

    def test_that_become_private_with_what_stands_below(
        self, purged_by: PurgedBy, about: Page
    ) -> None:
        StandardPageFactory(title="Team", parent=about)
        assert purged_by(lambda: restrict(about)) == ABOUT | {"/about/team/"} | SITEMAP

    def test_that_are_in_the_navigation_of_every_page(
        self, purged_by: PurgedBy, site: Site, about: Page
    ) -> None:
        clinic = ClinicSettings.for_site(site)
        clinic.header_links = [("link", {"page": about, "url": "", "text": ""})]
        clinic.save()
        everything = purged_by(changed(about, title="Us"))
        assert everything == SLEEP | REST | LISTED | ABOUT | HOME | {"/costs/", "/robots.txt"}


class TestWhatPagesShow:
    def test_a_person(self, purged_by: PurgedBy, about: Page) -> None:
        person = PersonFactory()
        refer(about, ("people", {"heading": "Team", "introduction": "", "people": [person.pk]}))
        assert purged_by(changed(person, name="Dr New")) == ABOUT

    def test_an_author(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        person = PersonFactory()
        ArticlePageFactory(title="Third", parent=sleep.get_parent(), authors=[person])
        third = {"/articles/third/", "/articles/third/reviews/"}
        assert purged_by(changed(person, name="Dr New")) == third | INDEX

    def test_who_signed(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        clinician = a_clinician()
        sign_off(sleep, clinician)
        assert purged_by(changed(clinician.person, name="Dr New")) == SLEEP

    def test_a_photo_of_a_person(self, purged_by: PurgedBy, about: Page) -> None:
        person = PersonFactory(photo=ImageFactory())
        refer(about, ("people", {"heading": "Team", "introduction": "", "people": [person.pk]}))
        assert purged_by(changed(person.photo, credit="Somebody")) == ABOUT

    def test_a_reference(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        reference = ReferenceFactory()
        sleep.references = [("reference", reference)]
        sleep.save()
        assert purged_by(changed(reference, title="Other")) == SLEEP

    def test_a_reference_that_supersedes_another(
        self, purged_by: PurgedBy, sleep: ArticlePage
    ) -> None:
        newer = ReferenceFactory()
        sleep.references = [("reference", ReferenceFactory(superseded_by=newer))]
        sleep.save()
        assert purged_by(changed(newer, title="Other")) == SLEEP

    def test_a_shared_text(self, purged_by: PurgedBy, sleep: ArticlePage, about: Page) -> None:
        text = SharedTextFactory()
        for page in (sleep, about):
            refer(page, ("shared_text", text.pk))
        assert purged_by(text.save_revision) == set()
        assert purged_by(text.latest_revision.publish) == SLEEP | ABOUT

    def test_a_source_of_a_shared_text(self, purged_by: PurgedBy, about: Page) -> None:
        source = ReferenceFactory()
        cited = f'<p><a linktype="reference" id="{source.pk}">Words</a></p>'
        refer(about, ("shared_text", SharedTextFactory(words=cited).pk))
        assert purged_by(changed(source, title="Other")) == ABOUT

    def test_a_picture(self, purged_by: PurgedBy, sleep: ArticlePage) -> None:
        sleep.lead_image = ImageFactory()
        sleep.save()
        assert purged_by(changed(sleep.lead_image, credit="Somebody")) == SLEEP | INDEX
        assert purged_by(sleep.lead_image.delete) == SLEEP | INDEX

    def test_the_clinic_s_logo(self, purged_by: PurgedBy, site: Site) -> None:
        clinic = ClinicSettings.for_site(site)
        clinic.logo = ImageFactory()
        clinic.save()
        everything = SLEEP | REST | LISTED | ABOUT | HOME | {"/costs/", "/robots.txt"}
        assert purged_by(changed(clinic.logo, title="New")) == everything
        assert purged_by(clinic.logo.delete) == everything

    def test_a_topic(self, purged_by: PurgedBy) -> None:
        topic = Topic.objects.get(name="Nights")
        assert purged_by(changed(topic, name="Dark")) == SLEEP | INDEX | HOME

    def test_what_nobody_shows(self, purged_by: PurgedBy) -> None:
        assert purged_by(PersonFactory) == set()
        assert purged_by(changed(Person.objects.get(), name="Dr New")) == set()
        assert purged_by(ReferenceFactory) == set()
        assert purged_by(Reference.objects.get().delete) == set()

    def test_the_clinic_s_settings(self, purged_by: PurgedBy, site: Site) -> None:
        purged = purged_by(changed(ClinicSettings.for_site(site), telephone="123"))
        assert purged == SLEEP | REST | LISTED | ABOUT | HOME | {"/costs/", "/robots.txt"}


class TestTheGlossary:
    def test_whose_new_term_stands_on_a_page(
        self, purged_by: PurgedBy, about: Page, no_worker: None
    ) -> None:
        refer(about, section(text="<p>An infusion.</p>"))
        term = {"term": "infusion", "explanation": "A drip."}
        assert purged_by(lambda: GlossaryTerm.objects.create(**term)) == ABOUT

    def test_whose_term_is_changed_or_deleted(
        self, purged_by: PurgedBy, about: Page, sleep: ArticlePage, no_worker: None
    ) -> None:
        for page in (about, sleep):
            refer(page, section(text="<p>An infusion.</p>"))
        term = GlossaryTerm.objects.create(term="infusion", explanation="A drip.")
        assert purged_by(changed(term, explanation="A tube.")) == ABOUT | SLEEP
        assert purged_by(changed(term, term="tube")) == ABOUT | SLEEP
        assert purged_by(changed(term, term="infusion")) == ABOUT | SLEEP
        assert purged_by(term.delete) == ABOUT | SLEEP


class TestTheListOfArticles:
    def test_is_purged_with_its_slices_and_topics(
        self, purged_by: PurgedBy, front_cache: type[Recorder], sleep: ArticlePage
    ) -> None:
        purged_by(changed(sleep, title="Sleeping"))
        [purge] = front_cache.purges
        for query in ("page=1", "page=10", "topic=nights", "topic=nights&page=2", "topic=days"):
            assert f"http://localhost/articles/?{query}" in purge

    def test_is_purged_under_the_former_slug_of_a_topic(
        self, purged_by: PurgedBy, front_cache: type[Recorder]
    ) -> None:
        purged_by(changed(Topic.objects.get(name="Nights"), slug="dark"))
        purge = {url for purge in front_cache.purges for url in purge}
        assert {f"http://localhost/articles/?topic={slug}" for slug in ("nights", "dark")} <= purge


class TestATransaction:
    def test_is_purged_at_once(
        self, purged_by: PurgedBy, front_cache: type[Recorder], about: Page
    ) -> None:
        def change() -> None:
            changed(about, title="Us")()
            with transaction.atomic():
                changed(Page.objects.get(slug="costs").specific, title="Prices")()

        assert purged_by(change) == ABOUT | {"/costs/"} | SITEMAP
        assert len(front_cache.purges) == 1

    def test_purges_nothing_that_was_rolled_back(self, purged_by: PurgedBy, about: Page) -> None:
        def change() -> None:
            with transaction.atomic():
                changed(about, title="Us")()
                transaction.set_rollback(True)
            changed(Page.objects.get(slug="costs").specific, title="Prices")()

        assert purged_by(change) == {"/costs/"} | SITEMAP

    def test_asks_as_much_for_many_pages_as_for_few(
        self, front_cache: type[Recorder], about: Page
    ) -> None:
        def purge_all() -> None:
            changes = Changes()
            for pk in Page.objects.filter(depth__gt=2).values_list("pk", flat=True):
                changes.add_page(pk, *CARD)
            purge(changes)

        StandardPageFactory(parent=about)
        purge_all()
        few = queries(purge_all)
        for _each in range(5):
            StandardPageFactory(parent=about)
            ArticlePageFactory(parent=ArticleIndexPage.objects.get(), topics=Topic.objects.all())
        assert_same_queries(few, queries(purge_all))


def test_nothing_is_looked_up_without_a_front_cache(
    settings: Any, about: Page, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    person = PersonFactory()
    refer(about, ("people", {"heading": "Team", "introduction": "", "people": [person.pk]}))
    change = changed(about, title="Us")
    change()
    off = queries(change)
    settings.WAGTAILFRONTENDCACHE = SETTING
    assert len(queries(change)) > len(off)
    settings.WAGTAILFRONTENDCACHE = {}
    with django_capture_on_commit_callbacks() as hooks:
        change()
    assert not [hook for hook in hooks if "purge" in repr(hook)]
