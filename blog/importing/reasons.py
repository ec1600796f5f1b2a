"""What stays behind of a pasted article, as its writer is told."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.importing.composing import Composition

BY_HAND = ": add it by hand"
# The importer's report keeps its own words.
REASONS: dict[str, Promise] = {
    "about the page": _("about the page"),
    "address of the quotation": _("address of the quotation"),
    "code": _("code"),
    "comment form": _("comment form"),
    "embedded page": _("embedded page"),
    "field at the top": _("field at the top"),
    "form": _("form"),
    "hidden text": _("hidden text"),
    "link in a place without links": _("link in a place without links"),
    "link in the title": _("link in the title"),
    "link's address": _("link’s address"),
    "links to other pages": _("links to other pages"),
    "name of the page": _("name of the page"),
    "navigation": _("navigation"),
    "not shown by Markdown": _("not shown by Markdown"),
    "ornament": _("ornament"),
    "outside the article": _("outside the article"),
    "picture": _("picture"),
    "pop-up": _("pop-up"),
    "sharing buttons": _("sharing buttons"),
    "table of contents": _("table of contents"),
    "tooltip": _("tooltip"),
    "unknown mark-up": _("unknown mark-up"),
    "video or sound": _("video or sound"),
    "words for screen readers": _("words for screen readers"),
}
# What a writer has to know of though no word of it is lost; the rest is how a program wrote it.
TOLD = ("picture", "video", "embedded", BY_HAND, "form", "sharing", "contents")


def left_out(composition: Composition) -> Iterator[str]:
    """A line for each thing; what belongs together, such as a form, in one."""
    items = [*composition.document.left_out, *composition.left_out]
    told = (item for item in items if item.counts or any(word in item.what for word in TOLD))
    for what, group in groupby(told, key=lambda item: item.what):
        texts = [item.text for item in group if item.text]
        if BY_HAND not in what:
            texts = [" · ".join(texts)]
        for text in texts or [""]:
            yield f"{reason(what)}: {text}" if text else reason(what)


def reason(what: str) -> str:
    """Why the importer left something out, in the writer's language."""
    name = what.removesuffix(BY_HAND)
    told = str(REASONS.get(name, name))
    return gettext("%(what)s: add it by hand") % {"what": told} if name != what else told
