"""A line of JSON for each thing that happened, by request, without personal data.

Addresses of people and machines, secrets in addresses, and the rows that a database repeats in
its errors are taken out of whatever is logged.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")

A_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# What of a request stands in its line beside the words.
REQUEST_FIELDS = ("method", "status", "milliseconds")

# PostgreSQL repeats the row that it refused.
DETAILS = re.compile(r"^(DETAIL|CONTEXT):.*", re.MULTILINE)
# The next two begin where a word does: from within a long one, each sign would read it once more.
E_MAIL = re.compile(r"""(?<![^\s@<>"'()=:,;])[^\s@<>"'()=:,;]+@[^\s@<>"'(),;]+\.[^\s@<>"'(),;.]+""")
MAYBE_ADDRESS = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![0-9a-f:.])[0-9a-f]*:[0-9a-f]*:[0-9a-f.:]*[0-9a-f]",
    re.IGNORECASE,
)
# In a link for one person: to a preview, out of a subscription. Slugs are in small letters.
SECRET = re.compile(r"(?<=/)(?=[\w:.-]*[A-Z])(?=[\w:.-]*\d)[\w:.-]{20,}")


def masked(text: str) -> str:
    """The text without what tells of a person or opens a link."""
    text = DETAILS.sub(r"\1: [left out]", text)
    text = E_MAIL.sub("[e-mail]", text)
    text = MAYBE_ADDRESS.sub(_without_address, text)
    return SECRET.sub("[secret]", text)


def _without_address(found: re.Match[str]) -> str:
    try:
        ip_address(found[0])
    except ValueError:
        return found[0]
    return "[address]"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and what the request was."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if request := request_id.get():
            line["request"] = request
        line |= {name: record.__dict__[name] for name in REQUEST_FIELDS if name in record.__dict__}
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        if record.stack_info:
            line["stack"] = masked(self.formatStack(record.stack_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class RequestLog:
    """Give each request an id, and write a line for it.

    The id is not in the answer: that is the same for every visitor. The line tells the place by its
    pattern, as addresses may hold secrets and query strings what somebody searched for; a page is
    told by its path.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        token = request_id.set(given_id(request) or uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            logger.info(
                "%s %s",
                request.method,
                place(request),
                extra={
                    "method": request.method,
                    "status": response.status_code,
                    "milliseconds": round(1000 * (time.perf_counter() - begun)),
                },
            )
            return response
        finally:
            request_id.reset(token)


def given_id(request: HttpRequest) -> str:
    """The id that a front server of our own gave, if there is one and it is an id."""
    header = settings.REQUEST_ID_HEADER
    told = request.headers.get(header, "") if header else ""
    return told if A_REQUEST_ID.fullmatch(told) else ""


def place(request: HttpRequest) -> str:
    match = request.resolver_match
    if match and match.url_name != "wagtail_serve":
        return f"/{match.route}"
    return request.path
