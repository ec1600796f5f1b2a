"""What a real clinic's server must be told before it starts, and how it then behaves."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {
    "SECRET_KEY": "k3y-" + "aB3$xY7!qW9&" * 5,
    "ALLOWED_HOSTS": "clinic.example",
    "BASE_URL": "https://clinic.example",
    "DEFAULT_FROM_EMAIL": "office@clinic.example",
    "EMAIL_URL": "smtp+tls://office:secret@mail.clinic.example:587",
}


def run(
    tmp_path: Path, *command: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Python with the production settings and nothing else in its environment."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={
            "DJANGO_SETTINGS_MODULE": "clinic.settings.production",
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            **environment,
        },
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.parametrize("name", COMPLETE)
def test_production_does_not_start_without(tmp_path: Path, name: str) -> None:
    environment = {key: value for key, value in COMPLETE.items() if key != name}
    done = run(tmp_path, "-c", "import clinic.settings.production", **environment)
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_production_can_check_a_database_that_has_no_table_yet(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--database", "default", **COMPLETE)
    assert done.returncode == 0, done.stderr


def test_production_is_what_the_server_runs_unless_told_otherwise(tmp_path: Path) -> None:
    code = (
        "import os; del os.environ['DJANGO_SETTINGS_MODULE']; import clinic.wsgi;"
        "from django.conf import settings; print(settings.SETTINGS_MODULE, settings.DEBUG)"
    )
    done = run(tmp_path, "-c", code, **COMPLETE)
    assert done.stdout.split() == ["clinic.settings.production", "False"], done.stderr


def test_the_demonstration_is_no_part_of_production(tmp_path: Path) -> None:
    code = (
        "from clinic.settings import production as p;"
        "print('demo' in p.INSTALLED_APPS, p.DEMO_ALLOWED, p.SERVE_MEDIA)"
    )
    done = run(tmp_path, "-c", code, **COMPLETE)
    assert done.stdout.split() == ["False", "False", "False"], done.stderr


def test_clinicians_and_administrators_need_a_second_factor_in_production(
    tmp_path: Path,
) -> None:
    code = "from clinic.settings import production; print(production.SECOND_FACTOR_GROUPS)"
    done = run(tmp_path, "-c", code, **COMPLETE)
    assert done.stdout.strip() == "['Clinicians', 'Clinical leads', 'administrators']", done.stderr
    done = run(tmp_path, "-c", code, **COMPLETE, SECOND_FACTOR_GROUPS="nobody")
    assert done.stdout.strip() == "['nobody']", done.stderr


def test_development_tells_of_an_error_in_the_terminal(tmp_path: Path) -> None:
    code = """
import django, logging; django.setup()
logging.getLogger("django.request").error("Internal Server Error: /somewhere/")
"""
    done = run(tmp_path, "-c", code, DJANGO_SETTINGS_MODULE="clinic.settings.dev")
    assert done.stderr.splitlines() == ["Internal Server Error: /somewhere/"]


def database_url() -> str:
    """The address of the tests' database."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    password = f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else ""
    return f"postgres://{told['USER']}{password}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.mark.django_db(transaction=True)  # an open one would lock the database
def test_the_deployment_check_is_clean_on_a_complete_server(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        *("manage.py", "check", "--deploy", "--database", "default", "--fail-level", "WARNING"),
        **COMPLETE,
        DATABASE_URL=database_url(),
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_sends_visitors_to_https_but_answers_the_machine_s_own_questions(
    tmp_path: Path,
) -> None:
    code = """
import django; django.setup()
from django.test import Client
client = Client(headers={"host": "clinic.example"})
plain, secure = client.get("/robots.txt"), client.get("/robots.txt", secure=True)
print(plain.status_code, plain.headers["Location"])
print(secure.status_code, secure.headers["Strict-Transport-Security"])
print(client.get("/healthz").status_code)
print(Client(headers={"host": "evil.example"}).get("/robots.txt", secure=True).status_code)
"""
    done = run(tmp_path, "-c", code, **COMPLETE)
    assert done.stdout.splitlines() == [
        "301 https://clinic.example/robots.txt",
        "200 max-age=31536000; includeSubDomains; preload",
        "200",
        "400",
    ], done.stderr


@pytest.mark.django_db(transaction=True)  # an open one would lock the database
def test_production_gives_no_cookie_that_a_script_another_site_or_another_host_can_touch(
    tmp_path: Path,
) -> None:
    code = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
import django; django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
get_user_model().objects.create_superuser("ada", "ada@clinic.example", "a long pass phrase")
client = Client(headers={"host": "clinic.example"})
page = client.get("/admin/login/", secure=True)
client.post("/admin/login/", {"username": "ada", "password": "a long pass phrase"}, secure=True)
for name, cookie in sorted(client.cookies.items()):
    print(name, cookie["path"], bool(cookie["domain"]), bool(cookie["secure"]),
          bool(cookie["httponly"]), cookie["samesite"])
print(page.headers["Permissions-Policy"].split(",")[0], page.headers["Cross-Origin-Opener-Policy"])
"""
    done = run(tmp_path, "-c", code, **COMPLETE, DATABASE_URL=database_url())
    assert done.stdout.splitlines() == [
        "__Host-csrf / False True True Lax",
        "__Host-session / False True True Lax",
        "camera=() same-origin",
    ], done.stderr


def test_production_logs_what_went_wrong_in_one_line_of_json(tmp_path: Path) -> None:
    code = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
import django; django.setup()
from django.test import Client
client = Client(headers={"host": "clinic.example"}, raise_request_exception=False)
client.get("/", secure=True)
"""
    done = run(tmp_path, "-c", code, **COMPLETE, LOG_LEVEL="ERROR")
    # There is no table in this database yet, which SQLite tells as it tells an outage.
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    (error,) = [line for line in lines if line["logger"] == "django.request"]
    assert error["message"] == "Service Unavailable: /"
    assert "OperationalError" in error["error"]
