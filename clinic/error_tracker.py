"""Errors, told to a tracker that speaks Sentry's protocol: which code failed, and never with what.

What an exception says may repeat what a reader wrote. So its kind and the lines of code leave the
site; its words are in the site's own log, under the same request.
"""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration

from clinic.logs import request_id

# What of an event is about the code alone.
# https://develop.sentry.dev/sdk/foundations/envelopes/event-payloads/
KEPT = {
    "environment",
    "event_id",
    "exception",
    "level",
    "logger",
    "modules",
    "platform",
    "release",
    "sdk",
    "timestamp",
    "transaction",  # a view's pattern, as addresses may hold secrets
    "transaction_info",
}


def start(dsn: str, release: str = "") -> None:
    """Tell this tracker of errors from now on."""
    sentry_sdk.init(
        dsn,
        release=release or None,
        integrations=[DjangoIntegration(transaction_style="url")],
        before_send=about_the_code,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
    )


def about_the_code(event: Any, hint: Any) -> Any:
    """The event without what came from a person or a machine."""
    kept = {name: value for name, value in event.items() if name in KEPT}
    for exception in kept.get("exception", {}).get("values", []):
        exception["value"] = ""
        exception.get("mechanism", {}).pop("data", None)
        for frame in (exception.get("stacktrace") or {}).get("frames", []):
            if frame.get("filename", "").startswith("<"):
                _without_lines(frame)
    if said := event.get("logentry"):  # the words of the code, without what was put into them
        kept["logentry"] = {"message": said.get("message", "")}
    if request := event.get("request"):
        kept["request"] = {"method": request.get("method", "")}
    if known := request_id.get():
        kept["tags"] = {"request": known}
    return kept


def _without_lines(frame: dict[str, Any]) -> None:
    """Forget the lines of what was typed into a shell, and is in no file: from Python 3.13 on
    they are known too, and may name anybody."""
    for lines in ("pre_context", "context_line", "post_context"):
        frame.pop(lines, None)
