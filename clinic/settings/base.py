"""What every environment shares. Each value that differs between machines comes from
the environment; `docs/operators.md` lists the names."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Where the site writes: uploads, the SQLite file, collected static files.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "home",
    "blog",
    "search",
    "clinic.review",
    "clinic.feedback",
    "clinic.operations",
    "clinic.content",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "clinic.logs.RequestLog",
    "clinic.middleware.NullBytes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "clinic.middleware.AdminContentSecurityPolicy",
    "clinic.middleware.PermissionsPolicy",
    "clinic.middleware.PublicCaching",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "clinic.middleware.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "clinic" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other instead of failing, readers never wait for a writer.
    DATABASES["default"]["CONN_MAX_AGE"] = None  # opening the file costs as much as five queries
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search index uses its fields

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://clinic")}

# The search engine beside the database; without it the database is its own.
SEARCH_URL = env("SEARCH_URL", default="")

# Where pg_dump and pg_restore are, if they are neither on the PATH nor where Debian puts them.
PG_BIN = env("PG_BIN", default="")

# --- Commands that run by themselves -----------------------------------------------

# What `daily` runs, in this order; `docs/operators.md` says what for.
DAILY_COMMANDS = [
    "clearsessions",
    "review_due",
    "verify_signoffs",
    "purge_feedback",
    "forget_queries",
]
# These once a week.
WEEKLY_COMMANDS = [
    "rebuild_references_index",
    "check_search --mend",
    "update_index",
]

# --- People -------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A name is locked for an hour after ten wrong passwords from one address.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True

LOGIN_URL = "wagtailadmin_login"

# --- Language and time --------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
env.expect("TIME_ZONE", "a zone such as Europe/London", TIME_ZONE in available_timezones())
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["clinic.formats"]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- Files --------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "clinic.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLESHEET_DIR = VAR_DIR / "stylesheet"

MEDIA_URL = env("MEDIA_URL", default="/media/")
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Django itself serves uploads only where nothing stands in front of it.
SERVE_MEDIA = False

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Each block of an article is several form fields, and what is over the limit is lost.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Mail ---------------------------------------------------------------------

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="clinic@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security -----------------------------------------------------------------

# The public site runs nothing but its own files; a video's site is framed only after a
# click. The form target is open to the site alone.
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "object-src": [NONE],
        # The hash is of the script in base.html that loads suggestions.
        "script-src": [SELF, NONCE, "'sha256-82TeDLqNE2Z/VLf3lIgHSyB7/TgSOeSAQf0g8c7ABHo='"],
        "style-src": [SELF, NONCE],
    }
}
# Wagtail's admin still has inline scripts and styles without a nonce.
ADMIN_CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "connect-src": [SELF],
    "font-src": [SELF, "data:"],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
}

X_FRAME_OPTIONS = "DENY"  # except for the previews that Wagtail shows in a frame
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
# What no page of the site asks a browser for, an embedded video must not either.
PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
)

# --- Feedback from readers ------------------------------------------------------

# What reads the visitor's address from a request where proxies stand in front of the site;
# without it no header is believed.
CLIENT_ADDRESS: str | None = None
# Whether the browser of a reader has to solve a puzzle before it may send a form. Then forms
# need JavaScript.
FEEDBACK_ALTCHA = env.bool("FEEDBACK_ALTCHA", default=False)
# How many links fit in a comment.
FEEDBACK_LINKS = env.int("FEEDBACK_LINKS", default=3)
# Other limits than those of clinic/feedback/limits.py, such as
# {"comment": {"address": (20, 600)}}: twenty in ten minutes.
FEEDBACK_LIMITS: dict[str, dict[str, tuple[int, int]]] = env.json("FEEDBACK_LIMITS", default={})

# --- Log ----------------------------------------------------------------------

# The header in which a front server tells the id that it gave the request; believed only behind
# a front server.
REQUEST_ID_HEADER: str | None = None

# --- Wagtail ------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Clinic"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "clinic.content.rich_text_editor.RichTextArea"}
}
WAGTAILIMAGES_IMAGE_MODEL = "content.ClinicImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "clinic.content.image_form.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "png", "webp": "png"}
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is saved, never run here
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "clinic/password_required.html"  # noqa: S105
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}
# Approval publishes what was signed, and what was edited meanwhile is signed anew.
WAGTAIL_FINISH_WORKFLOW_ACTION = "clinic.review.finishing.publish_what_was_decided"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# The admin asks no other host for anything.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# How long a shared cache in front of the site may keep a public page, in seconds. Zero
# until something purges that cache on change: stale words do harm.
PUBLIC_CACHE_SECONDS = env.int("PUBLIC_CACHE_SECONDS", default=0)

# Only the development settings may load the demonstration clinic and its known passwords.
DEMO_ALLOWED = False
