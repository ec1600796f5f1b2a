"""One state of a page, ready to be shown part by part."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.text import Truncator
from django.utils.translation import override
from wagtail.blocks import StreamValue
from wagtail.contrib.settings.context_processors import settings as clinic_settings
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from clinic.content.blocks.base import plain_text
from clinic.content.blocks.shared_text import shared_ids
from clinic.content.citations import Citations
from clinic.content.references import Reference
from clinic.content.shared_texts import SharedText
from clinic.review.comparing.rendered import Rendering, rendering
from clinic.review.fingerprints import of_kind
from clinic.writing.mixins import ExplainedWordsMixin
from clinic.writing.models import GlossaryTerm


def readers_request(page: Page) -> HttpRequest:
    """A request for `page` by somebody who brings nothing: no cookie, no session, no name."""
    site = page.get_site() or Site.objects.get(is_default_site=True)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = "/"
    request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request._wagtail_site = site  # where Site.find_for_request() looks first
    return request


def stream_fields(page: Page) -> Iterator[StreamField]:
    return (field for field in page._meta.get_fields() if isinstance(field, StreamField))


def _words(content: list[dict[str, Any]]) -> Rendering:
    """A shared text as it is stored, with or without what is empty."""
    items = [item for item in content if "value" in item]
    lines = plain_text(SharedText._meta.get_field("content").stream_block, items).splitlines()
    return Rendering(format_html_join("", "<p>{}</p>", ((line,) for line in lines)), lines)


class State:
    """A page with what its templates need; `request` may be shared by several states."""

    def __init__(self, page: Page, request: HttpRequest, language: str) -> None:
        self.page = copy(page)
        self.raw: dict[str, list[dict[str, Any]]] = {}
        self._language = language
        for field in stream_fields(page):
            # Showing a stream empties its links to what a reader may not see: take another.
            stored = getattr(page, field.name).get_prep_value()
            stream = field.stream_block.to_python(stored)
            self.raw[field.name] = stream.get_prep_value()
            setattr(self.page, field.name, stream)
        with override(language):
            self._context = {**clinic_settings(request), **self.page.get_context(request)}

    @cached_property
    def references(self) -> list[Reference]:
        """The sources of the page in the order of their numbers."""
        citations = self._context.get("citations")
        return [entry.reference for entry in citations.entries] if citations else []

    @cached_property
    def explained(self) -> list[str]:
        """The words that the page explains, each with what it says; of a page as it was signed,
        what it said then."""
        if hasattr(self.page, "shown_then"):
            printed = [thing["printed"] for thing in of_kind("term", self.page.shown_then)]
            pairs = [(each.get("term", ""), each.get("explanation", "")) for each in printed]
        elif isinstance(self.page, ExplainedWordsMixin) and (ids := self.page.explained_ids()):
            terms = GlossaryTerm.objects.filter(pk__in=ids)
            pairs = list(terms.values_list("term", "explanation"))
        else:
            pairs = []
        return [f"{term}: {explanation}" for term, explanation in sorted(pairs)]

    @cached_property
    def shared_texts(self) -> dict[int, tuple[str, Rendering]]:
        """(name, words) of each text that the page takes from the library, by its id; of a page
        as it was signed, as it was then."""
        if hasattr(self.page, "shown_then"):
            things = of_kind("shared_text", self.page.shown_then)
            kept = [(each["id"], each["label"], each["printed"].get("content")) for each in things]
        else:
            ids = set[int]().union(*map(shared_ids, self._bodies()))
            texts = SharedText.objects.filter(pk__in=ids, live=True) if ids else []
            kept = [(text.pk, text.name, text.content.get_prep_value()) for text in texts]
        return {pk: (name, _words(content or [])) for pk, name, content in kept}

    def _bodies(self) -> list[StreamValue]:
        return [getattr(self.page, name) for name in self.raw]

    @property
    def lists_references(self) -> bool:
        return "citations" in self._context

    @cached_property
    def _sources(self) -> dict[int, str]:
        return {
            number: Truncator(str(reference)).chars(80)
            for number, reference in enumerate(self.references, start=1)
        }

    def block(self, field: str, index: int) -> Rendering:
        """A block of a stream as the page's templates show it."""
        with override(self._language):
            html = getattr(self.page, field)[index].render(context=self._context)
        return rendering(html, self._sources)

    def rich_text(self, html: str) -> Rendering:
        """A rich text, its citations numbered as on the page."""
        citations = self._context.get("citations") or Citations()
        return rendering(citations.html(html), self._sources)

    def value(self, field: models.Field) -> Any:
        return field.value_from_object(self.page)
