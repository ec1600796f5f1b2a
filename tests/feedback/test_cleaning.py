"""What readers type, on its way in and on its way out."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from clinic.feedback.cleaning import (
    MARKS,
    CleanTextField,
    WebsiteField,
    as_html,
    clean_line,
    clean_text,
    links_in,
)
from tests.support.markup import assert_valid_html

pytestmark = pytest.mark.once

LINK = '<a href="{0}" rel="ugc nofollow">{0}</a>'


class TestOnTheWayIn:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Hello \t there  ", "Hello there"),
            ("One\r\n\r\n\r\n\r\nTwo\rThree\u2028Four", "One\n\nTwo\nThree\nFour"),
            ("e\u0301", "é"),
            ("a\x00b\x1b[31m\x7f", "ab[31m"),
            ("\u202eevil\u202c\u2066\u200b\ufeff\u00ad", "evil"),
            ("\ud800 half", "half"),
            ("no\ufffe\U0010ffff character", "no character"),
            ("5 < 6 & <b>bold</b>", "5 < 6 & <b>bold</b>"),
            ("a\u00a0b\u3000c", "a b c"),
            ("👩‍⚕️ می‌خواهم", "👩‍⚕️ می‌خواهم"),
        ],
    )
    def test_a_text_is_kept_as_it_reads(self, typed: str, kept: str) -> None:
        assert clean_text(typed) == kept

    def test_no_tower_of_marks_covers_the_lines_around(self) -> None:
        assert len(clean_text("a" + "\u0300\u0316" * 50)) <= 1 + MARKS

    @pytest.mark.parametrize("nothing", ["", " \n\t ", "\u200d\u200d", "\u0301", "\u200b"])
    def test_what_cannot_be_read_is_no_text(self, nothing: str) -> None:
        with pytest.raises(ValidationError, match="Write something"):
            clean_text(nothing)

    def test_nothing_is_cut_off_a_long_text(self) -> None:
        assert len(clean_text("x" * 5000)) == 5000
        with pytest.raises(ValidationError) as refused:
            clean_text("x" * 5001)
        assert refused.value.messages == ["This is 1 character too long: at most 5000 fit."]
        with pytest.raises(ValidationError, match="too long"):
            clean_text(" " * 50_000_000)

    def test_a_name_is_one_line(self) -> None:
        assert clean_line("Ada\r\nBcc: all@example.org") == "Ada Bcc: all@example.org"

    @given(st.text(st.characters(codec=None, exclude_categories=()), max_size=400))
    def test_cleaning_twice_changes_nothing(self, typed: str) -> None:
        once = clean_text(typed, required=False)
        assert clean_text(once, required=False) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()  # no half of a pair is left

    def test_a_form_field_gives_what_cleaning_does(self) -> None:
        assert CleanTextField().clean("One\r\n\r\n\r\nTwo\x00") == "One\n\nTwo"
        assert CleanTextField(one_line=True, length=60, required=False).clean("\u200b ") == ""
        with pytest.raises(ValidationError):
            CleanTextField(length=3).clean("four")


class TestOnTheWayOut:
    def test_markup_is_shown_as_it_was_typed(self) -> None:
        html = as_html("<script>alert('1')</script> & \"so on\"")
        assert "<script" not in html
        assert html == (
            "<p>&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;so on&quot;</p>"
        )

    def test_lines_and_paragraphs_stay(self) -> None:
        assert as_html("One\nTwo\n\nThree") == "<p>One<br>Two</p>\n<p>Three</p>"

    @pytest.mark.parametrize(
        ("text", "link"),
        [
            ("See https://example.org/a?b=c.", "https://example.org/a?b=c"),
            ("(http://example.org)", "http://example.org"),
            (
                "https://en.example.org/wiki/Sleep_(mood)",
                "https://en.example.org/wiki/Sleep_(mood)",
            ),
            ("“https://example.org/”", "https://example.org/"),
        ],
    )
    def test_an_address_becomes_a_link_that_no_search_engine_counts(
        self, text: str, link: str
    ) -> None:
        assert LINK.format(link) in as_html(text)
        assert links_in(text) == [link]

    def test_what_no_url_may_hold_is_quoted_in_it_and_read_as_it_was_typed(self) -> None:
        html = as_html("HTTPS://EXAMPLE.ORG/[ü]?100%")
        assert 'href="https://EXAMPLE.ORG/%5B%C3%BC%5D?100%25"' in html
        assert ">HTTPS://EXAMPLE.ORG/[ü]?100%<" in html

    @pytest.mark.parametrize(
        "text",
        [
            "javascript:alert(1)",
            "data:text/html,https",
            "ftp://example.org/",
            "https://",
            "https://.",
            "https://clinic.example@elsewhere.example/",
            "http://[::1",
            "http://example.org:port/",
            "mailto:ada@example.org",
            "example.org",
            "xhttps://example.org",
        ],
    )
    def test_nothing_else_becomes_a_link(self, text: str) -> None:
        assert "<a" not in as_html(text)
        assert links_in(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            'https://example.org/" onmouseover="alert(1)',
            "https://example.org/'onclick='alert(1)",
            "https://example.org/<script>alert(1)</script>",
            "https://example.org/&quot;onclick=alert(1)",
        ],
    )
    def test_an_address_cannot_leave_its_attribute(self, text: str) -> None:
        html = as_html(text)
        assert html.count('"') == 4
        assert "<script" not in html

    @given(st.text(max_size=200))
    def test_no_text_brings_markup_of_its_own(self, text: str) -> None:
        html = as_html(clean_text(text, required=False))
        for ours in ("<p>", "</p>", "<br>", "</a>", ' rel="ugc nofollow">', '<a href="'):
            html = html.replace(ours, "")
        assert "<" not in html
        assert ">" not in html.replace('">', "")

    def test_it_is_valid_html(self) -> None:
        text = "One https://example.org/ü?a=b&c=d[1]%zz#ü[ two\nthree & <b>\n\n“Four”"
        assert_valid_html(
            f'<!DOCTYPE html><html lang="en"><title>x</title><body>{as_html(text)}</body></html>'
        )


class TestWebsites:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("example.org", "https://example.org"),
            (" http://example.org/me ", "http://example.org/me"),
            ("", ""),
        ],
    )
    def test_a_readers_own_site_is_an_address(self, typed: str, kept: str) -> None:
        assert WebsiteField().clean(typed) == kept

    @pytest.mark.parametrize(
        "typed",
        [
            "javascript:alert(document.cookie)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,hello",
            "ftp://example.org",
            "https://user:word@example.org/",
            'https://example.org/" onclick="x',
            "https://" + "x" * 300,
            "https://exa\x00mple.org/\n",
            "//",
            "http://[",
        ],
    )
    def test_a_website_field_takes_no_script(self, typed: str) -> None:
        try:
            kept = WebsiteField().clean(typed)
        except ValidationError:
            return
        assert kept == "https://example.org/"
