"""The site as it is deployed: nginx by the file of this repository, gunicorn, PostgreSQL, Redis.
Each is a real program on a port of its own, and may be killed."""

import json
import os
import shutil
import signal
import socket
import ssl
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any

from tests.support.programs import missing, program

ROOT = Path(__file__).resolve().parents[3]
CONFIGURATION = ROOT / "deploy" / "nginx" / "clinic.conf"
HOST = "clinic.example"
PURGE_MODULE = Path("/usr/lib/nginx/modules/ngx_http_cache_purge_module.so")

NGINX = """
{user}
load_module {module};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/clinic.conf;
}}
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def eventually(holds: Callable[[], Any], seconds: float = 30) -> Any:
    """What `holds` gives once it is true; fails if that takes longer than so many seconds."""
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError, HTTPException):
            if found := holds():
                return found
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


class Deployment:
    """All programs of one site below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.https, self.purges, self.redis, self.postgres = (free_port() for _each in range(4))
        self.processes: dict[str, subprocess.Popen[Any]] = {}
        self.is_root = os.getuid() == 0
        releases = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not releases:
            missing("PostgreSQL")
        self.bin = releases[-1]
        if not PURGE_MODULE.exists():
            missing("nginx's module for purges (libnginx-mod-http-cache-purge)")
        self.tls = ssl.create_default_context()
        self.tls.check_hostname, self.tls.verify_mode = False, ssl.CERT_NONE

    # --- Programs -----------------------------------------------------------------------

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "tests.clinic.caching.deployed_settings",
            "SECRET_KEY": string.ascii_letters,
            "ALLOWED_HOSTS": HOST,
            "BASE_URL": f"https://{HOST}",
            "DEFAULT_FROM_EMAIL": f"office@{HOST}",
            "EMAIL_URL": "dummymail://",
            "VAR_DIR": str(self.folder / "var"),
            "DATABASE_URL": f"postgres://clinic@127.0.0.1:{self.postgres}/clinic",
            "CACHE_URL": f"redis://127.0.0.1:{self.redis}/0",
            "FRONT_CACHE_URL": f"http://127.0.0.1:{self.purges}",
            "BEHIND_PROXY": "true",
            "FEEDBACK_LIMITS": '{"rating": {"address": [100000, 600], "network": [100000, 600]}}',
        }

    def start(self, name: str, command: list[str], **options: Any) -> subprocess.Popen[Any]:
        log = (self.folder / f"{name}.log").open("ab")
        options = {"stdout": log, "stderr": log, "start_new_session": True, **options}
        self.processes[name] = process = subprocess.Popen(command, **options)
        return process

    def kill(self, name: str) -> None:
        """At once, with all its children, as a machine would that loses its power."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def initialise_postgres(self) -> None:
        data = self.folder / "postgres"
        data.mkdir()
        if self.is_root:
            shutil.chown(data, "postgres")
        initdb = [str(self.bin / "initdb"), "-D", str(data), "-U", "clinic", "--auth=trust"]
        self.as_postgres([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])

    def as_postgres(self, command: list[str]) -> None:
        subprocess.run(
            self.by_postgres(command), check=True, stdout=subprocess.DEVNULL, cwd=self.folder
        )

    def by_postgres(self, command: list[str]) -> list[str]:
        """PostgreSQL refuses to run as root."""
        return (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
            if (self.is_root)
            else command
        )

    def start_postgres(self) -> None:
        def begin() -> bool:
            process = self.start("postgres", self.by_postgres(command), cwd=self.folder)
            while process.poll() is None:
                with suppress(OSError), socket.create_connection(("127.0.0.1", self.postgres), 1):
                    return True
                time.sleep(0.05)
            return False  # processes of one that was killed are still about

        command = [str(self.bin / "postgres"), "-D", str(self.folder / "postgres")]
        command += ["-p", str(self.postgres), "-h", "127.0.0.1", "-k", ""]
        eventually(begin)
        ready = [str(self.bin / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.postgres)]
        eventually(lambda: subprocess.run(ready, stdout=subprocess.DEVNULL).returncode == 0)

    def start_redis(self) -> None:
        redis = [program("redis-server"), "--port", str(self.redis), "--bind", "127.0.0.1"]
        self.start("redis", [*redis, "--save", "", "--dir", str(self.folder)])

    def start_application(self, **environment: str) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--workers", "2"]
        gunicorn += ["--threads", "4", "--bind", f"unix:{self.folder}/site.sock"]
        gunicorn += ["--limit-request-line", "0"]
        self.start("application", gunicorn, cwd=ROOT, env={**self.environment, **environment})
        eventually(lambda: self.get("/healthz").status == 200)

    def start_nginx(self) -> None:
        (self.folder / "ssl").mkdir()
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        names = ["-keyout", "ssl/privkey.pem", "-out", "ssl/fullchain.pem", "-subj", f"/CN={HOST}"]
        subprocess.run(
            [program("openssl"), "req", "-x509", *key, *names],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        (self.folder / "clinic.conf").write_text(self.configuration(), encoding="utf-8")
        user = "user root;" if self.is_root else ""
        main = NGINX.format(user=user, module=PURGE_MODULE, folder=self.folder)
        (self.folder / "nginx.conf").write_text(main, encoding="utf-8")
        command = [program("nginx", "/usr/sbin/nginx"), "-p", str(self.folder)]
        self.start("nginx", [*command, "-c", "nginx.conf", "-g", "daemon off;"])

    def configuration(self) -> str:
        """The deployed file with its places for this machine filled in, and nothing else."""
        text = CONFIGURATION.read_text(encoding="utf-8")
        for place, here in {
            "/etc/ssl/clinic/": f"{self.folder}/ssl/",
            "/run/clinic/site.sock": f"{self.folder}/site.sock",
            "/var/lib/clinic/": f"{self.folder}/var/",
            "/var/cache/clinic": f"{self.folder}/cache",
            "/var/log/nginx/": f"{self.folder}/",
            "127.0.0.1:8071": f"127.0.0.1:{self.purges}",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.https} ssl;",
            "listen 80;": f"listen unix:{self.folder}/http.sock;",
        }.items():
            assert place in text, place
            text = text.replace(place, here)
        return text

    def start_editor(self, **environment: str) -> None:
        self.start(
            "editor",
            [sys.executable, "-m", "tests.clinic.caching.editor"],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)

    # --- People -------------------------------------------------------------------------

    def edit(self, code: str) -> Any:
        """What an editor does, as statements of Python; gives the `result` that they set."""
        editor = self.processes["editor"]
        assert editor.stdin is not None
        assert editor.stdout is not None
        editor.stdin.write(json.dumps(code) + "\n")
        editor.stdin.flush()
        result = json.loads(editor.stdout.readline())
        assert not (isinstance(result, dict) and "error" in result), result["error"]
        return result

    def get(self, path: str, **headers: str) -> "Answer":
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> "Answer":
        """A request of a visitor, on a connection of its own."""
        visitor = HTTPSConnection("127.0.0.1", self.https, timeout=30, context=self.tls)
        try:
            headers = {name.replace("_", "-"): value for name, value in headers.items()}
            visitor.request(method, path, body, {"Host": HOST, **headers})
            answer = visitor.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
        finally:
            visitor.close()

    def rate(self, page_id: int) -> bool:
        """Whether a new reader's stars were taken."""
        token = self.get("/feedback/token/")
        if token.status != 200:
            return False
        cookie = token.headers["Set-Cookie"].partition(";")[0]
        fields = f"stars=5&csrfmiddlewaretoken={json.loads(token.body)['token']}"
        answer = self.ask(
            "POST",
            f"/feedback/{page_id}/rate/",
            fields,
            Cookie=cookie,
            Referer=f"https://{HOST}/",
            Content_Type="application/x-www-form-urlencoded",
        )
        return answer.status == 302

    def purge(self, method: str, path: str) -> int:
        """The status with which the door for purges answers."""
        connection = HTTPConnection("127.0.0.1", self.purges, timeout=5)
        try:
            connection.request(method, path, headers={"Host": HOST})
            return connection.getresponse().status
        finally:
            connection.close()


class Answer:
    def __init__(self, status: int, headers: Any, body: str) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def cache(self) -> str:
        """What nginx's cache says of it: HIT, MISS, STALE, EXPIRED, or nothing."""
        return str(self.headers.get("X-Cache", ""))


@contextmanager
def deployed() -> Iterator[Deployment]:
    """A site that runs, with an empty database; all that was started ends with the block."""
    # Not pytest's folder, which the user of PostgreSQL may not enter.
    with tempfile.TemporaryDirectory(prefix="clinic-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        with running(Path(name)) as site:
            yield site


@contextmanager
def running(folder: Path) -> Iterator[Deployment]:
    (folder / "var").mkdir()
    site = Deployment(folder)
    try:
        site.initialise_postgres()
        site.start_postgres()
        site.start_redis()
        createdb = ["createdb", "-h", "127.0.0.1", "-p", str(site.postgres), "-U", "clinic"]
        subprocess.run([str(site.bin / createdb[0]), *createdb[1:], "clinic"], check=True)
        site.manage("migrate", "--verbosity", "0")
        site.manage("set_address")
        site.start_nginx()
        site.start_application()
        site.start_editor()
        yield site
    finally:
        for name in list(site.processes):
            site.kill(name)
