"""Taking a lost second factor away."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from clinic.access.models import LogInEvent
from clinic.access.recording import record
from clinic.access.sessions import end_sessions


def reset_second_factor(user: Any) -> int:
    """Take away every factor and recovery code, end all sessions, and tell the person.

    Returns how many there were. Her password alone opens the account then, until she sets up a
    factor again.
    """
    with transaction.atomic():
        count, _ = Authenticator.objects.filter(user_id=user.pk).delete()
        end_sessions(user)
        record(LogInEvent.Kind.FACTOR_RESET, user)
    get_adapter().send_notification_mail("access/email/second_factor_reset", user)
    return int(count)
