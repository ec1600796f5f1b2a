"""What readers type: one way in for every form, edit and redaction, one way out.

A text is kept as it was typed, not as HTML: "<b>" stays four letters. It is escaped where it
is shown, by `as_html`, and nowhere else.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from clinic.feedback.models.comments import MAX_TEXT

NAME_LENGTH = 60
WEBSITE_LENGTH = 200

# Letters carry a handful of marks in the languages that use most of them; a tower of marks
# covers its neighbours.
MARKS = 4

# Joiners that Persian, Indian scripts and emoji are written with.
_JOINERS = "\u200c\u200d"
# Control, invisible and direction-changing characters, halves of pairs, private ones.
_UNWANTED = {"Cc", "Cf", "Cs", "Co"}
# Never a character (Unicode 23.7). One that is not assigned yet may be a new emoji.
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`{}|\\^]{1,2000}", re.IGNORECASE)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What a sentence puts behind an address.
_AFTER_ADDRESS = ".,:;!?*_~…。、，」』”’»"


def clean_text(text: str, length: int = MAX_TEXT, *, required: bool = True) -> str:
    """`text` as it is stored: composed (NFC), without invisible and control characters, spaces
    and blank lines each folded. Cleaning twice changes nothing.

    Raises ValidationError when it holds nothing to read, or more than `length` characters.
    """
    # No cleaning makes four times too much fit, and it shall not cost anything either.
    cleaned = text if len(text) > 4 * length else _normalised(text)
    if len(cleaned) > length:
        over = len(cleaned) - length
        raise ValidationError(
            ngettext(
                "This is %(over)d character too long: at most %(length)d fit.",
                "This is %(over)d characters too long: at most %(length)d fit.",
                over,
            ),
            code="too_long",
            params={"over": over, "length": length},
        )
    if required and not is_readable(cleaned):
        raise ValidationError(gettext("Write something first."), code="required")
    return cleaned


def clean_line(text: str, length: int = NAME_LENGTH, *, required: bool = True) -> str:
    """`clean_text` for a name: all in one line."""
    one_line = text if len(text) > 4 * length else " ".join(_normalised(text).split())
    return clean_text(one_line, length, required=required)


def is_readable(text: str) -> bool:
    """Whether a reader sees anything: joiners, marks and spaces alone are not a text."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in text)


def _normalised(text: str) -> str:
    text = _LINE_END.sub("\n", text.replace("\t", " "))
    text = "".join(char for char in _NO_CHARACTER.sub("", text) if _is_wanted(char))
    text = _without_towers(unicodedata.normalize("NFC", text))
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def _is_wanted(char: str) -> bool:
    return char == "\n" or char in _JOINERS or unicodedata.category(char) not in _UNWANTED


def _without_towers(text: str) -> str:
    """`text` without the marks that stand higher than `MARKS` over one letter."""
    kept = []
    height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if height <= MARKS:
            kept.append(char)
    return "".join(kept)


def as_html(text: str) -> SafeString:
    """A stored text as paragraphs of a page: escaped, and what was typed as an http or https
    address a link that no search engine counts for the site that it leads to."""
    paragraphs = (part.split("\n") for part in text.split("\n\n"))
    return format_html_join("\n", "<p>{}</p>", ((_lines(lines),) for lines in paragraphs))


def _lines(lines: list[str]) -> SafeString:
    first, *others = map(_linked, lines)
    return format_html("{}{}", first, format_html_join("", "<br>{}", ((each,) for each in others)))


def _linked(line: str) -> SafeString:
    parts = []
    end = 0
    for found, address in _addresses(line):
        link = format_html('<a href="{}" rel="ugc nofollow">{}</a>', _target(address), address)
        parts.append(format_html("{}{}", line[end:found], link))
        end = found + len(address)
    return format_html("{}{}", format_html_join("", "{}", ((part,) for part in parts)), line[end:])


def _target(address: str) -> str:
    """`address` with the signs quoted that no URL has as they are (RFC 3986)."""
    parts = urlsplit(address)
    path, query, fragment = (
        quote(_LONE_PERCENT.sub("%25", part), safe="%/:=&?~+!$,;@()*")
        for part in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(path=path, query=query, fragment=fragment).geturl()


def links_in(text: str) -> list[str]:
    """The addresses that `as_html` makes links of, in order."""
    return [address for _start, address in _addresses(text)]


def _addresses(text: str) -> list[tuple[int, str]]:
    """(place, address) for each address that was typed in full and leads somewhere."""
    found = ((match.start(), _trimmed(match[0])) for match in _ADDRESS.finditer(text))
    return [(start, address) for start, address in found if leads_somewhere(address)]


def _trimmed(address: str) -> str:
    """`address` without what belongs to the sentence around it."""
    while address and (address[-1] in _AFTER_ADDRESS or _closes_sentence(address)):
        address = address[:-1]
    return address


def _closes_sentence(address: str) -> bool:
    """Whether its last sign closes a bracket that the address itself didn't open."""
    opening = {")": "(", "]": "["}.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def leads_somewhere(address: str) -> bool:
    """Whether this is an http or https address of a host, without a user's name before it:
    "https://clinic.example@elsewhere.example" leads elsewhere."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and "@" not in parts.netloc and bool(host.strip("."))


def validate_website(address: str) -> None:
    """Refuse what is not an http or https address of a host."""
    URLValidator(schemes=["http", "https"])(address)
    if not leads_somewhere(address):
        raise ValidationError(_("Enter an address that starts with http or https."), "invalid")


class WebsiteField(forms.URLField):
    """The address of a reader's own site; "example.org" is taken for https."""

    def __init__(self, **kwargs: object) -> None:
        defaults = {"max_length": WEBSITE_LENGTH, "required": False, "assume_scheme": "https"}
        super().__init__(**{**defaults, "validators": [validate_website], **kwargs})

    def to_python(self, value: object) -> str:
        """The address without anything invisible, or nothing."""
        typed = str(value or "")
        return super().to_python(typed if len(typed) > 4 * WEBSITE_LENGTH else _normalised(typed))


class CleanTextField(forms.CharField):
    """A field that gives what `clean_text` does; one line when `one_line` is true."""

    def __init__(self, *, length: int = MAX_TEXT, one_line: bool = False, **kwargs: object):
        self.length = length
        self.one_line = one_line
        widget = forms.TextInput() if one_line else forms.Textarea(attrs={"rows": 5})
        super().__init__(**{"strip": False, "widget": widget, **kwargs})
        self.widget.attrs.setdefault("maxlength", length)

    def to_python(self, value: object) -> str:
        clean = clean_line if self.one_line else clean_text
        return clean(str(value or ""), self.length, required=self.required)
