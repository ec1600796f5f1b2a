"""The templates that a clinic begins with: outlines of blocks, with hints where to write what.

The clinic keeps them as pages and changes them as it likes; nothing here changes them again.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.coreutils import find_available_slug

from blog.models import ArticleIndexPage, ArticlePage
from clinic.content.blocks.base import HINT
from clinic.content.starting import templates_of

Block = tuple[str, Any]


@dataclass(frozen=True)
class Outline:
    title: str
    slug: str
    body: tuple[Block, ...]


def hint(words: str) -> str:
    return f"<p>{HINT} {words}</p>"


def section(heading: str, words: str, level: str = "h2") -> Block:
    return "section", {"heading": heading, "level": level, "anchor": "", "text": hint(words)}


def bottom_line(words: str) -> Block:
    return "bottom_line", {
        "heading": "The bottom line",
        "anchor": "",
        "text": hint(words),
        "show_as_summary": True,
    }


def benefits() -> Block:
    return "benefits", {
        "heading": "Benefits",
        "anchor": "",
        "introduction": "",
        "benefits": [
            {
                "text": "",
                "detail": hint("How much, for whom, how sure. Mark the words and cite the source."),
            }
        ],
    }


def side_effects() -> Block:
    return "side_effects", {
        "heading": "Side effects",
        "anchor": "",
        "introduction": hint("What most people notice, and that this list is not complete."),
        "effects": [
            {
                "effect": "",
                "frequency": "not_known",
                "seriousness": "tell_clinician",
                "what_to_do": hint("What helps, whom to call, when."),
            }
        ],
    }


def factors(heading: str) -> Block:
    return "factors", {
        "heading": heading,
        "anchor": "",
        "introduction": "",
        "factors": [{"term": "", "explanation": hint("How it matters, and how sure.")}],
    }


def steps(heading: str, *titles: str) -> Block:
    return "process_steps", {
        "heading": heading,
        "anchor": "",
        "introduction": "",
        "steps": [
            {"title": title, "text": hint("What the reader sees, does or feels."), "duration": ""}
            for title in titles
        ],
    }


def questions(*asked: str) -> Block:
    return "questions", {
        "heading": "Questions",
        "anchor": "",
        "introduction": "",
        "questions": [
            {"question": question, "answer": hint("Begin with the answer itself.")}
            for question in asked
        ],
    }


def urgent(words: str) -> Block:
    return "callout", {"kind": "urgent", "heading": "When to get help soon", "text": hint(words)}


CRISIS: Block = ("crisis_help", {"heading": "If you need help now", "introduction": ""})

OUTLINES = (
    Outline(
        "Treatment question",
        "template-treatment-question",
        (
            section("What it is", "Two or three sentences for somebody who never heard of it."),
            section("Does it help?", "What studies found, in numbers of people. Cite each number."),
            factors("What it depends on"),
            benefits(),
            side_effects(),
            urgent("Signs that cannot wait, and whom to call."),
            questions(""),
            bottom_line("Two to four sentences that stand on their own: helps whom, how much."),
        ),
    ),
    Outline(
        "Condition",
        "template-condition",
        (
            section("What it is like", "How people who have it describe it."),
            section("Why it happens", "What is known, what is not. Nobody is to blame."),
            section("How it is found out", "Who asks what; which tests there are and are not."),
            section("What helps", "The treatments there are, each with a link to its article."),
            urgent("Signs that cannot wait, and whom to call."),
            section("What you can do yourself", "Small things that are known to help. Cite them."),
            CRISIS,
            bottom_line("What it is, that it can be treated, and the first step."),
        ),
    ),
    Outline(
        "Side effect",
        "template-side-effect",
        (
            section("What it feels like", "In the words of people who had it."),
            section("How common it is", "Of how many people, in which studies. Cite it."),
            section("How long it lasts", "Minutes, hours or days, and what that depends on."),
            section("What you can do", "What helps, what doesn’t, what to avoid."),
            urgent("When it is more than a nuisance, and whom to call."),
            bottom_line("Whether it passes, what helps, when to call."),
        ),
    ),
    Outline(
        "What to expect",
        "template-what-to-expect",
        (
            section("Before you come", "What to bring, to eat and to leave at home."),
            steps("What happens on the day", "You arrive", "The treatment", "You rest"),
            section("Afterwards", "What the rest of the day is like; driving, work, company."),
            side_effects(),
            urgent("Signs at home that cannot wait, and whom to call."),
            questions("May I bring somebody?", "May I drive home?"),
            bottom_line("How long it takes, who is with you, how you get home."),
        ),
    ),
    Outline(
        "Comparison",
        "template-comparison",
        (
            section("What they have in common", "What both are for."),
            (
                "table",
                {
                    "table": {
                        "caption": "",
                        "columns": [
                            {"type": "text", "heading": "What matters"},
                            {"type": "rich_text", "heading": "The first"},
                            {"type": "rich_text", "heading": "The second"},
                        ],
                        "rows": [
                            {"values": [what, "", ""]}
                            for what in ("How it is given", "How soon it helps", "Side effects")
                        ],
                    },
                    "note": "",
                },
            ),
            section("Who may do better with the first", "And how sure that is. Cite it."),
            section("Who may do better with the second", "And how sure that is. Cite it."),
            side_effects(),
            bottom_line("No winner where studies name none: which suits whom, and whom to ask."),
        ),
    ),
)


@transaction.atomic
def add_templates(index: ArticleIndexPage, user: AbstractBaseUser | None = None) -> int:
    """Keep the outlines as templates below `index`, unless templates are kept already; how many
    were made."""
    if templates_of(ArticlePage).exists():
        return 0
    for outline in OUTLINES:
        page = ArticlePage(
            title=outline.title,
            slug=find_available_slug(index, outline.slug),
            body=json.dumps([{"type": name, "value": value} for name, value in outline.body]),
            is_template=True,
            live=False,
            owner=user,
            locale=index.locale,
        )
        index.add_child(instance=page)
        page.save_revision(user=user, log_action="wagtail.create", clean=False)
    return len(OUTLINES)
