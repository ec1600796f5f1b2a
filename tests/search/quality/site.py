"""The site that the questions are asked of, and the sections of its pages by their names."""

from collections.abc import Iterable
from typing import Any

from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page, Site

from blog.models import ArticleIndexPage
from demo import loading
from search.searching import FoundSection
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, body, section
from tests.search.quality.invented import InventedPage, InventedSection, invented_pages
from tests.search.quality.labels import TOP, Answer, Label
from tests.search.quality.spanish_pages import SPANISH_PAGES

# A page's id and the anchor of one of its sections.
Place = tuple[int, str]


class LabelledSite:
    """Loads the demonstration and the invented pages, and knows where each answer stands."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, Answer], set[Place]] = {}
        assert loading.load() is loading.Outcome.LOADED
        for page in Page.objects.live().specific():
            self.know("en", page.slug, TOP, page, "")
            for part in getattr(page, "sections", []):
                self.know("en", page.slug, part.anchor, page, part.anchor)
        index = {"en": ArticleIndexPage.objects.get(), "es": spanish_index()}
        for invented in [*invented_pages(), *SPANISH_PAGES]:
            self.add(invented, index[invented.language])
        call_command("update_index", verbosity=0)
        if connection.vendor == "postgresql":  # as its autovacuum does
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def add(self, invented: InventedPage, parent: Page) -> None:
        page = ArticlePageFactory(
            parent=parent,
            title=invented.title,
            summary=invented.summary,
            locale=parent.locale,
            body=body(*map(block, invented.sections)),
        )
        self.know(invented.language, invented.name, TOP, page, "")
        for part in invented.sections:
            for name in (invented.name, f"*{invented.sort}"):
                self.know(invented.language, name, part.about, page, part.about)

    def know(self, language: str, name: str, about: str, page: Page, anchor: str) -> None:
        self.places.setdefault((language, (name, about)), set()).add((page.pk, anchor))

    def answers(self, label: Label) -> set[Place]:
        """Where the label's answers stand. Raises KeyError for a section that is not there."""
        return {place for answer in label.answers for place in self.places[label.language, answer]}


def block(part: InventedSection) -> tuple[str, Any]:
    """The section as a block; what it is about is its anchor."""
    name, value = section(part.heading, f"<p>{part.text}</p>")
    return name, {**value, "anchor": part.about}


def spanish_index() -> ArticleIndexPage:
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home = Site.objects.get(is_default_site=True).root_page.specific
    home = home.copy_for_translation(spanish)
    home.save_revision().publish()
    return ArticleIndexPageFactory(parent=home, title="Artículos", slug="articulos", locale=spanish)


def places(sections: Iterable[FoundSection]) -> list[Place]:
    return [(found.page_id, found.anchor) for found in sections]
