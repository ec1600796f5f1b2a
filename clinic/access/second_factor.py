"""Who must log in with a second factor, and whether a session has shown one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

ADMINISTRATORS = "administrators"
NOBODY = "nobody"
# Whoever has one of these can give an account any right.
ADMINISTERS = ("auth.add_user", "auth.change_user", "auth.add_group", "auth.change_group")
# Recovery codes stand in for a factor; they are none by themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# In the session: the account whose factor it has shown.
_SHOWN = "second_factor"

# A user of the project, or a visitor: django.contrib.auth hands out either.
User = Any


def administers(user: User) -> bool:
    """Whether somebody is a superuser, or may edit accounts or groups."""
    return user.is_active and any(user.has_perm(right) for right in ADMINISTERS)


def must_have_one(user: User) -> bool:
    """Whether SECOND_FACTOR_GROUPS names somebody."""
    groups = settings.SECOND_FACTOR_GROUPS
    if not groups or not user.is_authenticated:
        return False
    return (ADMINISTRATORS in groups and administers(user)) or (
        user.groups.filter(name__in=groups).exists()
    )


def remember_shown(session: SessionBase, user: User) -> None:
    """The session has shown a factor of this account."""
    session[_SHOWN] = user.pk


def missing_step(session: SessionBase, user: User) -> str:
    """The name of the page on which this user must show a factor, or set one up; nothing if
    nothing is missing. Two queries at the most."""
    if not settings.SECOND_FACTOR_GROUPS or not user.is_authenticated:
        return ""
    shown = session.get(_SHOWN) == user.pk
    if not shown and not must_have_one(user):
        return ""
    factors = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    types = set(factors.values_list("type", flat=True))
    if not types:
        return "mfa_index" if must_have_one(user) else ""
    if shown:
        return ""
    by_code = Authenticator.Type.TOTP in types
    return "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"
