"""Finds the article within a page of HTML, and takes out what is not part of it."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import CData, Comment, NavigableString, PageElement, PreformattedString, Tag

from blog.importing.document import LeftOut, Note
from blog.importing.source import Refused

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form head header hgroup hr html legend li main menu nav
    ol p pre search section summary table tbody td tfoot th thead title tr ul xmp button option
    select textarea""".split()  # noqa: SIM905
)
INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark math
    meter mfrac mi mn mo mrow msub msup nobr output progress q rb rp rt rtc ruby s samp semantics
    slot small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905
)
# A heading holds none of these, so one that begins inside it ends it.
NOT_IN_HEADING = HEADINGS | frozenset(
    ["p", "ul", "ol", "li", "dl", "table", "blockquote", "pre", "section", "summary"]
)
UNSEEN = frozenset(["script", "style"])
NEVER_TEXT = {
    **dict.fromkeys(["script", "style", "template", "noscript"], "code"),
    **dict.fromkeys(["link", "meta", "base"], "about the page"),
    **dict.fromkeys(["iframe", "object", "embed", "applet", "frame", "frameset"], "embedded page"),
    **dict.fromkeys(["video", "audio"], "video or sound"),
    **dict.fromkeys(["img", "picture", "svg", "canvas", "map", "area"], "picture"),
    **dict.fromkeys(["button", "input", "select", "textarea", "option", "datalist"], "form"),
    "form": "form",
    "nav": "navigation",
    "search": "form",
    "dialog": "pop-up",
}
SAYS_SOMETHING = frozenset(["description", "author", "keywords", "date"])
MEDIA = "img, iframe, video, audio, embed, object, svg"
ROLES = {"navigation": "navigation", "search": "form", "dialog": "pop-up", "alertdialog": "pop-up"}
# Class names and ids of well-known themes and plug-ins; each names a part, never an article.
PARTS = {
    "comment form": re.compile(
        r"(comments?|respond|disqus_thread|wpdcom|(wpdiscuz|comments?-(area|list|form|respond)).*)"
    ),
    "table of contents": re.compile(
        r"(.+[-_])?toc([-_](container|list|wrap(per)?|widget|block|content))?"
        r"|.*table-of-contents.*|ez-toc-.+|lwptoc.*"
    ),
    "sharing buttons": re.compile(
        r"sharedaddy|(social-)?share-buttons?|social-share|addtoany.*|a2a_kit"
    ),
    "links to other pages": re.compile(
        r"jp-relatedposts|related-(posts|articles)|post-navigation|nav-links|breadcrumbs?"
    ),
}
FOR_SCREEN_READERS = frozenset(["screen-reader-text", "sr-only", "visually-hidden"])
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
MAX_ADDRESS = 120


class Event(NamedTuple):
    """A step of a walk through a page: a tag opens or closes, or there is text."""

    kind: Literal["open", "text", "close"]
    tag: Tag
    line: int
    text: str = ""


class Page(NamedTuple):
    """The article's tag and what was found around and inside it."""

    article: Tag
    title: Tag | None
    source_text: str
    left_out: list[LeftOut]
    notes: list[Note]


def walk(root: Tag) -> Iterator[Event]:
    """The tags and texts below a tag in reading order; deep nesting does no harm."""
    line = root.sourceline or 1
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if stack:
                yield Event("close", tag, line)
        elif isinstance(node, Tag):
            line = node.sourceline or line
            yield Event("open", node, line)
            stack.append((node, iter(node.contents)))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            skipped = len(node) - len(node.lstrip())
            yield Event("text", tag, line + node.count("\n", 0, skipped), str(node))
            line += node.count("\n")


def visible_lines(root: Tag, apart: frozenset[int] = frozenset()) -> Iterator[tuple[int, str]]:
    """What a reader sees below a tag, one paragraph at a time, with its line number.

    Tags named in `apart` (by `id()`) part words as paragraphs do.
    """
    words: list[str] = []
    first, unseen = 0, 0
    for kind, tag, line, text in [*walk(root), Event("close", root, 0)]:
        if kind == "text":
            if not unseen:
                if not words or not any(map(str.strip, words)):
                    words, first = [], line
                words.append(text)
            continue
        if tag.name in UNSEEN:
            unseen += 1 if kind == "open" else -1
        if tag is root or tag.name in BLOCKS or tag.name == "br" or id(tag) in apart:
            if paragraph := " ".join("".join(words).split()):
                yield first, paragraph
            words = []


def parsed(html: str) -> BeautifulSoup:
    """The tags of a page; raises Refused where an unclosed one would swallow the rest."""
    for name in ("script", "style", "title"):
        opened = list(re.finditer(rf"<{name}\b", html, re.IGNORECASE))
        if opened and not re.search(rf"</{name}", html[opened[-1].end() :], re.IGNORECASE):
            line = html.count("\n", 0, opened[-1].start()) + 1
            raise Refused(f"Line {line}: a <{name}> is never closed; all after it would be lost.")
    # What follows the last ">" can't hold a tag; saying so spares the parser looking for one.
    tail = html.rfind(">") + 1
    return BeautifulSoup(html[:tail] + html[tail:].replace("<", "&lt;"), "html.parser")


def find_article(soup: BeautifulSoup) -> Page:
    """Choose the article's tag and take out all that is left out."""
    left_out: list[LeftOut] = []
    notes: list[Note] = []
    unwanted = list(unwanted_tags(soup))
    apart = frozenset(id(tag) for tag, _what in unwanted)
    source_text = "\n".join(text for _line, text in visible_lines(soup, apart))
    for tag, what in unwanted:
        left_out += what_is_lost(tag, what)
    for tag, _what in unwanted:
        tag.replace_with(NavigableString(" "))
    left_out += hidden_words(soup)

    article = choose_article(soup)
    title = article.find("h1") or soup.find("h1")
    if title is not None:
        close_heading(title)
        title.replace_with(soup.new_tag("br"))
    if article is not soup:
        article.replace_with(soup.new_tag("br"))
        around = "outside the article"
        left_out += [LeftOut(line, around, text) for line, text in visible_lines(soup)]
    for tag in article.find_all(True):
        if tag.has_attr("hidden") or HIDDEN_STYLE.search(str(tag.get("style", ""))):
            notes.append(Note(tag.sourceline or 1, "was hidden at first and is shown now"))
    return Page(article, title, source_text, left_out, notes)


def close_heading(heading: Tag) -> None:
    """Move out of a heading what follows its words, if nobody closed it."""
    children = list(heading.contents)
    for position, child in enumerate(children):
        begins = isinstance(child, Tag) and child.name in NOT_IN_HEADING
        if begins and any(before.get_text().strip() for before in children[:position]):
            heading.insert_after(*(part.extract() for part in children[position:]))
            return


def choose_article(soup: BeautifulSoup) -> Tag:
    """The outermost <article> with the title, or the only one, or <main>, or the body."""
    articles = [tag for tag in soup.find_all("article") if not tag.find_parent("article")]
    titled = [tag for tag in articles if tag.find("h1")]
    if titled or len(articles) == 1:
        return (titled or articles)[0]
    return soup.find("main") or soup.select_one("[role=main]") or soup.body or soup


def unwanted_tags(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """The outermost tags that hold no part of an article, each with what it is."""
    holders = holders_of(soup, ["h1", "main", "body"])
    inside: Tag | None = None
    in_heading = 0
    for kind, tag, _line, _text in walk(soup):
        if kind == "text":
            continue
        if inside is not None:
            if kind == "close" and tag is inside:
                inside = None
            continue
        if tag.name in HEADINGS:
            in_heading += 1 if kind == "open" else -1
        if kind == "open" and id(tag) not in holders and (what := unwanted(tag, in_heading > 0)):
            inside = tag
            yield tag, what


def holders_of(soup: BeautifulSoup, names: list[str]) -> set[int]:
    """The tags with these names and all around them, which are never left out."""
    holders: set[int] = set()
    for tag in soup.find_all(names):
        for holder in [tag, *tag.parents]:
            if id(holder) in holders:
                break
            holders.add(id(holder))
    return holders


def unwanted(tag: Tag, in_heading: bool) -> str:
    """What kind of thing a tag is, if it is no part of an article."""
    if tag.name in NEVER_TEXT:
        is_wrapper = tag.name == "form" and tag.find(list(HEADINGS))
        return "" if is_wrapper else NEVER_TEXT[tag.name]
    if (
        tag.name == "figure"
        and tag.select_one(MEDIA)
        and not tag.find(["table", "blockquote", "pre"])
    ):
        return "picture"
    if what := ROLES.get(str(tag.get("role", ""))):
        return what
    names = {name.lower() for name in [*tag.get_attribute_list("class"), tag.get("id")] if name}
    if names & FOR_SCREEN_READERS:
        return "words for screen readers"
    if tag.get("aria-hidden") == "true" and not any(map(str.isalnum, tag.get_text())):
        return "ornament"
    if in_heading:
        return ""
    for what, pattern in PARTS.items():
        if any(pattern.fullmatch(name) for name in names):
            is_part = what != "table of contents" or tag.find("a", href=re.compile("#"))
            return what if is_part else ""
    return ""


def what_is_lost(tag: Tag, what: str) -> Iterable[LeftOut]:
    """A line of the report for each line and each picture that goes with a tag."""
    line = tag.sourceline or 1
    if tag.name in UNSEEN:
        return [LeftOut(line, what, f"<{tag.name}> of {len(tag.get_text())} characters", False)]
    if NEVER_TEXT.get(tag.name) == "about the page":
        says = " ".join(str(tag.get("content") or "").split())
        return [LeftOut(line, what, says, False)] if tag.get("name") in SAYS_SOMETHING else []
    found = [LeftOut(at, what, text) for at, text in visible_lines(tag)]
    media = [tag, *tag.select(MEDIA)] if tag.name in NEVER_TEXT else tag.select(MEDIA)
    for medium in media:
        address = next(
            (
                str(medium[name])
                for name in ("data-src", "src", "data", "srcset")
                if medium.get(name)
            ),
            "",
        )
        says = " ".join(str(medium.get("alt") or medium.get("title") or "").split())
        if medium.name == "img" or address:
            kind = NEVER_TEXT.get(medium.name, what)
            text = f"{says} ({address[:MAX_ADDRESS]})".strip() if address else says
            found.append(LeftOut(medium.sourceline or line, f"{kind}: add it by hand", text, False))
    return found or [LeftOut(line, what, f"<{tag.name}>", False)]


def hidden_words(soup: BeautifulSoup) -> Iterator[LeftOut]:
    """What is left out although no tag holds it: comments, tooltips, mistyped tags."""
    line = 1
    known = BLOCKS | INLINE | UNSEEN | NEVER_TEXT.keys()
    comments = 0
    for node in soup.descendants:
        if isinstance(node, Tag):
            line = node.sourceline or line
            if node.name not in known and not re.search("[-:]", node.name):
                # "x <y and z> w" is a tag to a parser, but words to its writer.
                attributes = (f"{name} {value}".strip() for name, value in node.attrs.items())
                written = " ".join([node.name, *attributes])
                yield LeftOut(line, "unknown mark-up", f"<{written}>", False)
            tip = " ".join(str(node.get("title") or "").split())
            if tip and tip != " ".join(node.get_text().split()):
                yield LeftOut(line, "tooltip", tip, False)
        elif isinstance(node, CData):
            yield LeftOut(line, "hidden text", " ".join(node.split()), False)
        elif isinstance(node, Comment):
            comments += 1
    if comments:
        yield LeftOut(1, "code", f"{comments} comment(s) that no reader sees", False)
