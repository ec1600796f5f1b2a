"""Servers of our own on this machine, on free ports, that end with this process or before."""

import atexit
import socket
import subprocess
import time
from contextlib import suppress
from functools import cache

from tests.support.programs import program


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for_port(port: int, seconds: float = 10) -> None:
    """Until somebody listens there; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nobody listens on port {port}")


@cache
def redis_url() -> str:
    """The address of a Redis of this process, which keeps nothing."""
    port = free_port()
    server = subprocess.Popen(
        [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
    atexit.register(server.kill)
    wait_for_port(port)
    return f"redis://127.0.0.1:{port}/0"


@cache
def bucket_url() -> str:
    """The address of an S3 service of this process, in memory."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    atexit.register(server.stop)
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"
