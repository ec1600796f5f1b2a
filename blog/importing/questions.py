"""Finds questions with their answers below a heading that promises them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from blog.importing.document import (
    BREAK,
    Element,
    Heading,
    Inline,
    List,
    Paragraph,
    Terms,
    cut,
    plain,
    tokens,
)
from blog.importing.entries import MAX_ITEM, fits, rich
from blog.importing.plain_text import CLOSING, QUESTION_END
from blog.importing.richtext import RichElement

MAX_WORDS = 40
QUESTION_MARK = re.compile(r"(q(uestion)?( ?\d+)?[.:)])\s+(?=\S)", re.IGNORECASE)
ANSWER_MARK = re.compile(r"(a(nswer)?( ?\d+)?[.:)])\s+(?=\S)", re.IGNORECASE)


@dataclass
class Question:
    question: Inline
    line: int
    answer: list[RichElement] = field(default_factory=list)


@dataclass
class Answers:
    """What stands below the heading: an introduction, questions, and how many of the
    following sections are questions too."""

    introduction: list[RichElement] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    sections: int = 0
    signs: Counter[str] = field(default_factory=Counter)


Below = Sequence[tuple[Heading, list[Element]]]


def find_questions(
    heading: Heading, body: Sequence[Element], below: Below, has_levels: bool
) -> Answers | None:
    """The questions in a section and in those below it, or None."""
    found = Answers()
    if not is_text(body):
        return None
    for element in body:
        read_element(found, element)
    for question, answer in below:
        deeper = question.level > heading.level or heading.level > 2 or not has_levels
        if not (deeper and is_question(question.text) and is_text(answer)):
            break
        found.questions.append(Question(question.text, question.line, rich(answer)))
        found.sections += 1
    return found if found.questions else None


def is_text(body: Sequence[Element]) -> bool:
    return all(isinstance(element, Paragraph | List | Terms) for element in body)


def is_question(text: Inline) -> bool:
    words = plain(text)
    asks = words.rstrip(CLOSING).endswith(QUESTION_END) and len(words.split()) <= MAX_WORDS
    return asks and fits(text, MAX_ITEM)


def read_element(found: Answers, element: Element) -> None:
    """Take an element as a question, an answer or part of the introduction."""
    if isinstance(element, Terms) and all(fits(term.term, MAX_ITEM) for term in element.terms):
        for term in element.terms:
            found.questions.append(Question(term.term, term.line, list(term.explanation)))
        return
    if isinstance(element, List) and all(item.term and not item.lists for item in element.items):
        for item in element.items:
            answer = [Paragraph(item.text, item.line)] if item.text else []
            found.questions.append(Question(item.term, item.line, list(answer)))
        return
    if isinstance(element, Paragraph):
        end = plain(element.text, BREAK).find(BREAK)
        first = cut(element.text, 0, end) if end > 0 else element.text
        mark = QUESTION_MARK.match(plain(first))
        if mark and fits(first, MAX_ITEM):
            found.signs.update(tokens(mark[1]))
            first = cut(first, mark.end())
        if (mark or is_question(first)) and fits(first, MAX_ITEM):
            found.questions.append(Question(first, element.line))
            rest = cut(element.text, end) if end > 0 else ()
            if rest:
                read_answer(found, Paragraph(rest, element.line))
            return
    read_answer(found, element)


def read_answer(found: Answers, element: Element) -> None:
    if not found.questions:
        found.introduction += rich([element])
        return
    answer = found.questions[-1].answer
    if isinstance(element, Paragraph) and not answer:
        mark = ANSWER_MARK.match(plain(element.text))
        if mark:
            found.signs.update(tokens(mark[1]))
            element = Paragraph(cut(element.text, mark.end()), element.line)
    answer += rich([element])
