"""The programs that a measurement starts, each on a free port, and stops."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = {"nginx": "nginx", "wrk": "wrk", "openssl": "openssl"}


class MissingError(Exception):
    """A program that must be there is not."""


def require(*names: str) -> None:
    """Raises MissingError where one of the programs is not installed."""
    if missing := [name for name in names if not shutil.which(name)]:
        packages = " ".join(DEBIAN.get(name, name) for name in missing)
        raise MissingError(f"{', '.join(missing)} not found. On Debian: apt-get install {packages}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(command: list[str], log: Path, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """The program while it runs; what it says goes into `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text().split()
    ]


def cpu_seconds(pid: int) -> float:
    """What a process has used of a core so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100  # user and system, in hundredths


def resident_bytes(pid: int) -> int:
    """What a process holds of the memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) * 1024


def wait_until(is_ready: object, what: str, seconds: float = 60) -> None:
    """Raises TimeoutError where it takes longer."""
    end = time.monotonic() + seconds
    while not is_ready():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come up within {seconds:.0f} s")
        time.sleep(0.05)
