"""How often somebody may do something, counted in the database that all processes share.

Nobody's network address is stored: a hash is, keyed with a secret that is made anew each day
(UTC) and thrown away with the counts of that day.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from clinic.feedback.models import LimitCount, LimitKey

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of so many seconds, a whole part of a day."""

    most: int
    seconds: int


# For each thing that anybody can do, how often from one address, one network and in all.
# A clinic's waiting room, or a village, shares an address. FEEDBACK_LIMITS changes them.
LIMITS: dict[str, dict[str, Limit]] = {
    "comment": {
        "address": Limit(10, 10 * MINUTE),
        "network": Limit(60, HOUR),
        "site": Limit(1000, HOUR),
    },
    "edit": {"address": Limit(30, 10 * MINUTE), "network": Limit(120, HOUR)},
    "vote": {"address": Limit(120, 10 * MINUTE), "network": Limit(1200, HOUR)},
    "rating": {"address": Limit(60, 10 * MINUTE), "network": Limit(600, HOUR)},
    "private": {
        "address": Limit(5, HOUR),
        "network": Limit(30, HOUR),
        "site": Limit(500, HOUR),
    },
    # Each asks for a mail to an address that somebody typed.
    "mail": {
        "mailbox": Limit(5, DAY),
        "address": Limit(10, HOUR),
        "network": Limit(40, HOUR),
        "site": Limit(500, HOUR),
    },
}


class TooMany(Exception):
    """Somebody did something too often; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    @property
    def message(self) -> str:
        """What to tell a person, who loses nothing of what was typed."""
        if self.retry_after > HOUR:
            return gettext("That was very often in one day. Try again tomorrow.")
        return gettext("That was very often in a short time. Wait a little, then send it again.")


def check(request: HttpRequest, what: str, mailbox: str = "") -> None:
    """Count one `what` of whoever sends the request, and of the `mailbox` that it names; raise
    TooMany over any of its limits.

    Call it before the transaction of what it allows: what is rolled back is not counted.
    """
    address, network = _origin(request)
    who = {"address": address, "network": network, "site": "site", "mailbox": mailbox}
    for scope, limit in _limits(what).items():
        if who[scope]:
            count(f"{what}-{scope}", who[scope], limit)


def count(kind: str, who: str, limit: Limit) -> None:
    """Count one `kind` of `who`, any text; raise TooMany over the limit."""
    now = timezone.now()
    since = _window_start(now, limit.seconds)
    if not _take(kind, _hashed(who, now), since, limit.most):
        end = since + timedelta(seconds=limit.seconds)
        raise TooMany(max(1, int((end - now).total_seconds())))


def is_new(kind: str, what: str) -> bool:
    """Whether nobody asked this with the same words before today (UTC)."""
    try:
        count(kind, what, Limit(1, DAY))
    except TooMany:
        return False
    return True


def forget() -> None:
    """Throw away what was counted before today, with the secrets. Happens by itself whenever
    something new is counted; a daily command does it where nobody comes."""
    today = _window_start(timezone.now(), DAY)
    LimitCount.objects.filter(window_start__lt=today).delete()
    LimitKey.objects.filter(day__lt=today.date()).delete()


def client_address(request: HttpRequest) -> str:
    """Who asks. What a header says counts only where CLIENT_ADDRESS names a function that
    knows which of the proxies in front of the site to believe."""
    if named := settings.CLIENT_ADDRESS:
        return import_string(named)(request)
    return request.META.get("REMOTE_ADDR", "")


def _origin(request: HttpRequest) -> tuple[str, str]:
    """The address and the network that a request is counted under. One line of IPv6 has a
    whole /64, and one customer often a /48 (RFC 6177)."""
    try:
        address: IPv4Address | IPv6Address = ip_address(client_address(request).split("%")[0])
    except ValueError:
        return "unknown", "unknown"
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv4Address):
        return str(address), str(ip_network(f"{address}/24", strict=False))
    return (
        str(ip_network(f"{address}/64", strict=False)),
        str(ip_network(f"{address}/48", strict=False)),
    )


def _limits(what: str) -> dict[str, Limit]:
    changed = settings.FEEDBACK_LIMITS.get(what, {})
    return LIMITS[what] | {scope: Limit(*limit) for scope, limit in changed.items()}


def _window_start(now: datetime, seconds: int) -> datetime:
    """When the window of that many seconds began, counted from midnight (UTC)."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    passed = int((now - midnight).total_seconds())
    return midnight + timedelta(seconds=passed - passed % seconds)


def _hashed(who: str, now: datetime) -> str:
    day = now.astimezone(UTC).date()
    key = LimitKey.objects.filter(day=day).first()
    if key is None:
        key, _made = LimitKey.objects.get_or_create(
            day=day, defaults={"secret": secrets.token_urlsafe(48)}
        )
    return hmac.digest(key.secret.encode(), who.encode(), "sha256").hex()


def _take(kind: str, who: str, since: datetime, most: int) -> bool:
    """Add one unless that makes more than `most`; in one step, however many ask at once."""
    if most < 1:
        return False
    counted = LimitCount.objects.filter(kind=kind, who=who, window_start=since)
    below = counted.filter(count__lt=most)
    if below.update(count=F("count") + 1):
        return True
    if not counted.exists():
        forget()
        try:
            with transaction.atomic():
                LimitCount.objects.create(kind=kind, who=who, window_start=since, count=1)
            return True
        except IntegrityError:
            pass
    # Another process may have begun the window between two of these steps.
    return bool(below.update(count=F("count") + 1))
