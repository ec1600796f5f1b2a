"""Sending readers' forms, as a browser without JavaScript does."""

import re
from typing import Any

from django.test import Client
from wagtail.models import Page

COMMENT = {"text": "It helped me.", "name": "Ada", "email": "ada@example.org", "notify": ""}


def started(client: Client, address: str) -> str:
    """The signed time that the form at this address brings along."""
    html = client.get(address).content.decode()
    found = re.search(r'name="started" value="([^"]+)"', html)
    assert found, html
    return found[1]


def post(client: Client, address: str, data: dict[str, Any]) -> Any:
    """Open the form at an address, then send it."""
    form_address = f"{address}?parent={data['parent']}" if data.get("parent") else address
    return client.post(address, {"started": started(client, form_address), **data})


def comment(client: Client, page: Page, **changes: Any) -> Any:
    """Send a comment, or with `parent` a reply."""
    return post(client, f"/feedback/{page.pk}/comment/", {**COMMENT, **changes})
