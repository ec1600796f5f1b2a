"""The puzzle for browsers, which a clinic may switch on."""

import base64
import json
import re
import time
from html import unescape
from typing import Any

import pytest
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback import altcha
from clinic.feedback.models import Comment
from tests.factories import UserFactory
from tests.feedback.posting import COMMENT, started

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_waiting")]


@pytest.fixture
def switched_on(settings: Any) -> None:
    settings.FEEDBACK_ALTCHA = True


def solution(challenge: dict[str, Any]) -> str:
    """What a browser finds."""
    number = next(
        number
        for number in range(challenge["maxnumber"])
        if altcha._hash(challenge["salt"], number) == challenge["challenge"]
    )
    answer = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**answer, "number": number}).encode()).decode()


def test_it_is_off_unless_the_clinic_wants_it(client: Client, article: ArticlePage) -> None:
    html = client.get(f"/feedback/{article.pk}/comment/").content.decode()
    assert "data-challenge" not in html
    assert "altcha" not in html


@pytest.mark.usefixtures("switched_on")
class TestSwitchedOn:
    def send(self, client: Client, article: ArticlePage, answer: str) -> int:
        address = f"/feedback/{article.pk}/comment/"
        data = {**COMMENT, "started": started(client, address), "altcha": answer}
        return client.post(address, data).status_code

    def test_a_form_without_an_answer_is_refused_and_keeps_the_text(
        self, client: Client, article: ArticlePage
    ) -> None:
        address = f"/feedback/{article.pk}/comment/"
        response = client.post(address, {**COMMENT, "started": started(client, address)})
        assert response.status_code == 422
        assert COMMENT["text"] in response.content.decode()
        assert "puzzle" in response.content.decode()

    def test_an_answer_serves_once(self, client: Client, article: ArticlePage) -> None:
        html = client.get(f"/feedback/{article.pk}/comment/").content.decode()
        found = re.search(r'data-challenge="([^"]+)"', html)
        assert found
        answer = solution(json.loads(unescape(found[1])))
        assert self.send(client, article, answer) == 302
        assert self.send(Client(), article, answer) == 422
        assert Comment.objects.count() == 1

    def test_an_answer_to_a_challenge_of_somebody_else_is_refused(
        self, client: Client, article: ArticlePage
    ) -> None:
        challenge = altcha.new_challenge()
        forged = {**challenge, "challenge": altcha._hash(str(challenge["salt"]), 1)}
        assert self.send(client, article, solution(forged)) == 422

    def test_an_answer_comes_too_late_after_an_hour(
        self, client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = solution(altcha.new_challenge())
        later = time.time() + altcha.LASTS + 1
        monkeypatch.setattr("clinic.feedback.altcha.time.time", lambda: later)
        assert not altcha.is_solved(answer)

    @pytest.mark.parametrize("answer", ["", "abc", "é", "W10=", "e30=", "bnVsbA==", "9" * 900])
    def test_rubbish_is_refused(self, client: Client, article: ArticlePage, answer: str) -> None:
        assert self.send(client, article, answer) == 422

    def test_staff_are_not_asked(self, client: Client, article: ArticlePage) -> None:
        client.force_login(UserFactory(group="Moderators"))
        html = client.get(f"/feedback/{article.pk}/comment/").content.decode()
        assert "data-challenge" not in html
