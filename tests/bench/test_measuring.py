"""The benchmark reads what programs say, and tells it as a table."""

from pathlib import Path

import pytest

from bench.front import DEPLOYED, placed
from bench.load import Load, LoadError, middle, one_by_one, parsed
from bench.programs import MissingError, require
from bench.site import Site
from bench.table import share, table

WRK = """\
Running 1s test @ http://127.0.0.1:8791/a.html
  1 threads and 4 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   112.11ms    1.02ms   1.20s    92.50%
    Req/Sec    22.01k     1.09k   24.66k    60.00%
  Latency Distribution
     50%  165.00us
     75%  180.00us
     90%  201.00us
     99%    1.20s
  66187 requests in 3.01s, 3.15GB read
Requests/sec:  21988.61
Transfer/sec:      1.05GB
"""


def test_what_wrk_prints_is_read() -> None:
    load = parsed(WRK, cpu=6.6187)
    assert (load.rate, load.p50, load.p99) == (21988.61, 0.165, 1200.0)
    assert load.cpu == pytest.approx(0.1)


@pytest.mark.parametrize(
    "said",
    [
        "  Non-2xx or 3xx responses: 3",
        "  Socket errors: connect 0, read 2, write 0, timeout 0",
    ],
)
def test_a_bad_answer_spoils_the_measurement(said: str) -> None:
    with pytest.raises(LoadError, match=said.split()[0]):
        parsed(WRK.replace("Requests/sec", f"{said}\nRequests/sec"))


def test_no_answer_at_all_is_no_measurement() -> None:
    with pytest.raises(LoadError):
        parsed(WRK.replace("66187 requests", "0 requests"))


def test_one_slow_round_does_not_count() -> None:
    rounds = [Load(10, 100, 200, 90), Load(11, 90, 180, 89), Load(1, 1000, 2000, 91)]
    assert middle(rounds) == Load(10, 100, 200, 90)


def test_requests_are_timed_one_after_the_other() -> None:
    asked: list[None] = []
    load = one_by_one(lambda: asked.append(None), 50, pid=1)
    assert len(asked) == 50
    assert 0 < load.p50 <= load.p99


def test_a_rate_is_told_as_a_part_of_the_files() -> None:
    assert share(45_000, 50) == "1/900"
    assert share(50_000, 46_500) == "0.93"


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    assert table(["what", "ms"], [["a page", 12.345], ["a file", None]]) == (
        "| what   |   ms |\n| ------ | ---: |\n| a page | 12.3 |\n| a file |    – |"
    )


def test_a_program_that_is_missing_is_named_with_its_package() -> None:
    with pytest.raises(MissingError, match=r"no-such-program not found.*apt-get install"):
        require("no-such-program")


@pytest.mark.skipif(not DEPLOYED.exists(), reason="the deployed configuration is not here")
def test_the_deployed_configuration_is_run_with_this_machines_places(tmp_path: Path) -> None:
    text = placed(
        DEPLOYED.read_text(encoding="utf-8"),
        Site(tmp_path, 3),
        tmp_path,
        {"80": 1, "443": 2, "8071": 3},
    )
    for name in ("/run/clinic", "/var/lib/clinic", "/var/cache/clinic", "/etc/ssl/clinic"):
        assert name not in text.replace(f"{tmp_path}", "")
    assert "listen 127.0.0.1:2 ssl" in text
