"""Plain text has no mark-up: its lines tell by their shape what they are."""

import pytest

from blog.importing.document import Document, Heading, List, Paragraph, plain
from blog.importing.plain_text import read_plain_text
from blog.importing.source import Refused

pytestmark = pytest.mark.once


def shape(document: Document) -> list[str]:
    """The elements as short strings: # heading, = paragraph, * list."""
    lines: list[str] = []
    for element in document.elements:
        if isinstance(element, List):
            mark = "1" if element.ordered else "*"
            lines += [f"{mark} {plain(item.text)}" for item in element.items]
        elif isinstance(element, Heading | Paragraph):
            mark = "#" if isinstance(element, Heading) else "="
            lines.append(f"{mark} {plain(element.text, ' / ')}")
    return lines


def read(body: str) -> list[str]:
    return shape(read_plain_text(f"a small title\n\n{body}"))


def test_the_first_line_is_the_title_as_it_is_written() -> None:
    document = read_plain_text("\n\n  how tides  work\n\nThe moon pulls.")
    assert document.title == "how tides work"
    assert document.title_line == 3


@pytest.mark.parametrize(
    "text",
    [
        "• one\n• two",
        "- one\n- two",
        "x" * 256,
        "This is the first sentence of a text that somebody wrote without any title above it.",
        "The lines of this text are broken by hand, this one too\n"
        + "and so is the next one, " * 3,
    ],
)
def test_a_text_without_a_title_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"No title: line 1"):
        read_plain_text(text)


@pytest.mark.parametrize(
    "line",
    [
        "What the Moon Does",
        "What the moon does",
        "Why does it matter?",
        "is the sea warm?",
        "10 Reasons to Go",
        "1. Getting there",
        "Tides: What You Should Know",
        "ما هو المد",
        "潮汐是什么",
    ],
)
def test_a_short_line_that_stands_alone_is_a_heading(line: str) -> None:
    assert read(f"{line}\n\nThe text below it.") == [f"# {line}", "= The text below it."]


@pytest.mark.parametrize(
    "line",
    [
        "It ends as a sentence does.",
        "It leads over to a list:",
        "small letters begin it",
        "By Jo Sample",
        "Last updated May 3, 2024",
        "March 3, 2024",
        "7 min read",
        "Write to me@example.org",
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "The effects include",
        "***",
    ],
)
def test_other_short_lines_are_text(line: str) -> None:
    assert not any(element.startswith("#") for element in read(f"{line}\n\nThe text below it."))


def test_the_last_line_is_no_heading_for_nothing_is_below_it() -> None:
    assert read("The text.\n\nThank You All") == ["= The text.", "= Thank You All"]


def test_a_heading_may_stand_right_above_its_list_or_a_long_line() -> None:
    long = "word " * 30 + "end."
    assert read(f"Good Things\n• Air\n• Light\nMore of It\n{long}") == [
        "# Good Things",
        "* Air",
        "* Light",
        "# More of It",
        f"= {long}",
    ]


def test_an_underlined_line_is_a_heading_and_a_drawn_line_is_nothing() -> None:
    assert read("small but underlined\n-----\n\nText here.\n\n* * *\n\nMore text.") == [
        "# small but underlined",
        "= Text here.",
        "= More text.",
    ]


def test_wrapped_lines_are_one_paragraph_and_short_ones_keep_their_ends() -> None:
    first = "These lines were broken by hand where the room"
    second = "on the screen had come to its end, as it often"
    assert read(f"{first}\n{second}\nis in mails.\n\n12 High Street\nOldtown\nAB1 2CD") == [
        f"= {first} {second} is in mails.",
        "= 12 High Street / Oldtown / AB1 2CD",
    ]


def test_terms_right_below_each_other_are_paragraphs_of_their_own() -> None:
    assert read("Dose: small\nRoute: by mouth") == ["= Dose: small", "= Route: by mouth"]


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "▪"])
def test_lines_with_bullets_are_a_list(mark: str) -> None:
    assert read(f"{mark} Air\n{mark} Light\n\n{mark} Water") == ["* Air", "* Light", "* Water"]


def test_numbers_that_count_from_one_are_a_list() -> None:
    assert read("1. Go\n2. Stay\n\n3. Return") == ["1 Go", "1 Stay", "1 Return"]
    assert read("1) Go\n2) Stay") == ["1 Go", "1 Stay"]


def test_other_numbers_stay_words() -> None:
    assert read("1998. A year.\n\n3. Third.\n\n7. Seventh.") == [
        "= 1998. A year.",
        "= 3. Third.",
        "= 7. Seventh.",
    ]


def test_a_lone_star_or_dash_stays_a_word() -> None:
    assert read("* Results differ from one person to the next.") == [
        "= * Results differ from one person to the next."
    ]


def test_further_to_the_right_is_an_inner_list() -> None:
    document = read_plain_text("A title\n\n- one\n  - inner\n    - innermost\n- two")
    (outer,) = document.elements
    assert isinstance(outer, List)
    assert [plain(item.text) for item in outer.items] == ["one", "two"]
    assert plain(outer.items[0].lists[0].items[0].lists[0].items[0].text) == "innermost"


def test_the_contents_line_and_what_it_lists_are_left_out_line_by_line() -> None:
    document = read_plain_text(
        "A title\n\nContents\n1. First Part\n2. Last Part\n\n"
        "First Part\n\nOne.\n\nLast Part\n\nTwo."
    )
    assert [(item.line, item.text) for item in document.left_out] == [
        (3, "Contents"),
        (4, "1. First Part"),
        (5, "2. Last Part"),
    ]
    assert shape(document) == ["# First Part", "= One.", "# Last Part", "= Two."]


def test_a_heading_that_says_contents_stays_if_it_lists_nothing() -> None:
    assert read("Contents\n\nWhat is in the box.") == ["# Contents", "= What is in the box."]


FORM = "Leave a Reply\n0 Comments\nNotify of\nguest\nInline Feedbacks\n()\nx"


def test_a_leftover_comment_form_is_left_out_line_by_line() -> None:
    document = read_plain_text(f"A title\n\nThe text.\n\n{FORM}")
    assert [item.text for item in document.left_out] == FORM.split("\n")
    assert {item.what for item in document.left_out} == {"comment form"}
    assert shape(document) == ["= The text."]


def test_words_after_a_comment_form_are_kept() -> None:
    assert "= A last word of the article." in read(f"{FORM}\n\nA last word of the article.")


def test_a_few_words_of_a_form_make_no_form() -> None:
    assert read("Subscribe\n\nNotify of\n\nguest\n\nIt all is text.")[0] == "# Subscribe"


def test_a_text_of_nothing_but_leftovers_is_refused() -> None:
    with pytest.raises(Refused, match="leftovers"):
        read_plain_text(FORM)


def test_a_title_alone_is_an_article_without_text() -> None:
    assert read_plain_text("Only a Title").elements == []
