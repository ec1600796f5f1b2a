"""A puzzle for the browser instead of one for the person, off unless FEEDBACK_ALTCHA is set.

The browser looks for a number whose hash was given, by trying. That takes it a second or two, and
whoever sends a thousand forms many minutes. Challenge and answer have the form of ALTCHA's
proof of work, version 1; no other host takes part.
"""

import base64
import binascii
import hashlib
import json
import secrets
import time
from urllib.parse import parse_qs

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac

from clinic.feedback.limits import is_new

SALT = "clinic.feedback.altcha"
ALGORITHM = "SHA-256"
HARDEST = 50_000  # about a second on a telephone
LASTS = 60 * 60  # seconds


def new_challenge() -> dict[str, str | int]:
    """What the browser is given: to find the number below `maxnumber` that was hashed."""
    salt = f"{secrets.token_hex(12)}?expires={int(time.time()) + LASTS}"
    challenge = _hash(salt, secrets.randbelow(HARDEST))
    return {
        "algorithm": ALGORITHM,
        "challenge": challenge,
        "salt": salt,
        "signature": _signature(challenge),
        "maxnumber": HARDEST,
    }


def is_solved(answer: str) -> bool:
    """Whether an answer (JSON in base64) solves a challenge of ours, in time and for the first
    time."""
    try:
        given = json.loads(base64.b64decode(answer, validate=True))
        salt, challenge = str(given["salt"]), str(given["challenge"])
        number, signature = int(given["number"]), str(given["signature"])
        expires = int(parse_qs(salt.partition("?")[2])["expires"][0])
    except (binascii.Error, ValueError, KeyError, TypeError, RecursionError):
        return False
    return (
        constant_time_compare(signature, _signature(challenge))
        and constant_time_compare(challenge, _hash(salt, number))
        and time.time() < expires
        and is_new("altcha", challenge)
    )


def _hash(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _signature(challenge: str) -> str:
    return salted_hmac(SALT, challenge, algorithm="sha256").hexdigest()


class PuzzleInput(forms.HiddenInput):
    """Holds the challenge, and the script that solves it."""

    template_name = "feedback/widgets/puzzle.html"

    def __init__(self) -> None:
        super().__init__(attrs={"data-challenge": json.dumps(new_challenge())})

    def format_value(self, value: object) -> str:
        """Nothing: an answer serves once."""
        return ""
