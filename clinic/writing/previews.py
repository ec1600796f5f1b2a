"""The ways in which an editor sees a page: as light and dark screens, paper and browsers without
JavaScript show it, and as other places tell of it."""

from html.parser import HTMLParser
from textwrap import shorten
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinic.writing.wording import current

NO_SCRIPT = "no-script"
# What `static/js/preview_medium.js` knows; base.html loads it.
MEDIA = [("light", _("Light screen")), ("dark", _("Dark screen")), ("print", _("Print"))]
# Elsewhere the page itself is not seen, only what it says of itself.
ELSEWHERE = [("search", _("Search result")), ("shared", _("Shared link"))]

# The browser itself shows what it shows where scripts are switched off, `<noscript>` included.
# The editor still has to look into its frame.
WITHOUT_SCRIPTS = ["allow-same-origin", "allow-forms"]

PLACEHOLDER = " …"


class Cut(NamedTuple):
    """A text as a narrow place shows it, and the words that are lost there."""

    shown: str
    lost: str

    @classmethod
    def after(cls, letters: int, text: str) -> "Cut":
        text = " ".join(text.split())
        shown = shorten(text, letters + len(PLACEHOLDER), placeholder=PLACEHOLDER)
        if shown == text:
            return cls(text, "")
        kept = shown.removesuffix(PLACEHOLDER)
        return cls(f"{kept}{PLACEHOLDER}", text.removeprefix(kept).strip())


class Head(HTMLParser):
    """What a page's HTML says of it to other sites."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.address = ""
        self.meta: dict[str, str] = {}
        self._in_title = False
        self.feed(html.partition("<body")[0])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        self._in_title = tag == "title"
        if tag == "meta":
            self.meta[attrs.get("property") or attrs.get("name", "")] = attrs.get("content", "")
        elif tag == "link" and attrs.get("rel") == "canonical":
            self.address = attrs["href"]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


class PreviewsMixin(models.Model):
    """Adds to Wagtail's preview of a page; its widths stay Wagtail's. Stands before `Page`, and
    before whatever serves a page in another way, in a page type's bases."""

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [
            ("", _("As a visitor’s device chooses")),
            *MEDIA,
            (NO_SCRIPT, _("Without JavaScript")),
            *ELSEWHERE,
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response = super().serve_preview(request, mode_name)
        if mode_name == NO_SCRIPT:
            response._csp_update = {"sandbox": WITHOUT_SCRIPTS}
        elif mode_name in dict(ELSEWHERE):
            if hasattr(response, "render"):
                response.render()
            return seen_elsewhere(self, request, mode_name, response.content.decode())
        return response


def seen_elsewhere(page: Page, request: HttpRequest, mode_name: str, html: str) -> HttpResponse:
    """What other places make of the head of a page's HTML."""
    head, settings = Head(html), current()
    here = f"{request.scheme}://{request.get_host()}"  # the editor may be at another address
    meta = {
        name.removeprefix("og:").replace(":", "_"): content.removeprefix(here)
        for name, content in head.meta.items()
    }
    address = urlsplit(head.address or page.get_full_url(request) or request.build_absolute_uri())
    context: dict[str, Any] = {
        "page": page,
        "mode": dict(ELSEWHERE)[mode_name],
        "meta": meta,
        "title": Cut.after(settings.target("title_length"), head.title),
        "description": Cut.after(
            settings.target("description_length"), head.meta.get("description", "")
        ),
        "host": address.netloc,
        "path": [unquote(part) for part in address.path.split("/") if part],
        "is_private": page.get_view_restrictions().exists(),
    }
    return TemplateResponse(request, f"clinic/previews/{mode_name}.html", context)
