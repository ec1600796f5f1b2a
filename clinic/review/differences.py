"""What a reader would see changed between two states of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from clinic.review.comparing.details import Detail, Details, title
from clinic.review.comparing.fields import (
    field_of,
    is_body,
    list_html,
    renderings,
    shown_fields,
)
from clinic.review.comparing.matching import Match, is_same, matches
from clinic.review.comparing.rendered import Rendering
from clinic.review.comparing.state import State, readers_request
from clinic.review.comparing.wording import marked_lines

NOTHING = SafeString("")


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    UNCHANGED = "unchanged"


_STATES = {
    Kind.ADDED: pgettext_lazy("a part of a page", "Added"),
    Kind.REMOVED: pgettext_lazy("a part of a page", "Removed"),
    Kind.CHANGED: pgettext_lazy("a part of a page", "Changed"),
    Kind.MOVED: pgettext_lazy("a part of a page", "Moved"),
    Kind.UNCHANGED: pgettext_lazy("a part of a page", "Unchanged"),
}


@dataclass(frozen=True)
class Change:
    """A field or a block of a page, before and after.

    `key` is the block's id or the field's name, `name` the type of the block or again the
    field's name. `before` and `after` are what a reader sees, `text` its words with <ins> and
    <del>, `details` what else an editor chose. `lines_before` and `lines_after` are the words
    alone.
    """

    key: str
    name: str
    label: str
    kind: Kind
    is_block: bool = False
    is_moved: bool = False
    before: SafeString = NOTHING
    after: SafeString = NOTHING
    text: SafeString = NOTHING
    details: list[Detail] = field(default_factory=list)
    lines_before: list[str] = field(default_factory=list)
    lines_after: list[str] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        return self.kind == Kind.UNCHANGED

    @property
    def has_new_words(self) -> bool:
        """Whether the words differ, not only their formatting or a setting."""
        return self.lines_before != self.lines_after

    @property
    def state(self) -> str | Promise:
        """The kind in words, such as "Moved and changed"."""
        if self.is_moved and self.kind == Kind.CHANGED:
            return _("Moved and changed")
        return _STATES[self.kind]


def differences(before: Page | None, after: Page) -> list[Change]:
    """Each field that visitors see and each block of `after`, and what is gone from `before`,
    in reading order, with its kind of change. Without `before`, all is added.

    Both are left as they are. Takes as many queries for fifty blocks as for one. What a page
    shows from elsewhere (people, sources, pictures) is shown as it is now on both sides, but for
    shared texts and the words that it explains.
    """
    request = readers_request(after)
    language = after.locale.language_code
    new = State(after, request, language)
    old = State(before, request, language) if before else None
    return list(_changes(old, new))


def changed(changes: list[Change]) -> list[Change]:
    """Those that are not as they were."""
    return [change for change in changes if not change.is_unchanged]


def _changes(old: State | None, new: State) -> Iterator[Change]:
    for shown in shown_fields(new.page):
        stream = field_of(new.page, shown.name)
        if is_body(stream):
            yield from _block_changes(stream, old, new)
            continue
        states = [state for state in (old, new) if state]
        if (sides := renderings(shown, *states)) is None:
            continue
        rendered = (sides[0] if old else Rendering(), sides[-1])
        if change := _field_change(shown.name, shown.label, *rendered):
            yield change
    sources = (_sources(old) if old else Rendering(), _sources(new))
    if change := _field_change("citations", gettext("List of references"), *sources):
        yield change
    if old:
        yield from _shared_changes(old, new)
    explained = (_list(old.explained) if old else Rendering(), _list(new.explained))
    if change := _field_change("explained", gettext("Words explained"), *explained):
        yield change


def _shared_changes(old: State, new: State) -> Iterator[Change]:
    """What became of texts from the library that both states show: each is one block in both."""
    for pk in old.shared_texts.keys() & new.shared_texts.keys():
        (_name, was), (name, words) = old.shared_texts[pk], new.shared_texts[pk]
        label = gettext("Shared text: %(name)s") % {"name": name}
        if was != words and (change := _field_change(f"shared-{pk}", label, was, words)):
            yield change


def _sources(state: State) -> Rendering:
    return _list([str(reference) for reference in state.references])


def _list(lines: list[str]) -> Rendering:
    return Rendering(list_html(lines), lines)


def _field_change(name: str, label: str, old: Rendering, new: Rendering) -> Change | None:
    """The change of a field, or None for one that is as empty as it was."""
    if old == new:
        if not new.html:
            return None
        kind = Kind.UNCHANGED
    elif not old.html:
        kind = Kind.ADDED
    else:
        kind = Kind.CHANGED if new.html else Kind.REMOVED
    return Change(
        key=name,
        name=name,
        label=label,
        kind=kind,
        before=old.html,
        after=new.html,
        text=NOTHING if old == new else marked_lines(old.lines, new.lines),
        lines_before=old.lines,
        lines_after=new.lines,
    )


def _block_changes(stream: StreamField, old: State | None, new: State) -> Iterator[Change]:
    before = old.raw[stream.name] if old else []
    after = new.raw[stream.name]
    found = matches(before, after)
    details = Details()
    for match in found:
        if match.before is not None and match.after is not None:
            item = after[match.after]
            block = stream.stream_block.child_blocks[item["type"]]
            details.add(item["id"], block, before[match.before]["value"], item["value"])
    for match in found:
        if match.after is None and old and match.before is not None:
            item, rendered = before[match.before], old.block(stream.name, match.before)
            yield _block_change(stream, item, match, Kind.REMOVED, rendered, Rendering(), [])
        elif match.after is not None:
            item, rendered = after[match.after], new.block(stream.name, match.after)
            if old is None or match.before is None:
                yield _block_change(stream, item, match, Kind.ADDED, Rendering(), rendered, [])
            elif is_same(before[match.before]["value"], item["value"]):
                kind = Kind.MOVED if match.is_moved else Kind.UNCHANGED
                yield _block_change(stream, item, match, kind, rendered, rendered, [])
            else:
                was = old.block(stream.name, match.before)
                told = details.of(item["id"])
                yield _block_change(stream, item, match, Kind.CHANGED, was, rendered, told)


def _block_change(
    stream: StreamField,
    item: dict[str, Any],
    match: Match,
    kind: Kind,
    old: Rendering,
    new: Rendering,
    details: list[Detail],
) -> Change:
    block = stream.stream_block.child_blocks[item["type"]]
    kind_of_block = capfirst(str(block.label))
    return Change(
        key=item["id"],
        name=item["type"],
        label=": ".join(dict.fromkeys(filter(None, [kind_of_block, title(block, item["value"])]))),
        kind=kind,
        is_block=True,
        is_moved=match.is_moved,
        before=old.html,
        after=new.html,
        text=NOTHING if old is new else marked_lines(old.lines, new.lines),
        details=details,
        lines_before=old.lines,
        lines_after=new.lines,
    )
