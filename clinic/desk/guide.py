"""The guides of `docs/` as the admin shows them: one source, read once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from clinic.desk.waiting import writes
from clinic.feedback.admin_views.base import MODERATE
from clinic.review.clinicians import is_clinical

DOCS = Path(settings.BASE_DIR) / "docs"
# Each guide by its file, in the order in which the clinic's people meet them.
GUIDES: dict[str, str | Promise] = {
    "first-article": _("Your first article"),
    "editors": _("Writing"),
    "clinicians": _("Clinical review"),
    "moderators": _("Readers’ comments"),
}
LEVELS = {"h1": 1, "h2": 2, "h3": 3}
EXCERPT = 160


@dataclass(frozen=True)
class Part:
    """A heading of a guide with what stands below it until the next one."""

    guide: str
    anchor: str
    heading: str
    level: int
    html: SafeString
    text: str

    @property
    def address(self) -> str:
        here = reverse("desk:guide_page", args=[self.guide])
        return f"{here}#{self.anchor}" if self.level > 1 else here


@dataclass(frozen=True)
class Found:
    part: Part
    title: str | Promise
    excerpt: str


def guides_for(user: Any) -> list[str]:
    """The names of all guides, those of the user's own work first."""
    own = {
        "first-article": writes(user),
        "editors": writes(user),
        "clinicians": is_clinical(user),
        "moderators": user.has_perm(MODERATE),
    }
    return sorted(GUIDES, key=lambda name: not own[name])


@cache
def parts_of(guide: str) -> tuple[Part, ...]:
    """The parts of one guide, in order; the first is its title with what introduces it."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    source = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    return tuple(_parts(guide, markdown, markdown.parse(source)))


def _parts(guide: str, markdown: MarkdownIt, tokens: list[Token]) -> Iterator[Part]:
    starts = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        heading = tokens[start + 1].content
        level = LEVELS.get(tokens[start].tag, 3)
        body = list(_without_contents(tokens[start + 3 : end]))
        for token in body:
            _lead_on(token)
        html = markdown.renderer.render(body, markdown.options, {})
        # A wide table scrolls by itself, by keyboard too.
        html = html.replace("<table>", '<div class="guide-table" tabindex="0"><table>')
        html = html.replace("</table>", "</table></div>")
        text = re.sub(r"\s+", " ", strip_tags(re.sub(r"(</(p|li|td|th|h\d)>)", r"\1 ", html)))
        # What the renderer makes of our own files, which hold no HTML.
        yield Part(guide, anchor_of(heading), heading, level, mark_safe(html), text)  # noqa: S308


def anchor_of(heading: str) -> str:
    """As forges make it, so that links between the files hold here too."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _without_contents(tokens: list[Token]) -> Iterator[Token]:
    """All but a list of links to the file's own parts: the page has one beside the text."""
    depth = 0
    for token in tokens:
        if token.type == "bullet_list_open" and not depth and _is_contents(token, tokens):
            depth = 1
        elif depth:
            depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        else:
            yield token


def _is_contents(opening: Token, tokens: list[Token]) -> bool:
    start = tokens.index(opening)
    inside = (token for token in tokens[start:] if token.type in ("inline", "bullet_list_close"))
    first = next(inside)
    return re.fullmatch(r"\[[^\]]+\]\(#[^)]+\)", first.content) is not None


def _lead_on(token: Token) -> None:
    """Point the links and pictures of a text to where they are in the admin."""
    kept: list[Token] = []
    dropped = False
    for child in token.children or []:
        if child.type == "image":
            name = PurePosixPath(str(child.attrs["src"])).name
            child.attrs |= {"src": static(f"guide/{name}"), "loading": "lazy"}
        elif child.type == "link_open":
            href = _address(str(child.attrs["href"]))
            dropped = not href
            child.attrs["href"] = href
        if not (dropped and child.type in ("link_open", "link_close")):
            kept.append(child)
    if token.children:
        token.children = kept


def _address(href: str) -> str:
    """Where a link of a guide leads here; nothing for a file that the admin doesn't show."""
    file, _hash, anchor = href.partition("#")
    if re.match("[a-z]+:", href) or not file:
        return href
    guide = file.removesuffix(".md")
    if guide not in GUIDES:
        return ""
    return reverse("desk:guide_page", args=[guide]) + (f"#{anchor}" if anchor else "")


def found_in_guides(words: str, guides: list[str]) -> list[Found]:
    """The parts with all of the words, or else with most of them; those that have them in the
    heading first."""
    terms = list(dict.fromkeys(re.findall(r"\w\w+", words.casefold())))[:8]
    if not terms:
        return []
    ranked = []
    for place, part in enumerate(part for guide in guides for part in parts_of(guide)):
        heading, text = part.heading.casefold(), part.text.casefold()
        in_heading = sum(_has(heading, term) for term in terms)
        in_all = sum(_has(f"{heading} {text}", term) for term in terms)
        if in_all * 2 > len(terms):
            ranked.append(((-in_all, -in_heading, place), part))
    best = sorted(ranked, key=lambda pair: pair[0])
    most = -best[0][0][0] if best else 0
    parts = [part for key, part in best if -key[0] == most or most < len(terms)]
    return [Found(part, GUIDES[part.guide], _excerpt(part.text, terms)) for part in parts[:20]]


def _has(text: str, term: str) -> bool:
    """Whether a word of the text begins like the term, its ending aside: "citing" finds "cite"."""
    stem = re.sub(r"(ing|ed|es|s|e)$", "", term) if len(term) > 4 else term
    return re.search(rf"\b{re.escape(stem)}", text) is not None


def _excerpt(text: str, terms: list[str]) -> str:
    places = [place for term in terms if (place := text.casefold().find(term)) >= 0]
    start = max(min(places, default=0) - EXCERPT // 4, 0)
    begin = text.find(" ", start) + 1 if start else 0
    excerpt = text[begin : begin + EXCERPT]
    if len(text) > begin + EXCERPT:
        excerpt = f"{excerpt.rpartition(' ')[0]} …"
    return f"… {excerpt}" if begin else excerpt
