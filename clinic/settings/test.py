"""The test suite's settings: the same house, faster passwords, nothing kept."""

import os
import tempfile
from pathlib import Path

# Gone when the process ends; the workers of a parallel run share it.
if "VAR_DIR" not in os.environ:
    _scratch = tempfile.TemporaryDirectory(prefix="clinic-tests-", ignore_cleanup_errors=True)
    os.environ["VAR_DIR"] = _scratch.name

from .base import *

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
DEMO_ALLOWED = True
SERVE_MEDIA = True
CHECK_OUTSIDE_LINKS = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the admin sends several requests at once, each in its thread.
    # Nobody needs it after a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["VAR_DIR"]) / "test.sqlite3")}
