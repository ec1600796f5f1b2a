"""Uploads in a bucket are backed up with the rest, and restored into another one."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from tests.clinic.operations.sites import Site, at, back_up, command
from tests.support.buckets import new_bucket, storage

pytestmark = pytest.mark.django_db


def test_a_bucket_is_backed_up_and_restored_into_another(
    filled: Site, fresh: Site, settings: Settings, tmp_path: Path
) -> None:
    bucket = new_bucket()
    settings.STORAGES = {**settings.STORAGES, "default": storage(bucket.name)}
    with at(filled):
        names = {default_storage.save(f"documents/{n}.txt", ContentFile(b"x" * n)) for n in (1, 2)}
    back_up(filled, tmp_path / "clinic.tar")
    other = new_bucket()
    settings.STORAGES = {**settings.STORAGES, "default": storage(other.name)}
    command(fresh, "restore", str(tmp_path / "clinic.tar"), replace=True)
    assert {found.key for found in other.objects.all()} == names
    assert {found.get()["Body"].read() for found in other.objects.all()} == {b"x", b"xx"}
