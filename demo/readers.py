"""What invented readers say about the demonstration's articles.

Nobody here exists. They ask and thank, and claim nothing about any treatment. The telephone
numbers lie in a range that the UK's regulator keeps free for fiction.
"""

from dataclasses import dataclass, field

from demo.shapes import plain


@dataclass(frozen=True)
class Said:
    """A comment with the replies to it. `by` is a reader's name, or a log-in's for the clinic."""

    by: str
    text: str
    days_ago: int
    votes: int = 0
    status: str = "published"
    role: str = ""
    question: str = ""
    replies: list["Said"] = field(default_factory=list)
    pinned: bool = False
    closed: bool = False
    new_text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Asked:
    """A question to readers about a passage."""

    key: str
    question: str
    shown: bool = False


# Named by `<a ask="…">` in the texts of articles.
PASSAGES: dict[str, Asked] = {
    "word-may": Asked("demoword1may", "Does this say clearly enough what is not known?"),
    "not-trials": Asked("demotrials2", "Would an example help here?", shown=True),
}

# How many stars each reader gave, article by article.
STARS: dict[str, list[int]] = {
    "ketamine-duration": [5, 4, 5, 3, 4, 5, 5, 4, 2, 5, 4, 5],
    "safety-plan": [5, 5, 5, 4],
    "esketamine": [4, 3, 5],
}

COMMENTS: dict[str, list[Said]] = {
    "ketamine-duration": [
        Said(
            "editor",
            "This is a demonstration. The people who talk here are invented, and so is the clinic.",
            days_ago=60,
            role="staff",
            pinned=True,
        ),
        Said(
            "Robin (invented)",
            """
            The table is what I was looking for. Could it also say how old the people in each
            study were?
            """,
            days_ago=41,
            votes=6,
            replies=[
                Said(
                    "moderator",
                    """
                    Thank you for telling us. We will check the article and see whether the
                    studies say so.
                    """,
                    days_ago=40,
                    votes=3,
                    role="staff",
                    replies=[Said("Robin (invented)", "Thank you, that was quick.", days_ago=39)],
                ),
            ],
        ),
        Said(
            "Kit (invented)",
            "What does “improved” mean in the first sentence of this part?",
            days_ago=33,
            votes=4,
            replies=[
                Said(
                    "clinician",
                    """
                    Good question. In the studies named here it means that a depression score
                    fell by at least half; the article says so under “How long it lasts”. It
                    should say it sooner, and we will move it.
                    """,
                    days_ago=32,
                    votes=7,
                    role="clinician",
                ),
                Said("Sasha (invented)", "I had stumbled over that too.", days_ago=31, votes=1),
            ],
        ),
        Said(
            "Alex (invented)",
            "Is there a version of this to print? I would like to take it to my doctor.",
            days_ago=20,
            votes=2,
            replies=[
                Said(
                    "moderator",
                    "There is: print the page from your browser, and it becomes a leaflet.",
                    days_ago=20,
                    role="staff",
                ),
            ],
            closed=True,
        ),
        Said(
            "Noor (invented)",
            "Yes. The word “may” in quotation marks made me stop and read it again.",
            days_ago=15,
            votes=1,
            question="word-may",
        ),
        Said("Jo (invented)", "Clear enough for me.", days_ago=9, question="word-may"),
        Said("Max (invented)", "Clear and calm. Thank you.", days_ago=6, votes=1),
        Said(
            "Sam (invented)",
            "Thanks. My number is 07700 900461, please ring me about my son’s treatment.",
            days_ago=2,
            status="pending",
        ),
        Said(
            "Eli (invented)",
            "Could you say more about what is studied at the moment?",
            days_ago=1,
            status="pending",
        ),
        Said(
            "Cheap Pills (invented)",
            "Best prices at https://shop.example/ and https://pills.example/ only today",
            days_ago=1,
            status="pending",
        ),
    ],
    "safety-plan": [
        Said(
            "Toni (invented)",
            "I filled it in with my sister. It helped to have the headings.",
            days_ago=18,
            votes=5,
            new_text="I filled it in with my sister. It helped us to have the headings.",
        ),
        Said(
            "Lou (invented)",
            "Can the plan be kept on a telephone?",
            days_ago=3,
            status="pending",
        ),
    ],
    "esketamine": [
        Said(
            "Charlie (invented)",
            "My name is Charlie Invented and I am a patient at your clinic. When is my visit?",
            days_ago=2,
            status="pending",
        ),
        Said(
            "Dana (invented)",
            "Everybody should simply stop what they take.",
            days_ago=12,
            status="rejected",
            reason="Advice on somebody’s treatment",
        ),
    ],
}

# (article, name, days ago, text)
PRIVATE: list[tuple[str, str, int, str]] = [
    (
        "ketamine-duration",
        "Pat (invented)",
        1,
        plain("May somebody come with me to a first conversation? I would feel safer."),
    ),
    (
        "safety-plan",
        "Chris (invented)",
        4,
        plain("I would like to talk to somebody about this. Afternoons are best."),
    ),
]

# (article, kind, days ago, note, closed with thanks)
TASKS: list[tuple[str, str, int, str, bool]] = [
    (
        "ketamine-duration",
        "unclear",
        32,
        "Say what “improved” means before it is first used.",
        True,
    ),
    (
        "ketamine-duration",
        "unclear",
        5,
        "Readers ask how old the people in the studies were.",
        False,
    ),
]
