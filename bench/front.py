"""nginx in front of the site: its deployed configuration, and beside it a plain door on which a
file and an answer of the site come the same way."""

import getpass
import re
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from bench.programs import children, free_port, running, wait_until
from bench.site import HOST, ROOT, Site

DEPLOYED = ROOT / "deploy" / "nginx" / "clinic.conf"
PURGE_MODULE = Path("/usr/lib/nginx/modules/ngx_http_cache_purge_module.so")

MAIN = """
{modules}
user {user};
daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log access.log combined buffer=64k flush=5s;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 10000000;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;

    server {{
        listen 127.0.0.1:{plain};
        location /file/ {{
            alias {files}/;
            gzip_static on;
        }}
        location / {{
            proxy_set_header Host {host};
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_pass http://unix:{socket};
        }}
    }}
    include deployed.conf;
}}
"""


class Front:
    """Its two doors: `plain`, without a cache, and `deployed`, with TLS and the cache."""

    def __init__(self, site: Site, purge_port: int) -> None:
        self.site = site
        self.directory = site.directory / "nginx"
        self.files = site.directory / "files"
        self.plain = f"http://127.0.0.1:{(plain := free_port())}"
        self.deployed = f"https://127.0.0.1:{(secure := free_port())}"
        self.has_cache = DEPLOYED.exists() and PURGE_MODULE.exists()
        for directory in (self.directory, self.files, site.var / "static" / "file"):
            directory.mkdir(parents=True, exist_ok=True)
        main = MAIN.format(
            modules=f"load_module {PURGE_MODULE};" if self.has_cache else "",
            user=getpass.getuser(),  # who alone may read the folder
            plain=plain,
            files=self.files,
            host=HOST,
            socket=site.socket,
        )
        (self.directory / "nginx.conf").write_text(main, encoding="utf-8")
        deployed = ""
        if self.has_cache:
            _make_certificate(self.directory)
            ports = {"80": free_port(), "443": secure, "8071": purge_port}
            text = DEPLOYED.read_text(encoding="utf-8")
            deployed = placed(text, site, self.directory, ports)
        (self.directory / "deployed.conf").write_text(deployed, encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator[int]:
        """Run it; gives the id of the one process that answers."""
        command = ["nginx", "-p", f"{self.directory}/", "-c", "nginx.conf", "-e", "error.log"]
        log = self.directory / "output.log"
        with running(command, log) as nginx:
            wait_until(lambda: (self.directory / "nginx.pid").exists(), f"nginx (see {log})", 10)
            yield children(nginx.pid)[0]

    def keep_file(self, name: str, html: bytes, compressed: bytes) -> None:
        """Give the same answer out as a file, at both doors."""
        for directory in (self.files, self.site.var / "static" / "file"):
            (directory / name).write_bytes(html)
            (directory / f"{name}.gz").write_bytes(compressed)


def placed(text: str, site: Site, directory: Path, ports: dict[str, int]) -> str:
    """The deployed configuration with the values of this machine in its named places."""
    for before, after in {
        "/etc/ssl/clinic/": f"{directory}/",
        "unix:/run/clinic/site.sock": f"unix:{site.socket}",
        "/var/lib/clinic/": f"{site.var}/",
        "/var/cache/clinic": f"{directory}/cache",
        "/var/log/nginx/": f"{directory}/",
    }.items():
        text = text.replace(before, after)
    listens = re.compile(r"^(\s*listen )(?:[\d.]+:)?(\d+)", re.MULTILINE)
    return listens.sub(lambda found: f"{found[1]}127.0.0.1:{ports[found[2]]}", text)


def fetched(
    address: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of what `path` answers with. Raises ValueError unless it is 200."""
    host = address.partition("://")[2]
    if address.startswith("https"):
        context = ssl._create_unverified_context()  # noqa: S323 - made a moment ago, by us
        connection: HTTPConnection = HTTPSConnection(host, timeout=60, context=context)
    else:
        connection = HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers={"Host": HOST, **(headers or {})})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise ValueError(f"{path} answered {answer.status}")
    return body, {name.lower(): value for name, value in answer.getheaders()}


def _make_certificate(directory: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    command += ["-keyout", str(directory / "privkey.pem")]
    command += ["-out", str(directory / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
