"""What a heading promises: which block its section asks for."""

import re
from typing import Literal

Kind = Literal["process_steps", "benefits", "side_effects", "bottom_line", "questions", "section"]

MAX_HEADING = 160  # what the blocks' headings hold

BOTTOM_LINE = re.compile(r"(the )?bottom line\b.*")
CONCLUSION = re.compile(
    r"(in |our |the )?(conclusions?|summary)|to sum up|in short|(the |our )?(key )?take-?aways?"
    r"|final thoughts|key points"
)
QUESTIONS = re.compile(
    r"(.* )?(faqs?|frequently asked questions|common questions|questions (and|&) answers"
    r"|q ?(&|and) ?as?|questions (people|patients) ask)( .*)?"
)
PROCESS = re.compile(
    r".*\bhow\b.*\bwork(s|ed|ing)?\b.*|.*\bstep[- ]by[- ]step\b.*|.*\bsteps\b.*"
    r"|.*\bprocess\b.*|.*\bprocedure\b.*|.*\bwhat (happens|to expect)\b.*|how to\b.*"
)
BENEFITS = re.compile(r".*\bbenefits?\b.*")
SIDE_EFFECTS = re.compile(r".*\b(side[- ]?effects?|adverse (effects?|events?|reactions?))\b.*")
# What stands below such a heading is about benefits or side effects; it does not list them.
ABOUT = re.compile(
    r"\b(how|who|when|why|where|if|manag\w*|reduc\w*|avoid\w*|treat(ing)?|prevent\w*|cop(e|ing)"
    r"|handl\w*|minimi[sz]\w*|maximi[sz]\w*|eas(e|ing)|relie(f|v\w*)|deal\w*|report\w*|tips?"
    r"|without|no|fewer|less|versus|vs|compar\w*|weigh\w*|outweigh\w*|insur\w*|get(ting)?|ask\w*"
    r"|help\w*|against|myths?)\b"
)
ASKS_ELSE = re.compile(r"\b(do|does|can|will|should|about)\b")
ASKS_WHICH = re.compile(r"what\b.*?\b(benefits?|side[- ]?effects?|adverse)\b")


def kind_of(heading: str) -> Kind:
    """The block that a heading asks for; `section` if nothing special."""
    if len(heading) > MAX_HEADING:
        return "section"
    words = " ".join(heading.casefold().split()).strip(" ?:.!")
    if BOTTOM_LINE.fullmatch(words) or CONCLUSION.fullmatch(words):
        return "bottom_line"
    if QUESTIONS.fullmatch(words):
        return "questions"
    benefits, side_effects = BENEFITS.fullmatch(words), SIDE_EFFECTS.fullmatch(words)
    if bool(benefits) != bool(side_effects) and names_them(words):
        return "benefits" if benefits else "side_effects"
    return "process_steps" if PROCESS.fullmatch(words) else "section"


def names_them(words: str) -> bool:
    """Whether a heading announces benefits or side effects themselves."""
    which = ASKS_WHICH.match(words)
    return not ABOUT.search(words) and not ASKS_ELSE.search(which[0] if which else words)


def is_bottom_line(heading: str) -> bool:
    """Whether a heading says "bottom line" itself, not only something like it."""
    return bool(BOTTOM_LINE.fullmatch(" ".join(heading.casefold().split())))
