"""Whether the addresses outside of the site that live pages link to still answer.

Only public hosts are asked, at most once a day each, and only the answer's status is kept. A site
that refuses robots (401, 403, 429) is there; what is gone (404, 410), fails or does not answer is
counted, and forgotten with the first good answer.
"""

import ipaddress
import socket
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPException
from time import monotonic
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from django.utils import timezone
from wagtail.models import Page, get_page_models

from clinic.content.listing import open_to_all
from clinic.writing.gathering import gather
from clinic.writing.models import OutsideLink
from clinic.writing.receivers import has_body
from clinic.writing.rules.links import hash_of

TIMEOUT = 10  # seconds for one address
AGENT = "Mozilla/5.0 (compatible; link check of a clinic's website)"
GONE = {404, 410}


class NotPublicError(URLError):
    """An address leads into a private network."""


def live_pages() -> Iterator[Page]:
    """The pages written in blocks that every visitor may read."""
    for model in filter(has_body, get_page_models()):
        yield from open_to_all(model.objects.all()).select_related("locale").iterator(50)


def register(pages: Iterator[Page]) -> None:
    """Know exactly the addresses that these pages link to."""
    urls = {
        link.target
        for page in pages
        for passage in gather(page).passages
        for link in passage.links
        if link.kind == "url" and is_web(link.target)
    }
    hashes = {hash_of(url): url for url in urls}
    OutsideLink.objects.exclude(url_hash__in=hashes).delete()
    OutsideLink.objects.bulk_create(
        [OutsideLink(url=url, url_hash=key) for key, url in hashes.items()], ignore_conflicts=True
    )


def is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= 2000


def try_links(at_most: int, seconds: float) -> dict[str, int]:
    """Ask the addresses that were not asked for longest; how many answered and how many failed.

    Where none of several answers, the way out is closed: nothing is counted against them.
    """
    yesterday = timezone.now() - timedelta(hours=20)
    waiting = OutsideLink.objects.exclude(checked_at__gt=yesterday)
    end, tried = monotonic() + seconds, []
    for link in waiting.order_by("checked_at", "pk")[:at_most]:
        if monotonic() > end:
            break
        link.status, link.error = status_of(link.url)
        link.failures = link.failures + 1 if failed(link) else 0
        link.checked_at = timezone.now()
        tried.append(link)
    counts = {"answered": sum(not failed(each) for each in tried)}
    counts["failed"] = len(tried) - counts["answered"]
    if any(each.status for each in tried):
        OutsideLink.objects.bulk_update(tried, ["status", "error", "failures", "checked_at"])
    return counts


def failed(link: OutsideLink) -> bool:
    return link.status is None or link.status in GONE or link.status >= 500


def status_of(url: str) -> tuple[int | None, str]:
    """(status, "") of the last answer, or (None, what went wrong)."""
    try:
        status = _ask(url, "HEAD")
        # Many servers know no HEAD.
        return (_ask(url, "GET") if status >= 400 else status), ""
    except (URLError, OSError, HTTPException, ValueError) as error:
        return None, f"{type(error).__name__}: {error}"[:250]


def _ask(url: str, method: str) -> int:
    refuse_private(url)
    request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})  # noqa: S310
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def refuse_private(url: str) -> None:
    """Raise NotPublicError unless the address is one of the web, on a public host."""
    if not is_web(url):
        raise NotPublicError("no address of the web")
    host = urlsplit(url).hostname or ""
    for *_rest, address in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(address[0]).is_global:
            raise NotPublicError("a private address")


class _PublicRedirects(urllib.request.HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(self, *args: Any, **kwargs: Any) -> urllib.request.Request | None:
        refuse_private(args[5])
        return super().redirect_request(*args, **kwargs)


_opener = urllib.request.build_opener(_PublicRedirects)
