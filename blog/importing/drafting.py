"""Saves a composed article as a draft: the only part that needs the database."""

import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from blog.importing.checking import check
from blog.importing.composing import Composition
from blog.importing.source import Refused
from blog.models import ArticlePage

SHOWN_PARENTS = 5


def find_parent(path: str) -> Page:
    """The one page with this slug (or the end of its address) that may hold articles."""
    path = path.strip("/")
    if not path or "\0" in path:
        raise Refused("--parent takes the slug of the page that shall hold the article.")
    pages = [page.specific for page in Page.objects.filter(url_path__endswith=f"/{path}/")]
    if not pages:
        raise Refused(f"There is no page with the slug “{path}”.{parents_there_are()}")
    holders = [page for page in pages if ArticlePage.can_create_at(page)]
    if not holders:
        kind = pages[0].get_verbose_name()
        raise Refused(f"The page “{path}” is of the kind “{kind}”, which can't hold articles.")
    if len(holders) > 1:
        paths = ", ".join(page.url_path.strip("/") for page in holders[:SHOWN_PARENTS])
        raise Refused(
            f"Several pages have the slug “{path}”: give more of its path, one of {paths}."
        )
    return holders[0]


def parents_there_are() -> str:
    """A hint at the pages that would do."""
    types = ArticlePage.allowed_parent_page_models()
    slugs = Page.objects.type(*types).order_by("path").values_list("slug", flat=True)
    return f" There is: {', '.join(slugs[:SHOWN_PARENTS])}." if slugs else ""


def choose_slug(parent: Page, title: str, chosen: str) -> str:
    """The slug of the new page; refuses one that is taken, and an article that is there."""
    field = Page._meta.get_field("slug")
    if chosen:
        try:
            slug = str(field.clean(chosen, None))
        except ValidationError as error:
            raise Refused(f"--slug {chosen!r} is no slug: {' '.join(error.messages)}") from error
    else:
        unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
        slug = slugify(title, allow_unicode=unicode)[: field.max_length].strip("-_")
    if not slug:
        raise Refused("The title has no letter or digit to make an address of: give one by --slug.")
    children = parent.get_children()
    there = children.filter(slug=slug).first()
    if there is None and not chosen:
        there = children.filter(title=title).first() or children.filter(draft_title=title).first()
    if there is not None:
        state = "live" if there.live else "a draft"
        raise Refused(
            f"“{there.get_admin_display_title()}” is there already ({state}, page {there.pk}, "
            f"address {there.slug}): nothing was imported. --slug gives the new one another."
        )
    return slug


def make_draft(composition: Composition, parent: Page, slug: str) -> ArticlePage:
    """The page, checked but not saved."""
    page = ArticlePage(
        title=composition.document.title,
        slug=slug,
        live=False,
        body=json.dumps(composition.blocks),
    )
    page.locale = parent.locale
    check(composition, page.title, page.body.get_prep_value())
    return page


def save_draft(composition: Composition, parent: Page, page: ArticlePage) -> None:
    """Save the page as a draft with its first revision, or nothing at all."""
    with transaction.atomic():
        # Two imports at once take turns, so that the second sees the first one's page.
        parent = Page.objects.select_for_update().get(pk=parent.pk)
        choose_slug(parent, page.title, page.slug)
        parent.add_child(instance=page)
        revision = page.save_revision(log_action=True, clean=False)
        for saved in (ArticlePage.objects.get(pk=page.pk), revision.as_object()):
            check(composition, saved.title, saved.body.get_prep_value())
