"""Searching as a visitor does."""

import re
from html import unescape
from typing import Any

from django.test import Client


def search(client: Client, words: str, **parameters: Any) -> str:
    """The page of results, its spaces made single."""
    response = client.get("/search/", {"query": words, **parameters})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def results(html: str) -> str:
    """The part of it below the filters."""
    return html.partition('<ol class="entries results">')[2].partition("</ol>")[0]


def bare(html: str) -> str:
    return unescape(re.sub("</?mark>", "", html))


def found(client: Client, words: str, **parameters: Any) -> list[str]:
    """The titles of the results."""
    html = results(search(client, words, **parameters))
    return [bare(title) for title in re.findall(r'<h2><a href="[^"]+">(.*?)</a>', html)]


def sections(client: Client, words: str, **parameters: Any) -> list[tuple[str, str]]:
    """(heading, address) of each section in the results."""
    html = results(search(client, words, **parameters))
    links = re.findall(r'<h3><a href="([^"]+)">(.*?)</a>', html)
    return [(bare(heading), href) for href, heading in links]


def excerpt(client: Client, words: str) -> str:
    """What is shown of the first result."""
    html = results(search(client, words))
    return html.partition("<p>")[2].partition("</p>")[0]
