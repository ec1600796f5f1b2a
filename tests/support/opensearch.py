"""A stand-in for OpenSearch, for tests on machines that have none.

It is our own, written after OpenSearch's documentation of its REST interface, and no recording
of a real server: it speaks the part of the protocol that the site uses, evaluates the queries
over the documents that it was given, and refuses everything that it does not know.
"""

import json
import math
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ACCOUNT = "clinic:p@ss/wörd"
CLAUSES_AT_MOST = 1024
LONGEST_TOKEN = 255
ROWS_AT_MOST = 10_000
PARAMETERS = {
    "_bulk": {"refresh": "true", "require_alias": "true"},
    "_search": {"allow_partial_search_results": "false"},
}
FIELD_TYPES: dict[str, dict[str, str]] = {
    "text": {"analyzer": "whitespace"},
    "keyword": {},
    "long": {},
    "date": {"format": "epoch_millis"},
}


class Refusal(Exception):
    """What OpenSearch answers to a request that it does not take."""

    def __init__(self, kind: str, reason: str = "", status: int = 400) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind, self.status = kind, status
        self.answer = {"error": {"type": kind, "reason": reason}, "status": status}


class Index:
    """Documents by their ids; a search sees those of the last refresh."""

    def __init__(self, properties: dict[str, dict[str, str]]) -> None:
        for name, declared in properties.items():
            kind = next(iter(declared.values()))
            if FIELD_TYPES.get(kind) != {key: declared[key] for key in list(declared)[1:]}:
                raise Refusal("mapper_parsing_exception", f"{name}: {declared}")
        self.kinds = {name: declared["type"] for name, declared in properties.items()}
        self.documents: dict[str, dict[str, Any]] = {}
        self.searched: dict[str, dict[str, Any]] = {}

    def refresh(self) -> None:
        self.searched = dict(self.documents)

    def take(self, key: str, document: dict[str, Any]) -> None:
        for name, value in document.items():
            if name not in self.kinds:
                raise Refusal("strict_dynamic_mapping_exception", name)
            values = value if isinstance(value, list) else [value]
            wanted = str if self.kinds[name] in ("text", "keyword") else int
            if not all(one is None or type(one) is wanted for one in values):
                raise Refusal("mapper_parsing_exception", name)
        self.documents[key] = document

    def kind(self, name: str, *kinds: str) -> str:
        if self.kinds.get(name) not in kinds:
            raise Refusal("query_shard_exception", f"{name} is no field for this")
        return name

    def tokens(self, document: dict[str, Any], name: str) -> list[str]:
        return tokens(document.get(name) or "")


def tokens(text: str) -> list[str]:
    """As the analyzer `whitespace` does."""
    return [
        word[start : start + LONGEST_TOKEN]
        for word in text.split()
        for start in range(0, len(word), LONGEST_TOKEN)
    ]


def known(given: dict[str, Any], *names: str) -> list[Any]:
    """The values of these names; refuses others."""
    if not isinstance(given, dict) or set(given) - set(names):
        raise Refusal("parsing_exception", f"unknown: {given!r}"[:200])
    return [given.get(name) for name in names]


class Search:
    """One query over one index: each document's score, None where it does not match."""

    def __init__(self, index: Index, asked: dict[str, Any]) -> None:
        self.index = index
        self.clauses = 0
        self.asked = asked

    def score(self, document: dict[str, Any], asked: dict[str, Any]) -> float | None:
        if len(asked) != 1:
            raise Refusal("parsing_exception", "one kind of query at a time")
        ((kind, given),) = asked.items()
        evaluate = getattr(self, f"_{kind}", None)
        if evaluate is None:
            raise Refusal("parsing_exception", f"unknown query [{kind}]")
        return evaluate(document, given)

    def count(self) -> None:
        self.clauses += 1
        if self.clauses > CLAUSES_AT_MOST:
            raise Refusal("search_phase_execution_exception", "too_many_clauses")

    def _bool(self, document: dict[str, Any], given: dict[str, Any]) -> float | None:
        must, should, least, filters, must_not = known(
            given, "must", "should", "minimum_should_match", "filter", "must_not"
        )
        least = least if least is not None else int(bool(should) and not must and not filters)
        scores = [self.score(document, one) for one in must or []]
        allowed = [self.score(document, one) for one in filters or []]
        barred = [self.score(document, one) for one in must_not or []]
        some = [self.score(document, one) for one in should or []]
        found = [score for score in some if score is not None]
        if None in scores or None in allowed or len(found) < least:
            return None
        if any(score is not None for score in barred):
            return None
        return sum(score for score in scores if score is not None) + sum(found)

    def _dis_max(self, document: dict[str, Any], given: dict[str, Any]) -> float | None:
        queries, tie_breaker = known(given, "queries", "tie_breaker")
        if not queries:
            raise Refusal("parsing_exception", "[dis_max] requires 'queries'")
        scores = [self.score(document, one) for one in queries]
        found = [score for score in scores if score is not None]
        if not found:
            return None
        return max(found) + (tie_breaker or 0) * (sum(found) - max(found))

    def _match_phrase(self, document: dict[str, Any], given: dict[str, Any]) -> float | None:
        self.count()
        ((name, phrase),) = given.items()
        text, boost = known(phrase, "query", "boost")
        if not isinstance(text, str):
            raise Refusal("parsing_exception", "no text")
        wanted, held = tokens(text), self.index.tokens(document, self.index.kind(name, "text"))
        starts = range(len(held) - len(wanted) + 1)
        often = sum(held[start : start + len(wanted)] == wanted for start in starts if wanted)
        if not often:
            return None
        return (1.0 if boost is None else boost) * often / (often + 1 + math.log1p(len(held)))

    def _term(self, document: dict[str, Any], given: dict[str, Any]) -> float | None:
        self.count()
        ((name, value),) = given.items()
        held = document.get(self.index.kind(name, "keyword")) or []
        return 1.0 if value in (held if isinstance(held, list) else [held]) else None

    def _range(self, document: dict[str, Any], given: dict[str, Any]) -> float | None:
        self.count()
        ((name, limits),) = given.items()
        (most,) = known(limits, "lte")
        held = document.get(self.index.kind(name, "date", "long"))
        return 1.0 if held is not None and held <= most else None

    def hits(self, name: str) -> list[dict[str, Any]]:
        query, size, sort, after, source, total, values = known(
            self.asked, "query", "size", "sort", "search_after", "_source", "track_total_hits",
            "docvalue_fields",
        )  # fmt: skip
        if source is not False or total is not False or not 0 <= size <= ROWS_AT_MOST:
            raise Refusal("illegal_argument_exception")
        for field in values or []:
            self.index.kind(field, "keyword", "long", "date")
        if query:  # what it cannot parse it refuses, whatever documents it has
            self.score({}, query)
        found = []
        for key, document in self.index.searched.items():
            self.clauses = 0
            score = self.score(document, query) if query else 1.0
            if score is not None:
                found.append((self.place(document, sort) if sort else [-score], key, document))
        found.sort(key=lambda one: one[0])
        if after is not None:
            found = [one for one in found if one[0] > self.after(sort, after)]
        return [
            {
                "_index": name,
                "_id": key,
                "_score": None if sort else -place[0],
                **({"sort": [document.get(field) for field in self.fields(sort)]} if sort else {}),
                **({"fields": {one: [document[one]] for one in values}} if values else {}),
            }
            for place, key, document in found[:size]
        ]

    def fields(self, sort: list[dict[str, Any]]) -> list[str]:
        return [self.index.kind(next(iter(one)), "long", "date", "keyword") for one in sort]

    def place(self, document: dict[str, Any], sort: list[dict[str, Any]]) -> list[Any]:
        """What to sort by: nothing comes last."""
        place: list[Any] = []
        for one in sort:
            ((name, order),) = one.items()
            if isinstance(order, dict):
                order, missing = known(order, "order", "missing")
                if missing not in (None, "_last"):
                    raise Refusal("parsing_exception", "missing")
            value = document.get(self.index.kind(name, "long", "date", "keyword"))
            sign = {"asc": 1, "desc": -1}[order]
            place.append((value is None, 0 if value is None else sign * value))
        return place

    def after(self, sort: list[dict[str, Any]], values: list[Any]) -> list[Any]:
        return self.place(dict(zip(self.fields(sort), values, strict=True)), sort)


class OpenSearchServer:
    """Indexes and aliases on a port of its own. `broken` makes it answer 503 to everything;
    `refusals` are what it found wrong with requests."""

    def __init__(self) -> None:
        self.port = 0
        self.broken = False
        self.indexes: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.refusals: list[str] = []
        self.lock = threading.RLock()

    def documents(self, alias: str = "clinic") -> dict[str, dict[str, Any]]:
        """What is searched, to be harmed by a test."""
        return self.indexes[self.aliases[alias]].searched

    def index(self, name: str) -> tuple[str, Index]:
        name = self.aliases.get(name, name)
        if name not in self.indexes:
            raise Refusal("index_not_found_exception", f"no such index [{name}]", 404)
        return name, self.indexes[name]

    def answer(self, method: str, path: str, body: bytes) -> Any:
        url = urlsplit(path)
        *names, last = url.path.strip("/").split("/")
        for name, value in parse_qsl(url.query):
            if PARAMETERS.get(last, {}).get(name) != value:
                raise Refusal("illegal_argument_exception", f"unrecognized parameter [{name}]")
        parameters = dict(parse_qsl(url.query))
        match method, *names, last:
            case "PUT", index:
                return self.create(index, json.loads(body))
            case "DELETE", index:
                del self.indexes[self.index(index)[0]]
                return {"acknowledged": True}
            case "POST", index, "_bulk":
                return self.bulk(index, body, parameters)
            case "POST", index, "_refresh":
                self.index(index)[1].refresh()
                return {"_shards": {"total": 1, "successful": 1, "failed": 0}}
            case "POST", index, "_search":
                name, found = self.index(index)
                hits = Search(found, json.loads(body)).hits(name)
                return {"took": 1, "timed_out": False, "hits": {"max_score": None, "hits": hits}}
            case "GET", "_alias", alias:
                if alias not in self.aliases:
                    return {"error": f"alias [{alias}] missing", "status": 404}
                return {self.aliases[alias]: {"aliases": {alias: {}}}}
            case "POST", "_aliases":
                return self.point(json.loads(body))
        raise Refusal("illegal_argument_exception", f"no handler for {method} {url.path}")

    def create(self, index: str, given: dict[str, Any]) -> dict[str, Any]:
        (mappings,) = known(given, "mappings")
        dynamic, properties = known(mappings, "dynamic", "properties")
        if index in self.indexes or index in self.aliases or index.startswith("_"):
            raise Refusal("resource_already_exists_exception", index)
        if dynamic != "strict":
            raise Refusal("mapper_parsing_exception")
        self.indexes[index] = Index(properties)
        return {"acknowledged": True, "shards_acknowledged": True, "index": index}

    def bulk(self, index: str, body: bytes, parameters: dict[str, str]) -> dict[str, Any]:
        if not body.endswith(b"\n"):
            raise Refusal("illegal_argument_exception", "must be terminated by a newline [\n]")
        lines = iter([json.loads(line) for line in body.splitlines()])
        items = []
        for line in lines:
            ((action, given),) = line.items()
            (key,) = known(given, "_id")
            try:
                if "require_alias" in parameters and index not in self.aliases:
                    raise Refusal("index_not_found_exception", "require_alias", 404)
                documents = self.index(index)[1]
                if action == "index":
                    documents.take(key, next(lines))
                elif action != "delete":
                    raise Refusal("illegal_argument_exception", action)
                elif documents.documents.pop(key, None) is None:
                    items.append({action: {"_id": key, "status": 404, "result": "not_found"}})
                    continue
                items.append({action: {"_id": key, "status": 200}})
            except Refusal as refusal:
                if action == "index" and refusal.status == 404:
                    next(lines)
                items.append({action: {"_id": key, **refusal.answer}})
        if "refresh" in parameters and index in self.aliases:
            self.index(index)[1].refresh()
        errors = any("error" in result for item in items for result in item.values())
        return {"took": 1, "errors": errors, "items": items}

    def point(self, given: dict[str, Any]) -> dict[str, Any]:
        (actions,) = known(given, "actions")
        for action in actions:
            add, remove_index = known(action, "add", "remove_index")
            if add:
                index, alias = known(add, "index", "alias")
                if alias in self.indexes:
                    raise Refusal("invalid_alias_name_exception", alias)
                self.aliases[alias] = self.index(index)[0]
            else:
                del self.indexes[self.index(known(remove_index, "index")[0])[0]]
        return {"acknowledged": True}


def handler(opensearch: OpenSearchServer) -> type[BaseHTTPRequestHandler]:
    expected = f"Basic {b64encode(ACCOUNT.encode()).decode()}"

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet
        timeout = 30

        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with opensearch.lock:
                status, answer = self.result(body)
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def result(self, body: bytes) -> tuple[int, Any]:
            if opensearch.broken:
                return 503, Refusal("cluster_block_exception", "red", 503).answer
            if self.headers.get("Authorization") != expected:
                return 401, Refusal("security_exception", "who are you", 401).answer
            try:
                answer = opensearch.answer(self.command, self.path, body)
            except Refusal as refusal:
                opensearch.refusals.append(str(refusal))
                return refusal.status, refusal.answer
            except (ValueError, LookupError, TypeError) as failure:
                opensearch.refusals.append(repr(failure))
                return 400, Refusal("parsing_exception", repr(failure)).answer
            return answer.get("status", 200), answer

        do_GET = do_POST = do_PUT = do_DELETE = respond

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    return Handler


@contextmanager
def opensearch_server() -> Iterator[OpenSearchServer]:
    """A server for as long as the block lasts."""
    opensearch = OpenSearchServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(opensearch))
    server.daemon_threads = True
    opensearch.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield opensearch
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
