"""The tests' own instruments find what they are there to find."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page
from wagtail.models import Locale

from home.models import HomePage
from tests.factories import (
    ArticlePageFactory,
    PersonFactory,
    ReferenceFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.support.accessibility import assert_accessible
from tests.support.browser import Guard
from tests.support.markup import assert_valid_html
from tests.support.queries import assert_same_queries, queries

HTML = "<!doctype html><html lang=en><title>T</title><main><h1>H</h1>{}</main>"


def show(page: Page, address: str, content: str) -> None:
    """Serve the content at an address of the site, whatever the site has there."""
    headers = {"Content-Type": "text/html", "Content-Security-Policy": "img-src *"}
    page.route(address, lambda route: route.fulfill(body=HTML.format(content), headers=headers))
    page.goto(address)


def test_the_guard_sees_a_request_to_another_host(page: Page, guard: Guard) -> None:
    show(page, "/", "<img alt='' src='https://example.com/pixel.png'>")
    with pytest.raises(AssertionError, match=r"another host: https://example\.com/pixel\.png"):
        guard.check()
    guard.allow("example.com")


def test_the_guard_sees_a_script_that_fails(page: Page, guard: Guard) -> None:
    show(page, "/", "<script>undefined.nothing</script>")
    with pytest.raises(AssertionError, match="script error"):
        guard.check()
    guard.allow("script error")


def test_the_guard_sees_what_the_security_policy_refuses(page: Page, guard: Guard) -> None:
    page.goto("/admin/login/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/'}))")
    page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match="Content Security Policy"):
        guard.check()
    guard.allow("127.0.0.1:9")


def test_axe_names_what_is_not_accessible(page: Page) -> None:
    show(page, "/", "<p>All is well.</p>")
    assert_accessible(page)
    show(page, "/", "<input>")
    with pytest.raises(AssertionError, match="Form elements must have labels"):
        assert_accessible(page)


def test_the_checker_names_the_document_that_is_not_valid() -> None:
    with pytest.raises(AssertionError, match=r"the second, line 1: .*“p”"):
        assert_valid_html({"the first": HTML, "the second": HTML.format("<p><ul></ul></p>")})


def test_queries_that_grow_with_the_rows_are_named(db: None) -> None:
    one = queries(lambda: list(HomePage.objects.filter(pk__in=[1, 2, 3])))
    two = queries(lambda: [HomePage.objects.filter(pk=pk).exists() for pk in (1, 2)])
    assert_same_queries(one, one)
    with pytest.raises(AssertionError, match="1 queries became 2"):
        assert_same_queries(one, two)


@pytest.mark.parametrize("_time", [1, 2])
def test_a_test_that_commits_finds_what_migrations_made(
    transactional_db: None, home: HomePage, _time: int
) -> None:
    assert Locale.objects.count() == 1
    assert UserFactory(group="Editors").has_perm("wagtailadmin.access_admin")
    assert StandardPageFactory(title="About").url == "/about/"
    assert StandardPageFactory(title="Costs", parent=home).url == "/costs/"


def test_an_article_is_built_with_all_that_belongs_to_it(client: Client, home: HomePage) -> None:
    author, topic, reference = PersonFactory(), TopicFactory(), ReferenceFactory()
    other = ArticlePageFactory()
    article = ArticlePageFactory(
        title="Sleep", authors=[author], topics=[topic], references=[reference], related=[other]
    )
    found = type(article).objects.get(pk=article.pk)
    assert (found.author_list, found.topic_list) == ([author], [topic])
    assert found.listed_references() == [reference.pk]
    assert [page.pk for page in found.related] == [other.pk]
    assert client.get(found.url).status_code == 200


def test_log_in_opens_the_admin(
    page: Page, log_in: Callable[[Page, object], None], home: HomePage
) -> None:
    log_in(page, UserFactory(group="Editors"))
    page.goto("/admin/")
    assert page.title().startswith("Dashboard")
