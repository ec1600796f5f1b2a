"""The rules judged by labelled passages, a third of which nobody tuned on."""

from collections import Counter
from collections.abc import Callable

import pytest

from clinic.writing.findings import Severity
from clinic.writing.registry import RULES
from tests.writing.passages import Labelled, found_in, labelled

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BLOCKING = [name for name, rule in RULES.items() if rule.severity == Severity.BLOCK]
# Those that a passage can set off by itself.
OF_PASSAGES = {"number", "dose", "absolute", "approved", "disagreement", "comparison", "stigma"}


def measured(passages: list[Labelled]) -> dict[str, tuple[float, float, int]]:
    """Of each rule its precision, its recall, and how many passages it was to find."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for words, rules in passages:
        told = {finding.rule for finding in found_in(words)} & OF_PASSAGES
        found.update(told)
        wanted.update(rules)
        right.update(told & rules)
    return {
        rule: (right[rule] / max(found[rule], 1), right[rule] / max(wanted[rule], 1), wanted[rule])
        for rule in sorted(wanted)
    }


@pytest.mark.parametrize("part", ["tuned", "unseen"])
def test_a_rule_that_blocks_seldom_errs(
    part: str, capsys: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]
) -> None:
    results = measured(labelled(part))
    with capsys.disabled():
        print(f"\n{part}: rule, precision, recall, passages")
        for rule, (precision, recall, wanted) in results.items():
            print(f"  {rule:14}{precision:6.2f}{recall:8.2f}{wanted:8}")
    for rule in BLOCKING:
        precision, recall, _wanted = results[rule]
        record_property(f"{part} {rule}", (precision, recall))
        assert precision >= 0.9, f"{rule} stops what is fine"
        assert recall >= 0.8, f"{rule} lets pass what it is for"


def test_there_are_enough_passages_and_half_of_them_are_good() -> None:
    passages = [*labelled("tuned"), *labelled("unseen")]
    good = sum(not rules for _words, rules in passages)
    assert len(passages) >= 150
    assert len(labelled("unseen")) > 0.3 * len(passages)
    assert 0.4 < good / len(passages) < 0.6
    assert len({words for words, _rules in passages}) == len(passages)
    assert {rule for _words, rules in passages for rule in rules} == OF_PASSAGES
