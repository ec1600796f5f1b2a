"""How often one network may name a link that does not open.

A token cannot be guessed, so this saves the database from the attempt rather than the page from
its success: after `MOST` misses in ten minutes every address below /preview/ is missing for that
network, right ones too, without a query. The count lives in the cache: with a cache for each
process, each counts for itself.
"""

from contextlib import suppress
from ipaddress import ip_address, ip_network

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.http import HttpRequest

MOST = 30
WINDOW = 600  # seconds


def network_of(request: HttpRequest) -> str:
    """The visitor's network: a household, an office or a provider's corner of the world."""
    try:
        address = ip_address(get_client_ip_address(request) or "")
    except ValueError:
        return ""
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


def _key(network: str) -> str:
    return f"review.preview.misses:{network}"


def are_too_many(request: HttpRequest) -> bool:
    """Whether the network has used up its misses; never for one that is not known."""
    network = network_of(request)
    return bool(network) and cache.get(_key(network), 0) >= MOST


def count_miss(request: HttpRequest) -> None:
    if network := network_of(request):
        cache.add(_key(network), 0, WINDOW)
        with suppress(ValueError):  # it ran out in between
            cache.incr(_key(network))
