"""What opens a preview: tokens, one-time codes and seats. None is stored as it is."""

import secrets
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_DIGITS = 8


def new_token() -> str:
    """256 bits that fit into an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """How a token is stored. It is too long to be guessed, so a plain hash keeps it."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_code() -> str:
    """Digits that a person can copy from a mail."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def code_digest(code: str, link_id: int) -> str:
    """How a code is stored. It is short, so the site's own key takes part: a copy of the
    database is not enough to try all codes."""
    return salted_hmac("clinic.review.code", f"{link_id}:{code}", algorithm="sha256").hexdigest()


def is_equal(one: str, other: str) -> bool:
    """Compare in a time that tells nothing."""
    return constant_time_compare(one, other)
