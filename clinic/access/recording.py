"""What is remembered of log-ins, and what a person is told about her account.

The log has a line for each event too, without a name and an address.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from clinic.access.models import LogInEvent
from clinic.access.second_factor import User, remember_shown
from clinic.access.sessions import end_sessions

Kind, Method = LogInEvent.Kind, LogInEvent.Method
FEW_CODES = 3
WATCHED = {"password", "email", "is_active"}  # fields of an account
# A kind or method of LogInEvent; without Django's types they pass for tuples.
Choice = Any

logger = logging.getLogger(__name__)


def record(
    kind: Choice, user: User, request: HttpRequest | None = None, method: Choice = ""
) -> None:
    """Keep an event; `user` is None for a name that no account has."""
    LogInEvent.objects.create(
        kind=kind,
        user=user,
        name=user.get_username() if user else "",
        method=method,
        address=get_client_ip_address(request) if request else None,
    )
    logger.info("%s %s", str(kind), str(method))


def account_called(name: str) -> User:
    model = get_user_model()
    return model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()


# --- In and out ---------------------------------------------------------------------------


@receiver(user_logged_in)
def logged_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    method = getattr(request, "second_factor_method", Method.PASSWORD)
    if method != Method.PASSWORD:
        # Again: what the session knew of another account was thrown away.
        remember_shown(request.session, user)
    record(Kind.LOGGED_IN, user, request, method)


@receiver(user_logged_out)
def logged_out(request: HttpRequest, user: User, **kwargs: Any) -> None:
    if user:
        record(Kind.LOGGED_OUT, user, request)


@receiver(user_login_failed)
def wrong_password(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    if sender is Authenticator or request is None:
        return
    if AxesProxyHandler.is_allowed(request, credentials):
        name = credentials.get(get_user_model().USERNAME_FIELD, "")
        record(Kind.WRONG_PASSWORD, account_called(name), request)


@receiver(authentication_failed)
def wrong_code(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(Kind.WRONG_CODE, user, request, authenticator.type)
    # Axes counts it as it counts a wrong password.
    user_login_failed.send(
        sender=Authenticator, credentials={"username": user.get_username()}, request=request
    )


@receiver(user_locked_out)
def locked_out(request: HttpRequest, username: str, **kwargs: Any) -> None:
    """Once, however often somebody knocks at the locked door."""
    user = account_called(username)
    lately = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    before = LogInEvent.objects.filter(
        kind=Kind.LOCKED, at__gt=lately, user=user, address=get_client_ip_address(request)
    )
    if not before.exists():
        record(Kind.LOCKED, user, request)


# --- The second factor --------------------------------------------------------------------


@receiver(authenticator_used)
def factor_used(
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    passwordless: bool = False,
    **kwargs: Any,
) -> None:
    request.second_factor_method = Method.PASSKEY if passwordless else authenticator.type
    remember_shown(request.session, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db()
        left = len(authenticator.wrap().get_unused_codes())
        get_adapter().send_notification_mail(
            "access/email/recovery_code_used", user, {"left": left}
        )
        if left <= FEW_CODES:
            messages.warning(
                request,
                ngettext(
                    "You have %(left)d recovery code left. Make new ones.",
                    "You have %(left)d recovery codes left. Make new ones.",
                    left,
                )
                % {"left": left},
            )


@receiver(authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        remember_shown(request.session, user)
        record(Kind.FACTOR_ADDED, user, request, authenticator.type)


@receiver(authenticator_removed)
def factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record(Kind.FACTOR_REMOVED, user, request, authenticator.type)


@receiver(authenticator_reset)
def codes_renewed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(Kind.CODES_RENEWED, user, request)


# --- The account --------------------------------------------------------------------------


@receiver(pre_save, sender=get_user_model())
def account_changed(
    instance: User, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Whoever changes a password or an address: its owner, an administrator or a command."""
    if raw or instance.pk is None or (update_fields and not WATCHED & set(update_fields)):
        return
    before = get_user_model()._default_manager.filter(pk=instance.pk).first()
    if before is None:
        return
    after: list[Callable[[], Any]] = []
    # Set only where a password is new; a better hash of the same one comes without.
    if instance._password is not None and instance.password != before.password:
        after.append(partial(_tell_of_password, instance))
    if instance.email != before.email:
        after.append(partial(_tell_of_address, instance, before.email))
    if before.is_active and not instance.is_active:
        after.append(partial(end_sessions, instance))
    for each in after:
        transaction.on_commit(each)


def _tell_of_password(user: User) -> None:
    record(Kind.PASSWORD_CHANGED, user, context.request)
    get_adapter().send_notification_mail("account/email/password_changed", user)


def _tell_of_address(user: User, old: str) -> None:
    record(Kind.EMAIL_CHANGED, user, context.request)
    for address in filter(None, (old, user.email)):
        get_adapter().send_notification_mail("access/email/address_changed", user, email=address)
