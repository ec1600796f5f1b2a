"""Who rates, votes and writes: a random number in a signed cookie, and nothing else.

It is set only when somebody writes something. What is stored is a keyed hash of it, so that
the tables alone do not tell which browser was whose.
"""

import secrets
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

COOKIE = "feedback_reader"
SALT = "clinic.feedback.readers"
PATH = "/feedback/"  # never sent along with a request for a page
LASTS = 180 * 24 * 60 * 60  # seconds


class Reader:
    """Somebody's browser, known by its cookie, or new."""

    def __init__(self, request: HttpRequest) -> None:
        known = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS)
        self.is_new = not known
        self._number = known or secrets.token_urlsafe(24)
        self._secure = request.is_secure()

    @property
    def key(self) -> str:
        """64 hexadecimal digits, the same for the same browser."""
        return salted_hmac(SALT, self._number, algorithm="sha256").hexdigest()

    def remember(self, response: Any) -> None:
        """Set the cookie on an answer to something that the reader wrote."""
        response.set_signed_cookie(
            COOKIE,
            self._number,
            salt=SALT,
            max_age=LASTS,
            path=PATH,
            secure=self._secure,
            httponly=True,
            samesite="Lax",
        )
