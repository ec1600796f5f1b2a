"""PostgreSQL servers of a test's own, which it may stop: the one of DATABASE_URL is everybody's."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.programs import missing
from tests.support.servers import free_port

USER = DATABASE = "clinic"


def binaries() -> Path:
    """The folder of the newest PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"))
    return found[-1].parent if found else missing("PostgreSQL")


@dataclass(frozen=True)
class Cluster:
    """A server, and where it keeps its database."""

    folder: Path
    port: int

    @property
    def address(self) -> dict[str, Any]:
        return {"HOST": "127.0.0.1", "PORT": self.port, "USER": USER, "NAME": DATABASE}

    def start(self) -> None:
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
        log = self.folder / "log"
        self._control("-l", str(log), "-w", "-o", options, "start")

    def stop(self) -> None:
        """As if by kill -9."""
        self._control("-m", "immediate", "stop")

    def kill(self) -> None:
        """Really by kill -9, the server and each of its processes."""
        server = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGSTOP)  # so that it starts no other meanwhile
        killed = {server} | {child for child, parent in _alive().items() if parent == server}
        for process in killed:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while killed & set(_alive()):
            time.sleep(0.01)
        # They name a process that the machine may not have buried yet.
        for lock in ("data/postmaster.pid", f".s.PGSQL.{self.port}.lock"):
            (self.folder / lock).unlink()

    def _control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.folder / "data"), *arguments)


def _alive() -> dict[int, int]:
    """Each process of this machine, and its parent."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent, *_ = stat.read_text().rpartition(") ")[2].split()
            if state != "Z":
                found[int(stat.parent.name)] = int(parent)
    return found


@contextmanager
def primary() -> Iterator[Cluster]:
    """A running server with an empty database."""
    with _folder() as folder:
        _run("initdb", "-D", str(folder / "data"), "-U", USER, "--auth=trust", "-E", "UTF8", "-N")
        with _running(Cluster(folder, free_port())) as cluster:
            _run("createdb", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", USER, DATABASE)
            yield cluster


@contextmanager
def replica_of(cluster: Cluster) -> Iterator[Cluster]:
    """A running server that follows another one."""
    with _folder() as folder:
        source = ("-h", "127.0.0.1", "-p", str(cluster.port), "-U", USER)
        _run("pg_basebackup", *source, "-D", str(folder / "data"), "-R", "-c", "fast", "-N")
        with _running(Cluster(folder, free_port())) as replica:
            yield replica


def copy_into(cluster: Cluster, settings: dict[str, Any]) -> None:
    """Put what a database of Django's settings holds into the empty one of a server."""
    source = ("-h", settings["HOST"], "-p", str(settings["PORT"] or 5432), "-U", settings["USER"])
    target = ("-h", "127.0.0.1", "-p", str(cluster.port), "-U", USER, "-d", DATABASE)
    with tempfile.TemporaryFile() as dump:
        environment = os.environ | {"PGPASSWORD": settings["PASSWORD"]}
        command = [str(binaries() / "pg_dump"), *source, "--no-owner", settings["NAME"]]
        subprocess.run(command, stdout=dump, env=environment, check=True)
        dump.seek(0)
        command = [str(binaries() / "psql"), *target, "-q", "-v", "ON_ERROR_STOP=1"]
        subprocess.run(command, stdin=dump, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def _running(cluster: Cluster) -> Iterator[Cluster]:
    cluster.start()
    try:
        yield cluster
    finally:
        if (cluster.folder / "data" / "postmaster.pid").exists():
            cluster.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="clinic-cluster-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(name: str, *arguments: str) -> None:
    """One of PostgreSQL's programs, which refuse to work for root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*user, str(binaries() / name), *arguments]
    subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=True)
