"""How many queries an answer takes, asked within this process."""

from collections.abc import Callable
from typing import Any

from bench.site import HOST


def session_key(username: str) -> str:
    """A session in which this user is logged in."""
    from django.conf import settings
    from django.contrib import auth
    from django.contrib.sessions.backends.db import SessionStore

    user = auth.get_user_model().objects.get(username=username)
    session = SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _client(username: str = "") -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": HOST})
    if username:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(username)
    return client


def _counted(ask: Callable[[], Any]) -> int:
    """The queries of a second answer, as of each further one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    if answer.status_code not in (200, 302):
        raise ValueError(f"answered {answer.status_code}")
    return len(queries)


def seen(path: str, username: str = "") -> int:
    """The queries of looking at a page."""
    client = _client(username)
    return _counted(lambda: client.get(path, secure=True))


def saved(path: str, username: str, fields: dict[str, str]) -> int:
    """The queries of sending a form."""
    client = _client(username)
    return _counted(lambda: client.post(path, fields, secure=True))
