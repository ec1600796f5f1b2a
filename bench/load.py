"""Load on an address: with wrk where many ask at once, or one request after the other."""

import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.programs import cpu_seconds
from bench.site import HOST

CONNECTIONS = 4
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


class LoadError(Exception):
    """Not every answer was a good one."""


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, milliseconds within which half and 99 of a hundred were
    answered, and milliseconds of a core for each answer."""

    rate: float
    p50: float
    p99: float
    cpu: float


def wrk(
    address: str,
    seconds: float,
    pid: int,
    headers: Mapping[str, str],
    connections: int = CONNECTIONS,
) -> Load:
    """Ask as fast as it answers; `pid` is the process that does the work. Raises LoadError."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}", "--latency"]
    command += ["--timeout", "60", "-H", f"Host: {HOST}"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    before = cpu_seconds(pid)
    done = subprocess.run([*command, address], check=True, capture_output=True, text=True)
    return parsed(done.stdout, cpu_seconds(pid) - before)


def parsed(output: str, cpu: float = 0.0) -> Load:
    """What wrk prints. Raises LoadError where an answer was missing or not 200."""
    if found := re.search(r"Non-2xx.*|Socket errors:.*", output):
        raise LoadError(found[0])
    asked = int(_found(r"(\d+) requests in", output))
    if not asked:
        raise LoadError("no answer came in time")
    return Load(
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", output)),
        p50=_milliseconds(_found(r"\n\s+50%\s+(\S+)", output)),
        p99=_milliseconds(_found(r"\n\s+99%\s+(\S+)", output)),
        cpu=1000 * cpu / asked,
    )


def _found(pattern: str, output: str) -> str:
    if not (found := re.search(pattern, output)):
        raise LoadError(f"wrk said something else:\n{output}")
    return found[1]


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS[unit]


def one_by_one(ask: Callable[[], None], times: int, pid: int) -> Load:
    """Ask so often, each time after the answer before."""
    before = cpu_seconds(pid)
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    cpu = 1000 * (cpu_seconds(pid) - before) / times
    p99 = took[min(times - 1, int(0.99 * times))]
    return Load(1000 * times / sum(took), median(took), p99, cpu)


def middle(loads: Sequence[Load]) -> Load:
    """The median of each value."""
    return Load(*(median(values) for values in zip(*map(_values, loads), strict=True)))


def _values(load: Load) -> tuple[float, float, float, float]:
    return load.rate, load.p50, load.p99, load.cpu
