"""What the environment tells wrongly is refused, in one line that keeps secrets."""

import json
from pathlib import Path
from typing import Any

import pytest

from clinic.settings.environment import BadEnvironment, Environment
from tests.clinic.test_settings import COMPLETE, run

WRONG = [
    ({"SECRET_KEY": "short"}, "SECRET_KEY must be at least 50 characters"),
    ({"SECRET_KEY": "a" * 80}, "SECRET_KEY must be at least 50 characters"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must be host names"),
    ({"ALLOWED_HOSTS": "https://clinic.example"}, "ALLOWED_HOSTS must be host names"),
    ({"BASE_URL": "clinic.example"}, "BASE_URL must be the site's address"),
    ({"BASE_URL": "http://clinic.example"}, "BASE_URL must be the site's address"),
    ({"BASE_URL": "https://clinic.example/site"}, "BASE_URL must be the site's address"),
    ({"BASE_URL": "https://other.example"}, "BASE_URL must be an address whose host"),
    ({"CSRF_TRUSTED_ORIGINS": "clinic.example"}, "CSRF_TRUSTED_ORIGINS must be addresses"),
    ({"DEFAULT_FROM_EMAIL": "The office"}, "DEFAULT_FROM_EMAIL must be an e-mail address"),
    ({"EMAIL_URL": "mail.example:Pa55word"}, "EMAIL_URL must be the address of a mail server"),
    ({"EMAIL_URL": "smtp+tls://"}, "EMAIL_URL must be the address of a mail server"),
    ({"DATABASE_URL": "mysql://u:Pa55word@h/clinic"}, "DATABASE_URL must be the address of"),
    ({"DATABASE_URL": "Pa55word"}, "DATABASE_URL must be the address of"),
    ({"DATABASE_URL": "postgres://u:Pa55word@h:port/c"}, "DATABASE_URL must be the address of"),
    ({"CACHE_URL": "rediss//h:Pa55word"}, "CACHE_URL must be the address of a cache"),
    ({"TIME_ZONE": "London"}, "TIME_ZONE must be a zone"),
    ({"SECURE_SSL_REDIRECT": "ture"}, "SECURE_SSL_REDIRECT must be true or false"),
    ({"SECURE_HSTS_SECONDS": "a year"}, "SECURE_HSTS_SECONDS must be a whole number"),
    ({"SECURE_HSTS_SECONDS": "-1"}, "SECURE_HSTS_SECONDS must be a whole number"),
    ({"BEHIND_PROXY": "true", "PROXY_COUNT": "0"}, "PROXY_COUNT must be 1 or more"),
    ({"FEEDBACK_LIMITS": "{"}, "FEEDBACK_LIMITS must be valid"),
    ({"MEDIA_BUCKET": "clinic"}, "MEDIA_DOMAIN must be set"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL must be one of"),
    ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
]
# Loads the settings anew for each environment, and tells what was said.
LOAD = """
import importlib, json, os, sys
told = []
for environment in json.load(sys.stdin):
    os.environ.update(environment)
    for name in [name for name in sys.modules if name.startswith("clinic.settings.")]:
        del sys.modules[name]
    try:
        importlib.import_module("clinic.settings.production")
        told.append("")
    except Exception as error:
        told.append(f"{type(error).__name__}: {error}")
    for name in environment:
        os.environ.pop(name)
print(json.dumps(told))
"""


def test_production_refuses_each_wrong_value_in_one_line_that_does_not_repeat_it(
    tmp_path: Path,
) -> None:
    environments = [COMPLETE, *(COMPLETE | wrong for wrong, _ in WRONG)]

    done = run(tmp_path, "-c", LOAD, stdin=json.dumps(environments))

    right, *refusals = json.loads(done.stdout)
    assert right == ""
    for (wrong, expected), refusal in zip(WRONG, refusals, strict=True):
        assert refusal.startswith(f"BadEnvironment: {expected}"), (wrong, refusal)
        assert "\n" not in refusal
        assert "Pa55word" not in refusal


def test_a_command_says_it_in_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "migrate", **COMPLETE | {"BASE_URL": "clinic"})

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("The site does not start: BASE_URL must be")
    assert len(done.stderr.splitlines()) == 1


def test_the_server_says_it_and_ends(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        *("-m", "gunicorn", "clinic.wsgi", f"--bind=unix:{tmp_path / 'site.sock'}"),
        **COMPLETE | {"TIME_ZONE": "Nowhere"},
    )

    assert done.returncode == 3
    assert done.stderr.count("The site does not start: TIME_ZONE must be a zone") == 1
    assert "Traceback" not in done.stderr


class TestAValue:
    @pytest.fixture
    def environment(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        monkeypatch.setattr(Environment, "ENVIRON", {})
        return Environment.ENVIRON

    @pytest.mark.parametrize("word", ["true", "True", "1", "yes", "on", "ON"])
    def test_of_a_switch_may_be_said_in_several_ways(
        self, environment: dict[str, str], word: str
    ) -> None:
        environment["SWITCH"] = word
        assert Environment().bool("SWITCH") is True

    def test_that_is_empty_was_not_set(self, environment: dict[str, str]) -> None:
        environment.update(SWITCH="", NUMBER="", WORD="")
        assert Environment().bool("SWITCH", default=True) is True
        assert Environment().int("NUMBER", default=7) == 7
        with pytest.raises(BadEnvironment, match="WORD must be set"):
            Environment()("WORD")

    def test_may_begin_with_any_sign(self, environment: dict[str, str]) -> None:
        environment["WORD"] = "$OTHER"
        assert Environment()("WORD") == "$OTHER"
