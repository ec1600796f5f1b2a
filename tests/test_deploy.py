"""The files in deploy/ name what there is."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.support.programs import program

ROOT = Path(__file__).resolve().parent.parent
SYSTEMD = ROOT / "deploy" / "systemd"
UNITS = sorted(SYSTEMD.iterdir())
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")

pytestmark = pytest.mark.once


def values(unit: Path, name: str) -> list[str]:
    """What a unit says under a name, its continued lines joined."""
    text = unit.read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_each_unit(unit: Path, tmp_path: Path) -> None:
    # Programs and folders of a real server are not here.
    for each in UNITS:
        text = re.sub(
            r"^(ExecStart|ExecStartPost)=\S+", r"\1=/bin/true", each.read_text(), flags=re.M
        )
        (tmp_path / each.name).write_text(text, encoding="utf-8")
    name = unit.name.replace("@.", "@daily.")
    done = subprocess.run(
        [program("systemd-analyze"), "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "clinic" in line]
    assert said == []


@pytest.mark.parametrize(
    "timer", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.name
)
def test_each_timer_starts_a_unit_that_runs_a_command_of_the_site(timer: Path) -> None:
    (target,) = values(timer, "Unit")
    name, _, command = target.removesuffix(".service").partition("@")
    if command:
        assert command in get_commands()
    unit = SYSTEMD / f"{name}@.service" if command else SYSTEMD / target
    assert unit in UNITS


def test_each_service_runs_a_command_of_the_site_or_its_server() -> None:
    for unit in UNITS:
        for start in values(unit, "ExecStart"):
            command = re.search(r"manage\.py (\w+)", start)
            assert command is None or command[1] in get_commands(), unit.name
            assert command or "%i" in start or "gunicorn clinic.wsgi" in start, unit.name


def test_every_service_has_the_settings_and_no_more_rights_than_it_needs() -> None:
    for unit in UNITS:
        if unit.suffix == ".service":
            assert values(unit, "EnvironmentFile") == ["/etc/clinic.env"], unit.name
            assert values(unit, "User") == ["clinic"], unit.name


def test_the_container_copies_what_there_is_and_runs_without_rights() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+)", CONTAINER, re.MULTILINE)
    assert copied
    for path in copied:
        assert (ROOT / path).exists(), path
    assert "--require-hashes" in CONTAINER
    assert CONTAINER.index("USER clinic") < CONTAINER.index("CMD [")
    ignored = (ROOT / "deploy" / "Containerfile.dockerignore").read_text(encoding="utf-8")
    assert {".git", "var", ".env"} <= set(ignored.split())
