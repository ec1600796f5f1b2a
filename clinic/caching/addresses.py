"""The addresses under which a front cache may keep the site's pages: exactly those that
`Page.get_cached_paths()` names, and the few that belong to no page."""

from collections.abc import Iterable
from copy import copy

from django.urls import reverse
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page, Site

from clinic.caching.changes import Changes

AT_ONCE = 1000
# What makes search engines look again: not what readers write, nor what a page shows from
# elsewhere.
IN_SITEMAP = ("content", "url_path", "live", "restrictions")


def of(ids: Iterable[int], changes: Changes) -> set[str]:
    """Every address of these pages, and those that pages of `changes` had before."""
    batch = PurgeBatch(changes.addresses)
    pages = Page.objects.filter(pk__in=ids).select_related("locale")
    batch.add_pages(pages.iterator(AT_ONCE))
    for pk, before in changes.moved:
        batch.add_pages(as_they_were(pk, before))
    if changes.changed(*IN_SITEMAP):
        batch.add_urls(of_no_page("sitemap"))
    return batch.urls


def of_page(page: Page) -> set[str]:
    """Every address of a page as it is now."""
    batch = PurgeBatch()
    batch.add_page(page)
    return batch.urls


def of_everything(changes: Changes) -> set[str]:
    """Every address that may be kept."""
    live = Page.objects.live().filter(depth__gt=1).select_related("locale")
    batch = PurgeBatch(changes.addresses | of_no_page("sitemap") | of_no_page("robots"))
    batch.add_pages(live.iterator(AT_ONCE))
    for pk, before in changes.moved:
        batch.add_pages(as_they_were(pk, before))
    return batch.urls


def of_no_page(name: str) -> set[str]:
    """The address of a view on each site."""
    return {f"{path.root_url}{reverse(name)}" for path in Site.get_site_root_paths()}


def as_they_were(pk: int, before: str) -> Iterable[Page]:
    """A page and those below it, under the addresses that they had when its `url_path` was
    `before`."""
    root = Page.objects.filter(pk=pk).first()
    if root is None:
        return
    for page in root.get_descendants(inclusive=True).select_related("locale"):
        former = copy(page)
        former.url_path = before + page.url_path.removeprefix(root.url_path)
        yield former
