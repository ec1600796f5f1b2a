"""A real clinic. What has no safe default must be in the environment, or the site does
not start."""

import logging
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.http.request import validate_host

from clinic import error_tracker

from .base import *
from .environment import env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
env.expect(
    "SECRET_KEY",
    "at least 50 characters by chance",
    len(SECRET_KEY) >= 50 and len(set(SECRET_KEY)) >= 5,
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
env.expect(
    "ALLOWED_HOSTS",
    "host names with commas between them, such as clinic.example,www.clinic.example",
    not any(host == "*" or set(host) & set("/: ") for host in ALLOWED_HOSTS),
)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
WAGTAILADMIN_BASE_URL = env("BASE_URL")
_address = urlsplit(WAGTAILADMIN_BASE_URL)
env.expect(
    "BASE_URL",
    "the site's address without a path, such as https://clinic.example",
    _address.scheme in ("https", "http" if not SECURE_SSL_REDIRECT else "https")
    and _address.netloc
    and not (_address.path or _address.query or _address.fragment),
)
env.expect(
    "BASE_URL",
    "an address whose host is one of ALLOWED_HOSTS",
    validate_host(_address.hostname or "", ALLOWED_HOSTS),
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])
env.expect(
    "CSRF_TRUSTED_ORIGINS",
    "addresses with their scheme and commas between them",
    all("://" in origin for origin in CSRF_TRUSTED_ORIGINS),
)

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
env.expect(
    "DEFAULT_FROM_EMAIL",
    "an e-mail address, such as office@clinic.example",
    "@" in parseaddr(DEFAULT_FROM_EMAIL)[1],
)
vars().update(env.email("EMAIL_URL"))

SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# No other host of the domain can set them (RFC 6265bis, 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

SECOND_FACTOR_GROUPS = env.list(
    "SECOND_FACTOR_GROUPS", default=["Clinicians", "Clinical leads", "administrators"]
)

# Set only behind a proxy that always overwrites these headers.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    PROXY_COUNT = env.int("PROXY_COUNT", default=1)
    env.expect("PROXY_COUNT", "1 or more", PROXY_COUNT > 0)
    REQUEST_ID_HEADER = "X-Request-ID"
    AXES_CLIENT_IP_CALLABLE = CLIENT_ADDRESS = "clinic.proxies.client_address"

env.expect(
    "FRONT_CACHE_URL",
    "addresses with commas between them, such as http://127.0.0.1:8071",
    all(
        address.scheme == "http" and address.hostname and address.path in ("", "/")
        for address in map(urlsplit, FRONT_CACHE_URLS)
    ),
)
env.expect(
    "PUBLIC_CACHE_SECONDS",
    "0 without FRONT_CACHE_URL: nothing would purge what has changed",
    FRONT_CACHE_URLS or not PUBLIC_CACHE_SECONDS,
)

if bucket := env("MEDIA_BUCKET", default=""):
    # Readers' browsers take pictures from this host, and from no other.
    domain = env("MEDIA_DOMAIN")
    STORAGES["default"] = {
        "BACKEND": "clinic.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env("MEDIA_ENDPOINT_URL", default=None),
            "custom_domain": domain,
        },
    }
    MIDDLEWARE.append("clinic.bucket.TellsWhenUnreachable")
    for policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], ADMIN_CONTENT_SECURITY_POLICY):
        policy["img-src"] = [*policy["img-src"], f"https://{domain}"]

LOG_LEVEL = env("LOG_LEVEL", default="INFO")
env.expect(
    "LOG_LEVEL",
    "one of DEBUG, INFO, WARNING, ERROR and CRITICAL",
    LOG_LEVEL in logging.getLevelNamesMapping(),
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "clinic.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Its own handler mails what went wrong, with everything that the visitor sent.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# --- Errors ---------------------------------------------------------------------

if dsn := env("SENTRY_DSN", default=""):
    error_tracker.start(dsn, env("RELEASE", default=""))
