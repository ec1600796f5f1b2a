"""`python -m bench [speed] [editing] [growth]`, with SCALE for a shorter one."""

import os
import sys
import tempfile
from pathlib import Path

from bench.front import Front
from bench.machine import machine
from bench.programs import MissingError, free_port, require
from bench.site import Site

SECONDS = 20  # for each pair of page and file
TIMES = 20  # of each request of an editor


def main(wanted: list[str]) -> int:
    scale = float(os.environ.get("SCALE", "1"))
    try:
        require("nginx", "wrk", "openssl")
    except MissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="clinic-bench-") as directory:
        purge_port = free_port()
        site = Site(Path(directory), purge_port)
        print(machine(), flush=True)
        site.fill()
        site.set_up()
        front = Front(site, purge_port)
        with front.running() as nginx, site.served() as process:
            if "speed" in wanted:
                from bench.counting import seen
                from bench.speed import PAGES, speed

                queries = {path: seen(path) for path in PAGES.values()}
                print(speed(front, SECONDS * scale, process, nginx, queries), flush=True)
            if {"speed", "editing"} & {*wanted}:
                from bench.editing import editing

                print("", editing(front, max(2, round(TIMES * scale)), process), sep="\n")
            if "growth" in wanted:
                from bench.growth import growth

                print("", growth(front, scale, process), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["speed"]))
