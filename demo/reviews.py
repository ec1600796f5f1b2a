"""The reviews of the demonstration's articles: who would have signed what, and when.

All of them are invented, like the people whose names they carry. Together they show each state
that a review can be in.
"""

from dataclasses import dataclass, field
from typing import Any

from clinic.review.sign_offs import Decision
from demo.shapes import Block, plain, questions

# What replaces which words.
Words = dict[str, str]


@dataclass(frozen=True)
class Step:
    """A decision with which an article went live.

    `due_in` counts from today. `then` tells for words of the article what stood there at that
    time.
    """

    decision: Any  # a Decision
    days_ago: int
    by: str = "clinician"
    due_in: int | None = None
    comment: str = ""
    public_note: str = ""
    then: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A change of a signed article that waits for a clinician."""

    days_ago: int
    words: Words
    moved_up: str
    added: Block
    before: str


SIGNED_OFF = Decision.SIGNED_OFF
CONFLICTS = "None: this person is invented."

SPELLING = {"because they are prescribed most": "becuase they are prescribed most"}
DRIVING = {
    "sign anything important until the next day": "sign anything important for some hours",
}

HISTORIES: dict[str, list[Step]] = {
    "safety-plan": [Step(SIGNED_OFF, 190, due_in=175, comment="Clear. The numbers are right.")],
    # Overdue, and inside the days of grace.
    "talking-treatments": [Step(SIGNED_OFF, 149, due_in=-9)],
    # Due soon.
    "antidepressant-side-effects": [
        Step(SIGNED_OFF, 112, due_in=20, then=SPELLING),
        Step(
            Decision.MINOR_CORRECTION,
            60,
            by="admin",
            public_note="A spelling mistake under “Which medicines we mean”.",
        ),
    ],
    # As an operator's import brings it in: live, and read by no clinician.
    "not-lifting": [Step(Decision.ADMITTED, 78, by="")],
    # A later draft waits for the log-in `clinician`.
    "esketamine": [Step(SIGNED_OFF, 52, due_in=313)],
    "ketamine-duration": [
        Step(SIGNED_OFF, 40, due_in=325, then=DRIVING),
        Step(
            Decision.EMERGENCY_CORRECTION,
            14,
            by="lead",
            due_in=-11,
            comment="Somebody might have driven home.",
            public_note=plain("""
                Under “Sleepiness” the page said that you should not drive for some hours. It now
                says: until the next day.
            """),
        ),
        Step(SIGNED_OFF, 12, due_in=353, comment="Right as it is now."),
    ],
    "ketamine-day": [Step(SIGNED_OFF, 31, by="lead", due_in=334)],
}

PROPOSALS: dict[str, Proposal] = {
    "esketamine": Proposal(
        days_ago=2,
        words={
            "About three hours, at this invented clinic": (
                "At least two and a half hours, at this invented clinic"
            ),
            "Eat nothing for two hours before.": (
                "Eat nothing for two hours before, and drink nothing for half an hour."
            ),
            "Both take half a day each time, and neither is a first step.": (
                "Both take two to three hours each time, and neither is a first step."
            ),
        },
        moved_up="callout",
        added=questions(
            "Before you decide",
            [
                (
                    "May I drive home?",
                    """
                    No, and not until the next day,
                    <a cite="spravato-smpc">after a night’s sleep</a>. Bring somebody along.
                    """,
                )
            ],
        ),
        before="benefits",
    )
}


def with_words(value: Any, words: Words) -> Any:
    """Stored blocks with other words; raises ValueError for words that stand nowhere."""
    missing = {*words}

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [changed(item) for item in value]
        if isinstance(value, str):
            for old, new in words.items():
                if old in value:
                    missing.discard(old)
                    value = value.replace(old, new)
        return value

    result = changed(value)
    if missing:
        raise ValueError(f"Nowhere in the text: {missing}")
    return result


def proposed(stored: list[dict[str, Any]], proposal: Proposal) -> list[dict[str, Any]]:
    """Stored blocks with the words of a proposal, and the block that it moves up, before the
    first block of another kind."""
    blocks = with_words(stored, proposal.words)
    moved = next(block for block in blocks if block["type"] == proposal.moved_up)
    blocks.remove(moved)
    place = next(i for i, block in enumerate(blocks) if block["type"] == proposal.before)
    return [*blocks[:place], moved, *blocks[place:]]
