"""OpenSearch, for SEARCH_URL: an index beside the database that only says which passages match.

Everything is asked in JSON, never in the engine's syntax for queries.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

import urllib3
from django.core.exceptions import ImproperlyConfigured
from django.db.transaction import on_commit
from django.utils import timezone

from search.engines.base import EngineError, Wanted
from search.models import Passage
from search.understanding import Alternative

SEARCH_SECONDS = 1
FOLLOW_SECONDS = 5  # an editor waits for it
MEND_SECONDS = 60

# What a term counts in each field.
FIELDS = {"title_terms": 2.0, "heading_terms": 4.0, "short_terms": 2.0, "body_terms": 1.0}
HEADING = {"heading_terms": 1.0}
# Each is looked for in four fields, and OpenSearch refuses more than 1024 clauses.
ALTERNATIVES_AT_MOST = 240

TERMS = {"type": "text", "analyzer": "whitespace"}
TIME = {"type": "date", "format": "epoch_millis"}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        **dict.fromkeys(FIELDS, TERMS),
        "tags": {"type": "keyword"},
        "published_at": TIME,
        "expire_at": TIME,
        "pk": {"type": "long"},  # OpenSearch does not sort by _id
        "version": {"type": "keyword"},
    },
}
WRITTEN_AT_ONCE = 200
READ_AT_ONCE = 5_000

ADDRESS = re.compile(r"opensearch\+(https?)")
INDEX = re.compile(r"/([a-z0-9][a-z0-9._-]*)/?")


@lru_cache
def opensearch_at(url: str) -> "OpenSearchEngine":
    """The engine at an address, with its open connections."""
    return OpenSearchEngine(url)


class OpenSearchEngine:
    """Passages by their ids in an index behind an alias, which is the last part of the address.

    Raises ImproperlyConfigured for an address that is none, and EngineError from each method
    when OpenSearch does not answer as it should.
    """

    def __init__(self, url: str) -> None:
        """`url` is like opensearch+https://user:password@host:9200/alias."""
        parts = urlsplit(url)
        scheme, index = ADDRESS.fullmatch(parts.scheme), INDEX.fullmatch(parts.path)
        if not (scheme and parts.hostname and index):
            raise ImproperlyConfigured(
                "SEARCH_URL must be like opensearch+https://user:password@host:9200/clinic"
            )
        self.alias = index[1]
        self._pool = urllib3.connection_from_url(
            f"{scheme[1]}://{parts.netloc.rpartition('@')[2]}", maxsize=8
        )
        self._headers = {"Content-Type": "application/json"}
        if parts.username:
            account = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {b64encode(account.encode()).decode()}"

    def best(self, wanted: Wanted, limit: int) -> list[int]:
        return self._ids({"query": query(wanted, FIELDS), "size": limit})

    def newest(self, wanted: Wanted, limit: int) -> list[int]:
        order = [{"published_at": {"order": "desc", "missing": "_last"}}, {"pk": "asc"}]
        return self._ids({"query": query(wanted, FIELDS), "size": limit, "sort": order})

    def headed(self, wanted: Wanted, limit: int) -> list[int]:
        return self._ids({"query": query(wanted, HEADING), "size": limit})

    def follow(self, written: Iterable[Passage], gone: Iterable[int]) -> None:
        written, gone = list(written), list(gone)

        def write_after_commit() -> None:
            self._write(self.alias, written, gone, FOLLOW_SECONDS)

        # Robust: what fails is logged, and the page is saved.
        on_commit(write_after_commit, robust=True)

    def mend(self) -> None:
        """The old index serves until the new one takes its place."""
        new = f"{self.alias}-{timezone.now():%Y%m%d%H%M%S%f}"
        self._ask("PUT", f"/{new}", {"mappings": MAPPINGS}, MEND_SECONDS)
        try:
            self._write(new, Passage.objects.order_by("pk").iterator(READ_AT_ONCE))
            self._ask("POST", f"/{new}/_refresh", None, MEND_SECONDS)
            served = self._ask("GET", f"/_alias/{self.alias}", None, MEND_SECONDS, missing={})
            actions = [{"add": {"index": new, "alias": self.alias}}]
            actions += [{"remove_index": {"index": old}} for old in served]
            self._ask("POST", "/_aliases", {"actions": actions}, MEND_SECONDS)
        except Exception:
            self._ask("DELETE", f"/{new}", None, MEND_SECONDS)
            raise
        # What was saved meanwhile went to the old one.
        changed, gone = self._untrue()
        self._write(self.alias, Passage.objects.filter(pk__in=changed), gone)

    def is_sound(self) -> bool:
        """Each document has a checksum of itself, so that the terms need not be read."""
        try:
            return self._untrue() == ([], [])
        except EngineError:
            return False

    def _untrue(self) -> tuple[list[int], list[int]]:
        """The ids of passages without their document, and of documents without their passage."""
        kept = dict(self._kept())
        passages = Passage.objects.order_by("pk").iterator(READ_AT_ONCE)
        changed = [one.pk for one in passages if kept.pop(one.pk, "") != document(one)["version"]]
        return changed, list(kept)

    def _kept(self) -> Iterator[tuple[int, str]]:
        """The ids and versions of all documents."""
        asked = {"size": READ_AT_ONCE, "sort": [{"pk": "asc"}], "docvalue_fields": ["version"]}
        while hits := self._hits(asked, MEND_SECONDS):
            for hit in hits:
                yield int(hit["_id"]), hit["fields"]["version"][0]
            asked["search_after"] = hits[-1]["sort"]

    def _ids(self, asked: dict[str, Any]) -> list[int]:
        return [int(hit["_id"]) for hit in self._hits(asked, SEARCH_SECONDS)]

    def _hits(self, asked: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
        # Rather no results than some as if they were all.
        path = f"/{self.alias}/_search?allow_partial_search_results=false"
        lean = {"_source": False, "track_total_hits": False}
        return self._ask("POST", path, {**asked, **lean}, seconds)["hits"]["hits"]

    def _write(
        self,
        index: str,
        written: Iterable[Passage],
        gone: Sequence[int] = (),
        seconds: float = MEND_SECONDS,
    ) -> None:
        path = f"/{index}/_bulk"
        if index == self.alias:
            # A name that is no alias yet would become an index with fields of its own choice.
            path += "?refresh=true&require_alias=true"
        actions = _actions(written, gone)
        while batch := list(islice(actions, WRITTEN_AT_ONCE)):
            lines = "".join(f"{json.dumps(line)}\n" for action in batch for line in action)
            answer = self._ask("POST", path, lines, seconds)
            if answer["errors"]:
                results = [result for item in answer["items"] for result in item.values()]
                kinds = {result["error"]["type"] for result in results if "error" in result}
                raise EngineError(f"OpenSearch did not take passages: {', '.join(sorted(kinds))}")

    def _ask(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | str | None,
        seconds: float,
        missing: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The answer, or `missing` for what is not there. A text is sent as lines of JSON."""
        headers = dict(self._headers)
        if isinstance(body, str):
            headers["Content-Type"] = "application/x-ndjson"
        elif body is not None:
            body = json.dumps(body)
        try:
            response = self._pool.request(
                method,
                path,
                body=body,
                headers=headers,
                timeout=urllib3.Timeout(total=seconds),
                retries=False,
            )
            answer = json.loads(response.data)
        except (urllib3.exceptions.HTTPError, ValueError) as failure:
            raise EngineError(f"OpenSearch does not answer: {failure}") from failure
        if response.status == 404 and missing is not None:
            return missing
        if response.status >= 300:
            # Not the reason, which may hold what a visitor typed.
            error = answer.get("error")
            kind = error.get("type") if isinstance(error, dict) else ""
            raise EngineError(f"OpenSearch answers {response.status} {kind}".rstrip())
        return answer


def document(passage: Passage) -> dict[str, Any]:
    """A passage as OpenSearch is given it."""
    fields = {
        **{name: getattr(passage, name) for name in FIELDS},
        "tags": passage.tags.split(),
        "published_at": _milliseconds(passage.published_at),
        "expire_at": _milliseconds(passage.expire_at),
        "pk": passage.pk,
    }
    version = blake2b(json.dumps(fields).encode(), digest_size=8).hexdigest()
    return {**fields, "version": version}


def _milliseconds(time: datetime | None) -> int | None:
    return int(time.timestamp() * 1000) if time else None


def _actions(written: Iterable[Passage], gone: Iterable[int]) -> Iterator[list[dict[str, Any]]]:
    for passage in written:
        yield [{"index": {"_id": str(passage.pk)}}, document(passage)]
    for pk in gone:
        yield [{"delete": {"_id": str(pk)}}]


def query(wanted: Wanted, fields: dict[str, float]) -> dict[str, Any]:
    """What is wanted, its words looked for in `fields` by what they count there."""
    most = (ALTERNATIVES_AT_MOST - len(wanted.excluded)) // max(1, len(wanted.groups))
    must: list[dict[str, Any]] = []
    should: list[dict[str, Any]] = []
    for group in wanted.groups:
        clauses = must if group.required or wanted.match_all else should
        clauses.append(_any(group.alternatives[: max(1, most)], fields))
    return {
        "bool": {
            "must": must,
            "should": should,
            "minimum_should_match": 1 if should and not must else 0,
            "filter": [{"term": {"tags": tag}} for tag in wanted.tags],
            "must_not": [
                {"range": {"expire_at": {"lte": _milliseconds(timezone.now())}}},
                *(_any([alternative], FIELDS) for alternative in wanted.excluded),
            ],
        }
    }


def _any(alternatives: Iterable[Alternative], fields: dict[str, float]) -> dict[str, Any]:
    phrases = [
        {"match_phrase": {name: {"query": " ".join(one.terms), "boost": counts * one.weight}}}
        for one in alternatives
        for name, counts in fields.items()
    ]
    return {"dis_max": {"queries": phrases, "tie_breaker": 0.3}}
