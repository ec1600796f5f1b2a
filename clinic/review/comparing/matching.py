"""Which block of one stream became which block of another."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from json import dumps
from typing import Any

Raw = dict[str, Any]


@dataclass(frozen=True)
class Match:
    """A block by its place in the stream before and after; None where it was not, or is no
    longer, there."""

    before: int | None
    after: int | None
    is_moved: bool = False


def matches(before: Sequence[Raw], after: Sequence[Raw]) -> list[Match]:
    """Every block of both streams (stored form), in the order of `after`; one that is gone
    stands where it stood. Blocks belong together by their id; those whose id has no partner
    (imported, or removed and pasted again) by what they say, then by their anchor."""
    partner = _partners(before, after)
    came_from = {new: old for old, new in partner.items()}
    still = _in_order([came_from[new] for new in range(len(after)) if new in came_from])
    gone = iter([old for old in range(len(before)) if old not in partner])
    next_gone = next(gone, None)
    found = []
    for new in range(len(after)):
        old = came_from.get(new)
        if old in still:
            while next_gone is not None and next_gone < old:
                found.append(Match(next_gone, None))
                next_gone = next(gone, None)
        found.append(Match(old, new, is_moved=old is not None and old not in still))
    while next_gone is not None:
        found.append(Match(next_gone, None))
        next_gone = next(gone, None)
    return found


def _partners(before: Sequence[Raw], after: Sequence[Raw]) -> dict[int, int]:
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in (_identity, _words, _anchor):
        waiting = defaultdict(list)
        for new, block in enumerate(after):
            if new not in taken and (name := key(block)):
                waiting[name].append(new)
        for old, block in enumerate(before):
            if old not in partner and (candidates := waiting.get(key(block))):
                partner[old] = candidates.pop(0)
                taken.add(partner[old])
    return partner


def _identity(block: Raw) -> Hashable:
    return block.get("id") and (block["type"], block["id"])


def _words(block: Raw) -> Hashable:
    return (block["type"], dumps(without_ids(block["value"]), sort_keys=True, default=str))


def _anchor(block: Raw) -> Hashable:
    anchor = isinstance(block["value"], dict) and block["value"].get("anchor")
    return anchor and (block["type"], anchor)


def is_same(before: Any, after: Any) -> bool:
    """Whether two stored values say the same."""
    return bool(without_ids(before) == without_ids(after))


def without_ids(raw: Any) -> Any:
    """A stored value without the ids of its list items, which no reader sees."""
    if isinstance(raw, list):
        return [without_ids(item) for item in raw]
    if isinstance(raw, dict):
        is_item = raw.keys() == {"type", "value", "id"}
        return {
            key: without_ids(value) for key, value in raw.items() if not (is_item and key == "id")
        }
    return raw


def _in_order(places: Sequence[int]) -> set[int]:
    """The most of `places` that stand in their old order: the others were moved (longest
    increasing subsequence, by patience sorting)."""
    tops: list[int] = []
    previous: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tops, place)
        previous[place] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [place]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = previous[last]
    return kept
