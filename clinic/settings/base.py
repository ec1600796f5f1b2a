"""What every environment shares. Each value that differs between machines comes from
the environment; `docs/operators.md` lists the names."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import connected, env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Where the site writes: uploads, the SQLite file, collected static files.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "home",
    "blog",
    "search",
    "clinic.desk",
    "clinic.review",
    "clinic.upkeep",
    "clinic.writing",
    "clinic.feedback",
    "clinic.operations",
    "clinic.access",
    "clinic.caching",
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks_db",
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
    "clinic.access.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.admin_doors.AdminDoors",
    "clinic.middleware.UnreadableForms",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
    # Writers wait for each other instead of failing, readers never wait for a writer. What was
    # acknowledged outlives a power cut. What a burst of writes has made the journal grow by is
    # given back to the disk.
    DATABASES["default"]["CONN_MAX_AGE"] = None  # opening the file costs as much as five queries
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;",
    }
else:
    DATABASES["default"] = connected(DATABASES["default"])
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's search index uses its fields

# What visitors read may come from a copy of the database; `clinic/replica.py` says when.
if env("DATABASE_REPLICA_URL", default=""):
    # Readers must not wait long for one that is gone: they have another.
    DATABASES["replica"] = connected(
        env.db("DATABASE_REPLICA_URL"), connect_timeout=2, tcp_user_timeout=5000
    )
    env.expect(
        "DATABASE_REPLICA_URL",
        "the address of a PostgreSQL that follows the one of DATABASE_URL",
        {database["ENGINE"] for database in DATABASES.values()}
        == {"django.db.backends.postgresql"},
    )
    env.expect("DATABASE_REPLICA_URL", "set together with CACHE_URL", env("CACHE_URL", default=""))
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["clinic.replica.Router"]
    MIDDLEWARE.append("clinic.replica.PublicReads")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://clinic")}

# The search engine beside the database; without it the database is its own.
SEARCH_URL = env("SEARCH_URL", default="")

# Where pg_dump and pg_restore are, if they are neither on the PATH nor where Debian puts them.
PG_BIN = env("PG_BIN", default="")

# --- Background work ----------------------------------------------------------------

# With a worker, what need not be waited for is put into the database's queue; without one it
# is done where it arises, which is Django's own default.
TASKS_WORKER = env.bool("TASKS_WORKER", default=False)
if TASKS_WORKER:
    TASKS = {"default": {"BACKEND": "clinic.operations.queue.Queue"}}

# --- Commands that run by themselves -----------------------------------------------

# Whether the daily check of links asks other sites at all.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=True)
# The logs in which nginx says which pages were read.
READS_LOG: list[str] = env.list("READS_LOG", default=[])

# What `daily` runs, in this order; `docs/operators.md` says what for.
DAILY_COMMANDS = [
    "clearsessions",
    "review_due",
    "verify_signoffs",
    "purge_feedback",
    "forget_queries",
    "check_writing",
    "take_stock",
    "count_reads",
    "purge_log_ins",
    "tidy_database",
]
if TASKS_WORKER:  # what was given up, as its arguments may name people
    DAILY_COMMANDS.append("prune_db_task_results --min-age-days 7")
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

# Whoever is in one of these groups must log in with a second factor: names of groups, and
# "administrators" for superusers and whoever may edit accounts or groups.
SECOND_FACTOR_GROUPS: list[str] = env.list("SECOND_FACTOR_GROUPS", default=[])
# How long the report of log-ins reaches back.
LOG_IN_DAYS = env.int("LOG_IN_DAYS", default=180)

# A name is locked for an hour after ten wrong passwords or codes from one address.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "access/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # clinic.access keeps a better one
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "credential", "csrfmiddlewaretoken"]

# A log-in lasts until the browser is closed, and a working day at the most.
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's is the one way

ACCOUNT_ADAPTER = "clinic.access.adapters.AccountAdapter"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # clinic.access.views decides
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators enter the addresses
ACCOUNT_FORMS = {"login": "clinic.access.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Of codes for one person, and of mails to one address or asked for from one. Axes counts passwords.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/h/key", "reset_password": "10/h/ip,3/h/key"}
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_SESSION_REMEMBER = False

MFA_ADAPTER = "clinic.access.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "clinic.access.forms.AddPasskeyForm",
    "authenticate": "clinic.access.forms.CodeForm",
    "reauthenticate": "clinic.access.forms.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute wrong (RFC 6238, 5.2)

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
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
# With the pictures of the guides, which the admin shows.
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "images")]
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
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs must not hold who sends
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

# --- Sources ------------------------------------------------------------------

# Whether Crossref and PubMed are asked what a DOI or a PubMed id names that an editor pastes.
SOURCE_LOOKUP = env.bool("SOURCE_LOOKUP", default=False)

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
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # which asks who may open it; its file has no address
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

# --- The cache in front of the site -------------------------------------------------

# Where each front cache is told what has changed.
FRONT_CACHE_URLS = env.list("FRONT_CACHE_URL", default=[])
WAGTAILFRONTENDCACHE = {
    url: {"BACKEND": "clinic.caching.nginx.NginxBackend", "LOCATION": url}
    for url in FRONT_CACHE_URLS
}
# For how many seconds it may keep a public page; and for how many more while it fetches it
# again, and while the site does not answer (RFC 5861).
PUBLIC_CACHE_SECONDS = env.int("PUBLIC_CACHE_SECONDS", default=600 if FRONT_CACHE_URLS else 0)
PUBLIC_CACHE_STALE_WHILE_REVALIDATE = env.int("PUBLIC_CACHE_STALE_WHILE_REVALIDATE", default=60)
PUBLIC_CACHE_STALE_IF_ERROR = env.int("PUBLIC_CACHE_STALE_IF_ERROR", default=7 * 24 * 60 * 60)

# Only the development settings may load the demonstration clinic and its known passwords.
DEMO_ALLOWED = False
