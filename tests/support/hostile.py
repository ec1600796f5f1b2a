"""Requests that nobody's browser would send, by chance but always the same for a seed."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, urlencode

METHODS = ["GET"] * 6 + ["POST"] * 8 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
METHODS += ["PROPFIND", "CONNECT", "get", "A" * 300]

# What stands where a word, a number or a date was expected.
PIECES = [
    *["", " ", "0", "-1", "1.5", "1e9", "NaN", "true", "null", "[]", "{}", "9" * 25, "9" * 5000],
    *["٣", "é", "e\u0301" * 50, "😀", "\u202e", "\ufeff", "\u2028", "\ufdfa" * 99, "ß" * 300],
    *["\0", "a\0b", "%00", "%%0000", "\x1b[0m", "\r\nSet-Cookie: a=b", "\n\n", "\t", "\x7f"],
    *["<script>alert(1)</script>", "'\"><b>", "{{ 7*7 }}{% now %}", "' OR 1=1 --", ";DROP"],
    *["../" * 9 + "etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd", "C:\\boot.ini"],
    *["javascript:alert(1)", "//evil.example", "https://evil.example/", "data:text/html,x"],
    *["a" * 300, "a" * 70_000, "a " * 3000, '"', '""', "(", "*", "a & | ! b:*", "NEAR(a b, 5)"],
    *["2026-02-30", "0001-01-01", "9999-12-31T23:59:60", "99:99", "live", "earliest", "latest"],
    *["%", "%zz", "%ff", "%ed%a0%80", "$(id)", "`id`", "${jndi:ldap://x}", "__proto__", "id__in"],
]
PATHS = [
    *["..", "../", "..%2f", "%2e%2e/", "%252e%252e%252f", "....//", "..;/", ".%00./", "//", "/./"],
    *[
        "%00",
        "%ff",
        "%ed%a0%80",
        "%f0%9f%98%80",
        "%0d%0aA:b",
        "%25",
        "%",
        "\\",
        "%5c..%5c",
        "~root",
    ],
    *["a" * 300, "a" * 9000, "a/" * 500, "ärzte", "sleep;a=b", ".git/config", ".env", "index.php"],
    *["0", "-1", "9" * 30, "1e3", "٣", "None", "*", "'", "<b>", "db.sqlite3", "canary.txt"],
]
NAMES = ["page", "p", "q", "query", "topic", "next", "ordering", "order", "id", "export", "url"]
NAMES += ["revision", "since", "parent", "locale", "tag", "collection_id", "fields", "limit"]
NAMES += ["child_of", "type", "page_type", "user_type", "mode", "target_pages", "can_choose_root"]
NAMES += ["offset", "search", "list", "state", "at_after", "in_preview_panel", "return_to", "term"]
HEADERS: dict[str, list[str]] = {
    "Host": ["", "evil.example", "a b", "[::1", "localhost:99999", "é", "a" * 300, "../x", "x@y"],
    "X-Forwarded-Host": ["evil.example", "a,b", "\u00e9"],
    "X-Forwarded-Proto": ["https", "ftp", "https,http"],
    "X-Forwarded-For": ["1.2.3.4, evil", "::1%eth0", "9" * 999, "' OR 1=1", "unknown"],
    "X-Http-Method-Override": ["DELETE"],
    "X-Request-Id": ["a" * 5000, "a b", "{}"],
    "Range": ["bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0," * 300, "x", "bytes=99999999999-"],
    "If-Modified-Since": ["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 99],
    "If-Unmodified-Since": ["x", "Thu, 01 Jan 9999 00:00:00 GMT"],
    "If-None-Match": ["*", '"' * 99, 'W/"a", b', "\u00e9"],
    "If-Match": ["*", '"a"', "x"],
    "If-Range": ["x", '"a"'],
    "Accept": ["", "*/*;q=x", "text/html;" * 300, "application/json", "a/b/c"],
    "Accept-Encoding": ["gzip;q=0, br;q=NaN", "identity;q=0", "*;q=0", "," * 999, "gzip" * 99],
    "Accept-Language": ["xx", "en" * 999, "es;q=1e9", "*", "../../x", "-"],
    "Cookie": ["sessionid=x", "sessionid=" + "a" * 3000, "=;;=", "csrftoken=\u00e9", "a" * 4000],
    "Referer": ["https://evil.example/", "x", "http://[", "javascript:x"],
    "Origin": ["null", "https://evil.example", "x://[", ""],
    "X-Requested-With": ["XMLHttpRequest", "feedback", "x"],
    "X-Csrftoken": ["x", "a" * 64],
    "Authorization": ["Basic !!", "Bearer x", "Basic " + "QQ" * 999],
    "User-Agent": ["", "a" * 5000, "\u00e9\x7f"],
    "Expect": ["x"],
    "Upgrade": ["websocket", "h2c"],
    "Dnt": ["\u00ff"],
}
CONTENT_TYPES = [
    *["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7"],
    *["application/x-www-form-urlencoded; charset=nonsense", "application/json", "text/plain", ""],
    *["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"],
    *["multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=b", "a/b; c" * 50],
    *[
        "application/json; charset=utf-16",
        "text/xml",
        "application/octet-stream",
        ";;;",
        "multipart",
    ],
]
PICTURE = bytes.fromhex(  # a GIF of one dot
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
FILES = [
    ("a.gif", "image/gif", PICTURE),
    ("a.gif", "text/html", PICTURE + b"<script>alert(1)</script>"),
    ("a.png", "image/png", PICTURE),
    ("../../../evil.gif", "image/gif", PICTURE),
    ("..\\..\\evil.txt", "text/plain", b"words"),
    ("/tmp/evil.txt", "text/plain", b"words"),  # noqa: S108 - it must not get there
    ("a.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.php.gif", "image/gif", b"GIF89a<?php system('id');"),
    ("a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + b"\0" * 99),
    ("a.webp", "image/webp", b"RIFF\xff\xff\xff\xffWEBPVP8 "),
    ("a.pdf", "application/pdf", b"%PDF-1.7"),
    ("\0.txt", "text/plain", b"words"),
    ("a" * 400 + ".txt", "text/plain", b""),
    (".htaccess", "text/plain", b"words"),
    ("\u202etxt.exe", "", b"MZ"),
    ("con.csv", "text/csv", b"\xff\xfe\0"),
    ("a.csv", "text/csv", b"/a,/b\n" * 3),
    ("", "", b""),
]

Fields = Sequence[tuple[str, str]]


@dataclass
class HostileRequest:
    """`path`, `query` and header values hold bytes as WSGI passes them on: one character each."""

    method: str
    path: str
    query: str
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = ""
    body: bytes = b""

    def __str__(self) -> str:
        return (
            f"{self.method[:20]} {self.path[:200]!r} ?{self.query[:200]} {str(self.headers)[:300]} "
            f"{self.content_type[:80]!r} {self.body[:1500]!r}"
        )


class Attacker:
    """Makes requests out of `addresses`; `form` tells the fields of the form at an address, as a
    browser would send them."""

    def __init__(
        self, seed: int, addresses: Sequence[str], form: Callable[[str], Fields] = lambda _: ()
    ) -> None:
        self.chance = Random(seed)
        self.addresses = addresses
        self.form = form

    def request(self) -> HostileRequest:
        chance = self.chance
        address = chance.choice(self.addresses)
        method = chance.choice(METHODS)
        request = HostileRequest(
            method,
            as_bytes(address if chance.random() < 0.75 else self._path(address)),
            self._query() if chance.random() < 0.5 else "",
            self._headers() if chance.random() < 0.4 else {},
        )
        if method not in ("GET", "HEAD") or chance.random() < 0.05:
            request.content_type, request.body = self._body(address)
        return request

    def _piece(self) -> str:
        return self.chance.choice(PIECES)

    def _path(self, address: str) -> str:
        steps = address.split("/")
        place = self.chance.randrange(1, len(steps))
        wrong = self.chance.choice(PATHS)
        if self.chance.random() < 0.5:
            steps[place] = wrong
        else:
            steps.insert(place, wrong)
        return "/".join(steps)

    def _query(self) -> str:
        pairs = [(self.chance.choice(NAMES), self._piece()) for _ in range(self._few())]
        if self.chance.random() < 0.1:
            return as_bytes("&".join(f"{name}={piece}" for name, piece in pairs)[:4000])
        return urlencode(pairs, errors="replace")[:8000]

    def _headers(self) -> dict[str, str]:
        names = self.chance.sample(sorted(HEADERS), k=self._few())
        return {name: as_bytes(self.chance.choice(HEADERS[name])) for name in names}

    def _few(self) -> int:
        return self.chance.choice([1, 1, 1, 2, 2, 3])

    def _body(self, address: str) -> tuple[str, bytes]:
        kind = self.chance.random()
        fields = self._fields(address)
        if kind < 0.4:
            body = urlencode(fields, errors="replace").encode()
            return "application/x-www-form-urlencoded", body
        if kind < 0.7:
            return self._multipart(fields)
        content_type = self.chance.choice(CONTENT_TYPES)
        if kind < 0.8:
            text = json.dumps(dict(fields) if kind < 0.75 else self._piece())
            return content_type, text.encode()
        if kind < 0.85:
            return content_type, b"[" * 20_000
        if kind < 0.86:
            return content_type, b"a=" + b"b" * 11_000_000
        if kind < 0.9:
            return content_type, "&".join(f"{n}={n}" for n in range(3000)).encode()
        return content_type, self.chance.randbytes(self.chance.randrange(2000))

    def _fields(self, address: str) -> list[tuple[str, str]]:
        """The form's own fields, some with a wrong value, some missing, some twice."""
        own = list(self.form(address)) if self.chance.random() < 0.8 else []
        if not own:
            return [(self.chance.choice(NAMES), self._piece()) for _ in range(self._few())]
        for _ in range(self._few()):
            place = self.chance.randrange(len(own))
            name, _value = own[place]
            own[place] = (name, self._piece())
        if self.chance.random() < 0.2:
            del own[self.chance.randrange(len(own))]
        if self.chance.random() < 0.1:
            own = self.chance.sample(own, k=len(own) // 2)
        return own

    def _multipart(self, fields: Fields) -> tuple[str, bytes]:
        parts = [
            b'Content-Disposition: form-data; name="%b"\r\n\r\n%b' % (_utf8(name), _utf8(value))
            for name, value in fields
        ]
        for name in self.chance.sample(["file", "files[]", "import_file", "avatar", "text"], k=2):
            filename, kind, content = self.chance.choice(FILES)
            parts.append(
                b'Content-Disposition: form-data; name="%b"; filename="%b"\r\n'
                b"Content-Type: %b\r\n\r\n%b"
                % (name.encode(), _utf8(filename), kind.encode(), content)
            )
        body = b"".join(b"--b0undary\r\n%b\r\n" % part for part in parts) + b"--b0undary--\r\n"
        if self.chance.random() < 0.2:
            body = self._broken(body)
        return "multipart/form-data; boundary=b0undary", body

    def _broken(self, body: bytes) -> bytes:
        place = self.chance.randrange(len(body))
        return self.chance.choice(
            [
                body[:place],
                body.replace(b"\r\n", b"\n"),
                body[:place] + self.chance.randbytes(9) + body[place:],
                body.replace(b"form-data", b"attachment"),
                body.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
            ]
        )


def as_bytes(text: str) -> str:
    """The bytes of a text in UTF-8, one character each."""
    return _utf8(text).decode("latin-1")


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def raw_path(path: str) -> str:
    """As it goes over the wire, where a space would end it."""
    return quote(path.encode("latin-1"), safe="/%;=~'\\*<>:@!$&()+,")
