"""nginx with ngx_cache_purge, as `deploy/nginx/clinic.conf` sets it up."""

import logging
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)

TIMEOUT = 2.0  # seconds; an editor waits meanwhile
PURGED, NOT_KEPT = 200, 404


class NginxBackend(BaseBackend):
    """Many purges over one connection, each for the host of its address.

    Unlike Wagtail's backend it takes an address that was not kept for the usual case, gives up
    after `TIMEOUT`, and stops at the first failure: nginx would not take the others either.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = params["LOCATION"]

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: Iterable[str]) -> None:
        """Log an error if nginx did not take all of them."""
        left = list(urls)
        at = urlsplit(self.location)
        connection = HTTPConnection(at.hostname or "", at.port or 80, timeout=TIMEOUT)
        try:
            while left:
                self._ask(connection, left[-1])
                left.pop()
        except (OSError, HTTPException) as error:
            logger.error(
                "The front cache at %s did not take %d purges: %s. Until their time is over it "
                "may show what was there before; `purge_front_cache` repeats all of them.",
                self.location,
                len(left),
                error,
            )
        finally:
            connection.close()

    def _ask(self, connection: HTTPConnection, url: str) -> None:
        parts = urlsplit(url)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("PURGE", target, headers={"Host": parts.hostname or ""})
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (PURGED, NOT_KEPT):
            raise HTTPException(f"it answered {answer.status}")
