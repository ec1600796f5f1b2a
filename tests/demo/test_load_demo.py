"""Loading the demonstration clinic."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from blog.models import ArticlePage
from blog.outlines import OUTLINES
from clinic.content.models import Person
from clinic.settings import base
from demo import loading
from demo.articles import ARTICLES
from demo.illustrations import ILLUSTRATIONS
from demo.loading import Outcome, load
from home.models import HomePage
from tests.demo.pictures import SMALL_PICTURE
from tests.factories import PASSWORD, StandardPageFactory, UserFactory


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """An empty place for files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "png", lambda key: SMALL_PICTURE)


def everything() -> str:
    """All rows of all tables."""
    return connection.creation.serialize_db_to_string()


def files(media: Path) -> set[str]:
    return {str(file.relative_to(media)) for file in media.rglob("*") if file.is_file()}


def load_demo(*args: str) -> str:
    """What `manage.py load_demo` prints."""
    out = StringIO()
    call_command("load_demo", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def loaded(db: None) -> None:
    assert load() is Outcome.LOADED


@pytest.mark.django_db
class TestTheFirstTime:
    def test_it_names_the_log_ins_and_the_address(self, settings: Settings) -> None:
        said = load_demo()

        assert "admin, editor, clinician, lead, moderator" in said
        assert "demo" in said
        assert settings.WAGTAILADMIN_BASE_URL in said

    def test_it_can_be_quiet(self) -> None:
        assert load_demo("--quiet") == ""
        assert ArticlePage.objects.exists()

    def test_nobody_hears_by_mail_of_what_never_happened(self, mailoutbox: list[Any]) -> None:
        load()

        assert mailoutbox == []

    def test_an_account_of_the_same_name_is_left_alone(self) -> None:
        UserFactory(username="admin")

        load()

        admin = get_user_model().objects.get(username="admin")
        assert admin.check_password(PASSWORD)
        assert not admin.is_superuser


@pytest.mark.django_db
class TestTheSecondTime:
    def test_it_changes_nothing(self, loaded: None, media: Path) -> None:
        rows, names = everything(), files(media)

        said = load_demo()

        assert "Nothing was changed" in said
        assert everything() == rows
        assert files(media) == names

    def test_it_brings_back_nothing_that_was_deleted_or_rewritten(self, loaded: None) -> None:
        home = HomePage.objects.get()
        home.title = "Our own words"
        home.save_revision().publish()
        for child in home.get_children():
            child.delete()
        rows = everything()

        assert load() is Outcome.ALREADY_LOADED
        assert everything() == rows


@pytest.mark.django_db
class TestASiteInUse:
    def test_a_page_of_its_own_keeps_the_demonstration_away(self, home: HomePage) -> None:
        StandardPageFactory(parent=home)
        rows = everything()

        assert "was not loaded" in load_demo()
        assert everything() == rows

    def test_a_rewritten_home_page_keeps_it_away(self, home: HomePage) -> None:
        home.title = "Our clinic"
        home.save_revision().publish()

        assert load() is Outcome.SITE_IN_USE
        assert HomePage.objects.get().title == "Our clinic"

    def test_a_person_in_the_library_keeps_it_away(self) -> None:
        Person.objects.create(name="Somebody real")

        assert load() is Outcome.SITE_IN_USE
        assert Person.objects.count() == 1


@pytest.mark.django_db
class TestAFailure:
    @pytest.mark.parametrize("step", ["make_documents", "fill_article", "make_settings"])
    def test_half_way_leaves_nothing(
        self, step: str, media: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: Any) -> None:
            raise OSError("The disk is full.")

        rows = everything()
        with monkeypatch.context() as broken:
            broken.setattr(loading.Loader, step, fail)
            with pytest.raises(OSError, match="disk is full"):
                load()

        assert everything() == rows
        assert files(media) == set()

    @pytest.mark.usefixtures("uploads_in_a_folder")
    def test_files_of_a_loading_that_was_killed_are_replaced(self, media: Path) -> None:
        left_over = media / "original_images" / "demo-path.png"
        left_over.parent.mkdir()
        left_over.write_bytes(b"half a picture")

        load()

        assert {name for name in files(media) if "path" in name} == {
            "original_images/demo-path.png"
        }
        assert left_over.read_bytes().startswith(b"\x89PNG")


class TestOutsideDevelopment:
    def test_it_refuses(self, db: None, settings: Settings) -> None:
        settings.DEMO_ALLOWED = False
        rows = everything()

        with pytest.raises(CommandError, match="development"):
            load_demo()
        assert everything() == rows

    def test_other_settings_neither_allow_nor_know_it(self) -> None:
        assert base.DEMO_ALLOWED is False
        assert "demo" not in base.INSTALLED_APPS


@pytest.mark.long
def test_a_kill_leaves_nothing_and_the_next_run_loads_all(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "clinic.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path),
    }

    def python(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *args],
            cwd=project.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    killed_after = (
        "import django, os, signal; django.setup(); from demo import loading; "
        "loading.Loader.{step} = lambda *args: os.kill(os.getpid(), signal.SIGKILL); "
        "loading.load()"
    )
    count = (
        "import django; django.setup(); from wagtail.models import Page, get_page_models; "
        "from wagtail.images import get_image_model; "
        "print(Page.objects.count(), get_image_model().objects.count())"
    )

    assert python("manage.py", "migrate", "--verbosity=0").returncode == 0
    for step in ("make_documents", "fill_article", "make_settings"):
        assert python("-c", killed_after.format(step=step)).returncode == -signal.SIGKILL
        assert python("-c", count).stdout.split() == ["2", "0"]

    assert "is loaded" in python("manage.py", "load_demo").stdout
    pages = 2 + len(ARTICLES) + len(OUTLINES) + 5
    assert python("-c", count).stdout.split() == [str(pages), str(len(ILLUSTRATIONS))]
    pictures = {file.name for file in (tmp_path / "media" / "original_images").iterdir()}
    assert pictures == {f"demo-{key}.png" for key in ILLUSTRATIONS}
