"""What several do with a preview link at the same moment."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from clinic.review.models import PreviewCode, PreviewComment, PreviewLink
from clinic.review.preview_links.making import make_link
from tests.factories import ArticlePageFactory, UserFactory

pytestmark = pytest.mark.usefixtures("transactional_db")

MANY = 8


def at_once(action: Callable[[int], HttpResponse]) -> list[HttpResponse]:
    """Let many do it at the same moment, each with a connection of its own."""
    start = Barrier(MANY)

    def act(number: int) -> HttpResponse:
        start.wait()
        try:
            return action(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(act, range(MANY)))


def new_address(email: str = "") -> str:
    page = ArticlePageFactory()
    page.save_revision()
    _link, token = make_link(page, UserFactory(), purpose="Look", days=7, email=email)
    return f"/preview/{token}/"


def test_one_form_sent_by_many_clicks_says_it_once() -> None:
    address = new_address()
    stamp = re.search(r'name="stamp" value="([^"]+)"', Client().get(address).content.decode())
    assert stamp
    data = {"name": "A", "stamp": stamp[1], "text": "Once."}
    answers = at_once(lambda _number: Client().post(address, data))
    assert {each.status_code for each in answers} == {302}
    assert PreviewComment.objects.count() == 1


def test_a_code_lets_one_of_many_browsers_in() -> None:
    address = new_address("reader@example.org")
    Client().post(f"{address}code/", {"send": "1"})
    code = re.search(r"\d{4} \d{4}", mail.outbox[-1].body)
    assert code
    answers = at_once(lambda _number: Client().post(f"{address}code/", {"code": code[0]}))
    assert sum("preview_seat" in each.cookies for each in answers) == 1
    assert {each.status_code for each in answers} <= {200, 302, 404}
    assert PreviewLink.objects.get().seat_digest


def test_many_wrong_codes_at_once_are_all_counted() -> None:
    address = new_address("reader@example.org")
    Client().post(f"{address}code/", {"send": "1"})
    at_once(lambda number: Client().post(f"{address}code/", {"code": f"{number}"}))
    assert PreviewCode.objects.get().attempts == PreviewCode.ATTEMPTS


def test_many_clicks_send_no_more_codes_than_are_allowed() -> None:
    address = new_address("reader@example.org")
    at_once(lambda _number: Client().post(f"{address}code/", {"send": "1"}))
    assert len(mail.outbox) == 3
