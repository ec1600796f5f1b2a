"""Reads a file as text, or says in one line why it can't."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 5 * 1024 * 1024
FORMATS = ("text", "html", "markdown")
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
}
# What word processors and the like write; a person can save it as text first.
DOCUMENT_SUFFIXES = frozenset(
    [".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".ppt", ".pptx", ".xls", ".xlsx"]
)
SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a word processor's document or a ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
}
SAVE_AS_TEXT = "Save it as HTML or plain text first (in a word processor: “Save as”)."
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "", ""),  # begins like UTF-16, so it must be asked for first
    (codecs.BOM_UTF32_BE, "", ""),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
DECLARED_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What pages declare when they mean Windows-1252 (as browsers understand it) or UTF-8.
UNDERSTOOD_CHARSETS = frozenset(
    ["utf-8", "utf8", "us-ascii", "ascii", "windows-1252", "cp1252", "iso-8859-1", "latin1"]
)
# White space aside, no text has these.
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
LOOKS_LIKE_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|article|main|h1)\b",
    re.IGNORECASE | re.DOTALL,
)


class Refused(Exception):
    """A file that can't be imported; the message is one line for a person."""


@dataclass(frozen=True)
class Source:
    """A file's text with how it was understood."""

    text: str
    format: str
    notes: tuple[str, ...] = ()


def read_source(path: Path, chosen_format: str = "") -> Source:
    """The text of a file; raises Refused."""
    text, notes = decode(read_bytes(path), path.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, controls = CONTROL.subn("", text)
    if controls > max(10, len(text) // 100):
        raise Refused(f"{path.name} looks like a binary file: it is full of control characters.")
    if controls:
        notes.append(f"Left out {controls} control character(s) that nobody can see.")
    if "\ufffd" in text:
        notes.append("The file has signs (�) that were already damaged: look for them.")
    if not text.strip():
        raise Refused(f"{path.name} is empty.")
    return Source(text, chosen_format or guess_format(path, text), tuple(notes))


def read_bytes(path: Path) -> bytes:
    name = path.name or str(path)
    if "\0" in str(path):
        raise Refused("This is not a file's name.")
    try:
        if path.is_dir():
            raise Refused(f"{path} is a directory; name one file in it.")
        if not path.exists():
            raise Refused(f"There is no file {path}.")
        if not path.is_file():
            raise Refused(f"{path} is not a regular file.")
        if path.suffix.lower() in DOCUMENT_SUFFIXES:
            raise Refused(f"{name} is a {path.suffix[1:].upper()} file. {SAVE_AS_TEXT}")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} can't be read: {error.strerror or error}.") from error
    if len(data) > MAX_BYTES:
        raise Refused(
            f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB, too large for an article."
        )
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise Refused(f"{name} is {kind}, whatever its name says. {SAVE_AS_TEXT}")
    return data


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """The text with notes on how it was read."""
    for mark, encoding, label in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if not encoding:
                break
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused(
                    f"{name} begins as {label} but is damaged: save it as UTF-8."
                ) from error
            return without_null(text, name), [f"Read as {label} (it says so itself)."]
    if b"\0" in data:
        raise Refused(f"{name} is a binary file, not text (or UTF-16 without its mark).")
    declared = DECLARED_CHARSET.search(data[:4096])
    charset = declared.group(1).decode("ascii", "replace").lower() if declared else ""
    foreign = bool(charset) and charset not in UNDERSTOOD_CHARSETS
    try:
        text, bad_line = data.decode("utf-8"), 0
    except UnicodeDecodeError as error:
        bad_line = data.count(b"\n", 0, error.start) + 1
    if foreign and (bad_line or b"\x1b" in data):  # some Asian encodings are 7-bit with escapes
        raise Refused(f"{name} declares the encoding {charset}: save it as UTF-8.")
    if not bad_line:
        return text, []
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused(
            f"{name} is neither UTF-8 nor Windows-1252 (line {bad_line}): save it as UTF-8."
        ) from error
    return text, [
        f"Line {bad_line} is not UTF-8; read as Windows-1252: check the letters with accents."
    ]


def without_null(text: str, name: str) -> str:
    if "\0" in text:
        raise Refused(f"{name} is a binary file, not text.")
    return text


def guess_format(path: Path, text: str) -> str:
    """By the name, or for others by a text that begins as a page of HTML."""
    by_name = SUFFIXES.get(path.suffix.lower())
    return by_name or ("html" if LOOKS_LIKE_HTML.match(text) else "text")
