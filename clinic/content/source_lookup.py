"""Asks Crossref for a DOI, or PubMed for its id, what it names. Only where the clinic turned it on
(`SOURCE_LOOKUP`): the ids of what it reads leave the house."""

import json
import logging
import re
import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from clinic.content.pasted_sources import Pasted

CROSSREF = "https://api.crossref.org/works/"
PUBMED = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id="
PATIENCE = 5.0  # s for all of an answer
MOST = 2_000_000  # bytes of an answer
CHUNK = 65_536
NAMES = 6  # of authors, before "et al."

logger = logging.getLogger(__name__)


class LookUpError(Exception):
    """The look-up gave nothing; the message tells an editor why."""


def is_on() -> bool:
    return bool(settings.SOURCE_LOOKUP)


def complete(pasted: Pasted) -> None:
    """Fill in what was not read, or only guessed, by the DOI or the PubMed id.

    Raises LookUpError.
    """
    fields = pasted.fields
    if not (fields.keys() & {"doi", "pubmed_id"} and (pasted.unsure or "title" not in fields)):
        return
    try:
        found = _by_doi(fields["doi"]) if "doi" in fields else _by_pubmed_id(fields["pubmed_id"])
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        logger.exception("An answer to a look-up has another form than expected")
        raise LookUpError(_("The answer to the look-up made no sense.")) from error
    for name, value in found.items():
        if value and (name not in fields or name in pasted.unsure):
            fields[name] = value
            pasted.unsure.discard(name)


def _by_doi(doi: str) -> dict[str, str]:
    answer = _asked("Crossref", CROSSREF + quote(doi, safe="")).get("message")
    work = answer if isinstance(answer, dict) else {}
    dates = (work.get("issued") or {}).get("date-parts") or [[None]]
    names = (
        f"{author['family']} {_initials(author.get('given', ''))}".strip()
        if "family" in author
        else author.get("name", "")
        for author in work.get("author", [])
    )
    return {
        "title": _first(work.get("title")),
        "authors": _listed(names),
        "container_title": _first(work.get("container-title")) or _plain(work.get("publisher")),
        "year": _plain(dates[0][0]),
        "volume_pages": _place(work, "page" if "page" in work else "article-number"),
    }


def _by_pubmed_id(pubmed_id: str) -> dict[str, str]:
    answer = _asked("PubMed", PUBMED + pubmed_id).get("result") or {}
    work = answer.get(pubmed_id) or {}
    if not work or "error" in work:
        raise LookUpError(_("PubMed does not know this id."))
    dois = [each["value"] for each in work.get("articleids", []) if each.get("idtype") == "doi"]
    year = re.match(r"\d{4}", work.get("pubdate", ""))
    return {
        "title": _plain(work.get("title")).removesuffix("."),
        "authors": _listed(author.get("name", "") for author in work.get("authors", [])),
        "container_title": _plain(work.get("fulljournalname") or work.get("source")),
        "year": year.group() if year else "",
        "volume_pages": _place(work, "pages"),
        "doi": dois[0] if dois else "",
    }


def _asked(whom: str, address: str) -> dict[str, Any]:
    """The JSON object at an address."""
    deadline = time.monotonic() + PATIENCE
    asks = {"User-Agent": f"clinic ({settings.WAGTAILADMIN_BASE_URL})"}
    request = Request(address, headers=asks)  # noqa: S310 - a fixed address
    try:
        with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - a fixed address
            body = b""
            while chunk := response.read1(CHUNK):
                body += chunk
                if len(body) > MOST or time.monotonic() > deadline:
                    raise TimeoutError
        answer = json.loads(body)
    except HTTPError as error:
        if error.code == 404:
            raise LookUpError(_("%(whom)s does not know this id.") % {"whom": whom}) from error
        logger.warning("%s answered %s to a look-up", whom, error.code)
        raise LookUpError(_("%(whom)s could not be asked.") % {"whom": whom}) from error
    except (OSError, ValueError) as error:
        logger.warning("%s could not be asked: %r", whom, error)
        raise LookUpError(_("%(whom)s could not be asked.") % {"whom": whom}) from error
    return answer if isinstance(answer, dict) else {}


def _plain(value: Any) -> str:
    """The words of a title that may hold markup."""
    return " ".join(strip_tags(unescape(str(value or ""))).split())


def _first(values: Any) -> str:
    return _plain(values[0]) if isinstance(values, list) and values else ""


def _initials(given: str) -> str:
    return "".join(part[0].upper() for part in re.split(r"[\s.-]+", given) if part)


def _listed(names: Iterator[str]) -> str:
    known = [plain for name in names if (plain := _plain(name))]
    return ", ".join([*known[:NAMES], *(["et al"] if len(known) > NAMES else [])])


def _place(work: dict[str, Any], pages: str) -> str:
    issue = f"({work['issue']})" if work.get("issue") else ""
    volume = _plain(work.get("volume")) + issue
    return ":".join(part for part in (volume, _plain(work.get(pages))) if part)
