"""Logging in as a person does it, by requests."""

import re
import time
from typing import Any

import pyotp
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.factories import PASSWORD

LOG_IN = "/admin/login/"
CODE = "/admin/second-factor/authenticate/"
OVERVIEW = "/admin/second-factor/"


def enter(client: Client, user: Any, password: str = PASSWORD, **more: Any) -> Any:
    """Send the form with a name and a password."""
    return client.post(LOG_IN, {"username": user.username, "password": password, **more})


def give_app(user: Any) -> pyotp.TOTP:
    """An app that shows the codes of this account."""
    secret = pyotp.random_base32()
    TOTP.activate(user, secret)
    return pyotp.TOTP(secret)


def give_codes(user: Any) -> list[str]:
    """The recovery codes of this account."""
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def wrong(app: pyotp.TOTP) -> str:
    """A code that the app shows neither now nor about now."""
    now = int(time.time())
    shown = {app.at(now + 30 * step) for step in range(-3, 4)}
    return next(code for n in range(10) if (code := f"{n:06}") not in shown)


def secret_of(user: Any) -> str:
    """What the database keeps of the app's secret, in the clear."""
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    return str(get_adapter().decrypt(kept))


def shown_secret(html: str) -> str:
    found = re.search(r'access-secret">([A-Z2-7]+)<', html)
    assert found, html
    return found[1]
