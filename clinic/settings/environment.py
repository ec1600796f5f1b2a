"""Settings from the environment, each refused in one line when it is missing or wrong."""

from collections.abc import Callable
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class BadEnvironment(ImproperlyConfigured):
    """Names the variable and says what it must be; never its value, which may be a secret."""


class Environment(environ.Env):
    """What django-environ reads, but strictly: no switch is off because of a slip of the pen, no
    value is taken for the name of another, and one that is empty was not set."""

    def get_value(
        self,
        var: str,
        cast: Any = None,
        default: Any = environ.Env.NOTSET,
        parse_default: bool = False,
    ) -> Any:
        value = self.ENVIRON.get(var, "")
        if value:
            expected = {bool: "true or false", int: "a whole number, 0 or more"}.get(cast, "valid")
            return self._read(var, expected, lambda: self.parse_value(value, cast))
        if default is self.NOTSET:
            raise BadEnvironment(f"{var} must be set; docs/operators.md says to what")
        return self.parse_value(default, cast) if parse_default else default

    @classmethod
    def parse_value(cls, value: str, cast: Any) -> Any:
        if cast is bool:
            word = value.strip().lower()
            if word not in TRUE | FALSE:
                raise ValueError
            return word in TRUE
        parsed = super().parse_value(value, cast)
        if cast is int and parsed < 0:
            raise ValueError
        return parsed

    def db(self, var: str, default: Any = environ.Env.NOTSET) -> dict[str, Any]:
        expected = "the address of a database: sqlite:////folder/file or postgres://..."
        config = self._read(var, expected, lambda: self.db_url(var, default))
        self.expect(var, expected, config.get("ENGINE") in DATABASES and config.get("NAME"))
        return config

    def cache(self, var: str, default: Any = environ.Env.NOTSET) -> dict[str, Any]:
        expected = "the address of a cache, such as redis://127.0.0.1:6379/1"
        return self._read(var, expected, lambda: self.cache_url(var, default))

    def email(self, var: str, default: Any = environ.Env.NOTSET) -> dict[str, Any]:
        expected = "the address of a mail server, such as smtp+tls://user:password@host:587"
        config = self._read(var, expected, lambda: self.email_url(var, default))
        by_smtp = config["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
        self.expect(var, expected, config["EMAIL_HOST"] or not by_smtp)
        return config

    @staticmethod
    def expect(var: str, expected: str, holds: object) -> None:
        """Raises BadEnvironment unless the value of `var` is what is expected."""
        if not holds:
            raise BadEnvironment(f"{var} must be {expected}")

    @staticmethod
    def _read(var: str, expected: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except BadEnvironment:
            raise
        # What a parser says may repeat the value.
        except (ImproperlyConfigured, ValueError, KeyError, AttributeError):
            raise BadEnvironment(f"{var} must be {expected}") from None


env = Environment()


def connected(database: dict[str, Any], **further: Any) -> dict[str, Any]:
    """A PostgreSQL and how it is spoken to: over a connection for each thread, kept for a while,
    or with DATABASE_POOL over at most so many for each process, which its threads share. `further`
    are options of libpq's."""
    options = further | database.get("OPTIONS", {})
    most = env.int("DATABASE_POOL", default=0)
    seconds = further.get("connect_timeout") or env.int("DATABASE_POOL_TIMEOUT", default=10)
    if most:
        options = options | {"pool": {"min_size": 1, "max_size": most, "timeout": seconds}}
    kept = 0 if most else env.int("DATABASE_CONN_MAX_AGE", default=60)
    return database | {"OPTIONS": options, "CONN_MAX_AGE": kept, "CONN_HEALTH_CHECKS": True}
