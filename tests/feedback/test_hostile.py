"""Two thousand hostile inputs over every public form: no error, nothing unescaped, no mail to
anybody but the one address that was typed."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.models import ArticlePage
from clinic.feedback import guards, moderation
from clinic.feedback.models import Comment, PrivateMessage
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.feedback.mailing import published

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_waiting"),
    pytest.mark.timeout(900),
]

PIECES = [
    *["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<svg/onload=alert(1)>"],
    *["javascript:alert(1)", "https://a.example/\"onmouseover='x", "https://a.example/<b>"],
    *["</textarea><script>", "<!--", "]]>", "&lt;b&gt;", "&#x3c;b&#x3e;", "{{ 7*7 }}", "{% now %}"],
    *[
        "[x](javascript:alert(1))",
        "<a href=//evil.example>",
        "' OR 1=1 --",
        "%00",
        "\x00",
        "\x1b[0m",
    ],
    *["\r\nBcc: victim@example.org", "\nTo: victim@example.org\n\n", "victim@example.org,"],
    *["\u202e", "\ufeff", "\ud83d", "a\u0301" * 60, "\u2028", "Ａ＜script＞", "😀", "١٢٣", "é"],
    *["9" * 400, "-1", "0", "1e9", "NaN", "../../etc/passwd", "a" * 7000, " ", "\t", ""],
    *["my mother's diagnosis", "07700 900123", "I want to die", "ada@example.org", "true", "[]"],
]
pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=40))
texts = st.lists(pieces, max_size=5).map("".join)
VALID = {"text": "Some words.", "name": "Ada", "email": "ada@example.org", "publish_anyway": "1"}
FIELDS = ["text", "text", "name", "name", "email", "website", "notify", "telephone", "kind"]
FIELDS += ["stars", "value", "parent", "question", "comment", "trap", "csrfmiddlewaretoken"]
# A form as a person would send it, some fields of which are not.
forms = st.dictionaries(st.sampled_from(FIELDS), texts, min_size=1, max_size=3).map(
    lambda hostile: {**VALID, "text": f"Words {hostile}"[:3000], **hostile}
)
PURPOSES = ["comment", "edit", "private", "subscribe", "own"]
ADDRESSES = [
    "/feedback/{page}/comment/",
    "/feedback/{page}/comment/",  # the most often
    "/feedback/{page}/private/",
    "/feedback/{page}/rate/",
    "/feedback/{page}/subscribe/",
    "/feedback/comment/{comment}/vote/",
    "/feedback/comment/{comment}/change/",
    "/feedback/own/",
    "/feedback/mail/end/{rubbish}/",
    "/feedback/mail/confirm/{rubbish}/",
    "/feedback/own/{rubbish}/erase/",
]
HARMLESS = ("/", "#", "?", "http://", "https://", "tel:", "mailto:")
EXAMPLES = 2000
OWN_SCRIPTS = site_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]


class Suspicious(HTMLParser):
    """Collects what a page must not hold: code, and tags that only an input could have brought."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("img", "iframe", "object", "embed", "style", "base", "math"):
            self.found.append(tag)
        if tag == "script" and "src" not in values:
            self.is_inline = True
        elif tag == "script" and not (values["src"] or "").startswith("/static/"):
            self.found.append(f"script {values}")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and not (value or "/").startswith(HARMLESS):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """An inline script has to be the one whose hash the site's policy names."""
        if self.is_inline:
            hashed = b64encode(sha256(data.encode()).digest()).decode()
            if f"'sha256-{hashed}'" not in OWN_SCRIPTS:
                self.found.append(f"script {data}")
            self.is_inline = False


def assert_harmless(html: str) -> None:
    parser = Suspicious()
    parser.feed(html)
    assert not parser.found, parser.found


@pytest.fixture
def article(db: None) -> ArticlePage:
    question = '<a linktype="passage" key="hostile1key" question="Clear?">Words</a>'
    return ArticlePageFactory(title="Sleep", body=body(section(text=f"<p>{question}</p>")))


@pytest.mark.once
def test_two_thousand_hostile_inputs_over_every_public_form(
    article: ArticlePage, settings: Any
) -> None:
    # What is tried here is the forms, not how often they may be sent.
    kinds = ("comment", "vote", "rating", "edit", "mail", "private")
    without = dict.fromkeys(("address", "network", "site", "mailbox"), (10**6, 3600))
    settings.FEEDBACK_LIMITS = dict.fromkeys(kinds, without)
    root = published(article, name="Root", email="root@example.org")
    mail.outbox.clear()
    reader = Client()
    tried = {"count": 0}
    typed: set[str] = set()

    @_settings
    @given(address=st.sampled_from(ADDRESSES), data=forms, purpose=st.sampled_from(PURPOSES))
    def attack(address: str, data: dict[str, str], purpose: str) -> None:
        tried["count"] += 1
        path = address.format(page=article.pk, comment=root.pk, rubbish="a" * 43)
        # Without the real time stamp nothing would get behind the first guard.
        fitting = next((name for name in PURPOSES if f"/{name}/" in path), purpose)
        data = {"started": guards.start_time(fitting), **data}
        data = {name: value.encode("utf-8", "replace").decode() for name, value in data.items()}
        typed.add(data["email"].strip().lower())
        headers = {"X-Requested-With": "feedback"} if tried["count"] % 2 else {}
        response = reader.post(path, data, headers=headers)
        assert response.status_code < 500
        if "html" in response.headers.get("Content-Type", ""):
            assert_harmless(response.content.decode())
        assert "\n" not in response.headers.get("Location", "")

    attack()
    assert tried["count"] >= EXAMPLES
    assert Comment.objects.count() > 20, "the guards refused nearly everything: nothing was tried"
    assert PrivateMessage.objects.count() > 5

    by = UserFactory(is_superuser=True)
    for pk in Comment.objects.filter(status="pending").values_list("pk", flat=True):
        moderation.approve(pk, by)
    staff = Client()
    staff.force_login(by)
    for client, path in (
        (Client(), article.url),
        (Client(), f"/feedback/{article.pk}/?order=oldest"),
        (Client(), f"/feedback/{article.pk}/?page=2"),
        (Client(), root.get_absolute_url()),
        (reader, f"/feedback/{article.pk}/mine/"),
        (Client(), f"/feedback/{article.pk}/passage/hostile1key/"),
    ):
        html = client.get(path).content.decode()
        assert_harmless(html)
    assert_harmless(part(staff, "/admin/feedback/comments/?list=published"))
    assert_harmless(part(staff, "/admin/feedback/private/"))
    for message in PrivateMessage.objects.all()[:20]:
        assert_harmless(part(staff, f"/admin/feedback/private/{message.pk}/"))

    allowed = {address for address in typed if is_address(address)} | {"root@example.org"}
    for sent in mail.outbox:
        assert len(sent.recipients()) == 1
        assert sent.recipients()[0].lower() in allowed
        assert not sent.cc
        assert not sent.bcc
        headers = sent.message()
        assert len(headers.get_all("To")) == 1
        assert headers.get_all("Bcc") is None


def part(client: Client, path: str) -> str:
    """What stands in the middle of an admin page, without Wagtail's own inline scripts."""
    html = client.get(path).content.decode()
    return html.partition('class="nice-padding"')[2].partition("</main>")[0]


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _settings(test: Any) -> Any:
    return settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )(test)


@pytest.mark.parametrize("name", ["text", "name", "email", "website", "started"])
def test_a_field_of_a_megabyte_is_refused_quickly(article: ArticlePage, name: str) -> None:
    data = {
        "text": "Words",
        "name": "Ada",
        "email": "ada@example.org",
        "started": guards.start_time("comment"),
        name: "a\u0301<" * 350_000,
    }
    response = Client().post(f"/feedback/{article.pk}/comment/", data)
    assert response.status_code in (400, 413, 422)
    assert not Comment.objects.exists()


def test_a_file_is_not_taken(article: ArticlePage) -> None:
    upload = BytesIO(b"GIF89a<?php system($_GET['c']); ?>")
    upload.name = "a.php"
    data = {
        "text": upload,
        "file": upload,
        "name": "Ada",
        "email": "ada@example.org",
        "started": guards.start_time("comment"),
    }
    assert Client().post(f"/feedback/{article.pk}/comment/", data).status_code == 422
    assert not Comment.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_answered(article: ArticlePage, method: str) -> None:
    comment = published(article)
    for address in set(ADDRESSES):
        path = address.format(page=article.pk, comment=comment.pk, rubbish="a")
        assert getattr(Client(), method)(path).status_code < 500


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_a_body_that_is_no_form_is_answered(article: ArticlePage, kind: str) -> None:
    for address in ("comment/", "rate/", "private/"):
        path = f"/feedback/{article.pk}/{address}"
        response = Client().post(path, b'{"text": "\xff\x00"', content_type=kind)
        assert response.status_code in (400, 422, 302, 200)
    assert not Comment.objects.exists()
