"""A file is read as text, or refused in one clear line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from blog.importing.source import MAX_BYTES, Refused, read_source

pytestmark = pytest.mark.once

WORDS = "Grüße, “quoted” – naïve café"
File = Callable[..., Path]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode("utf-8-sig"), "UTF-8"),
        (WORDS.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "UTF-16"),
        (WORDS.encode("cp1252"), "Windows-1252"),
    ],
)
def test_text_is_read_in_each_usual_encoding(file: File, content: bytes, says: str) -> None:
    source = read_source(file(content))
    assert source.text == WORDS
    assert says in " ".join(source.notes)
    assert bool(source.notes) == bool(says)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.txt", "is empty"),
        (b" \n\r\n\xc2\xa0", "blank.txt", "is empty"),
        (b"a\0b", "null.txt", "binary"),
        ("wide".encode("utf-16-le"), "unmarked.txt", "binary"),
        ("wide".encode("utf-32"), "utf32.txt", "binary"),
        (b"\xff\xfea", "odd.txt", "damaged"),
        (bytes(range(1, 32)) * 9, "control.txt", "binary"),
        (b"\x81\x8d\x8f", "unknown.txt", "neither UTF-8 nor Windows-1252"),
        (b'<meta charset="shift_jis">\x83e', "japanese.html", "declares the encoding shift_jis"),
        (b"%PDF-1.7 ...", "renamed.txt", "is a PDF"),
        (b"PK\x03\x04...", "renamed.html", "word processor"),
        (b"anything", "article.docx", "is a DOCX file"),
        (b"anything", "article.PDF", "is a PDF file"),
        (b"x" * (MAX_BYTES + 1), "long.txt", "larger than 5 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(
    file: File, content: bytes, name: str, says: str
) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        read_source(file(content, name))
    assert "\n" not in str(refusal.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, says in [
        (tmp_path, "is a directory"),
        (tmp_path / "missing.txt", "no file"),
        (tmp_path / "pipe", "not a regular file"),
        (Path("a\0b"), "not a file's name"),
    ]:
        with pytest.raises(Refused, match=says):
            read_source(path)


def test_line_ends_are_made_alike_and_invisible_signs_reported(file: File) -> None:
    source = read_source(file("One\r\ntwo\rthree\x07\n"))
    assert source.text == "One\ntwo\nthree\n"
    assert "1 control character" in source.notes[0]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("Words", "a.txt", "text"),
        ("Words", "a.html", "html"),
        ("Words", "a.HTM", "html"),
        ("Words", "a.md", "markdown"),
        ("<!DOCTYPE html><p>Words", "a.txt", "html"),
        ("<!-- saved -->\n<html>", "a", "html"),
        ("5 < 6", "a", "text"),
    ],
)
def test_the_format_is_told_by_the_name_or_the_beginning(
    file: File, content: str, name: str, expected: str
) -> None:
    assert read_source(file(content, name)).format == expected


def test_a_chosen_format_wins(file: File) -> None:
    assert read_source(file("Words", "a.html"), "text").format == "text"
