"""A link shows one state of a page to somebody without an account, and to nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from blog.models import ArticlePage
from clinic.content.models import ClinicSettings
from clinic.review.gate import admitting
from clinic.review.models import PreviewCode, PreviewComment, PreviewLink, PreviewOpening
from clinic.review.preview_links import guesses
from clinic.review.preview_links.comments import comments_on
from clinic.review.preview_links.making import free_seat, make_link, revoke
from clinic.review.preview_links.secrets import digest
from tests.factories import ArticlePageFactory, UserFactory, section
from tests.review.pages import blocks, set_body
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

READER = "reader@example.org"


@pytest.fixture
def article() -> ArticlePage:
    """A live article with a draft that says something else."""
    page = ArticlePageFactory(title="Sleep", summary="What is live.")
    set_body(page, blocks(section("Dose", "<p>Take 0.5 mg.</p>"), section("Risks")))
    with admitting():
        page.save_revision().publish()
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    set_body(draft, blocks(section("Dose", "<p>Take 0.7 mg.</p>"), section("Risks")))
    draft.summary = "What is drafted."
    draft.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def link_to(page: Page, **fields: Any) -> tuple[PreviewLink, str]:
    """A link and its address."""
    chosen = {"purpose": "Please check the dose", "days": 7, **fields}
    link, token = make_link(page, chosen.pop("user", None) or UserFactory(), **chosen)
    return link, f"/preview/{token}/"


def answer(client: Client, address: str, **fields: str) -> HttpResponse:
    """Fill in the form that the address shows and send it."""
    html = client.get(address).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', html)
    assert stamp
    return client.post(address, {"name": "Dr Outside", "stamp": stamp[1], **fields})


def code_from_mail() -> str:
    """The digits of the newest mail."""
    found = re.search(r"\d{4} \d{4}", mail.outbox[-1].body)
    assert found
    return found[0]


def everything() -> list[Any]:
    """All that a preview could change, apart from the log of openings."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (PreviewLink, PreviewCode, PreviewComment, Page, ArticlePage, Revision)
    ] + [PageLogEntry.objects.count(), len(mail.outbox)]


# --- What a reader sees -------------------------------------------------------------------------


def test_a_link_shows_the_draft_with_its_differences(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article)
    answer = client.get(address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Please check the dose" in html
    assert "<del>" in html
    assert "0.7" in html
    assert "1 part is unchanged" in html


def test_the_page_is_shown_as_it_would_be(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article)
    shown = client.get(f"{address}page/").content.decode()
    live = client.get(article.url).content.decode()
    assert "What is drafted." in shown
    assert "Take 0.7 mg." in shown
    changed = shown.replace("What is drafted.", "What is live.").replace("0.7 mg", "0.5 mg")
    # The meta element that keeps search engines out is all that is more.
    assert without_spaces(changed.replace('<meta name="robots" content="noindex">', "")) == (
        without_spaces(live)
    )


def without_spaces(html: str) -> str:
    return re.sub(r"nonce-\S+|\s+", "", html)


def test_a_page_that_was_never_live_can_be_shown(client: Client) -> None:
    page = ArticlePageFactory(title="Unborn", live=False)
    page.save_revision()
    _link, address = link_to(page)
    html = client.get(address).content.decode()
    assert "all of it is new" in html
    assert "<h1>Unborn</h1>" in client.get(f"{address}page/").content.decode()


def test_a_page_without_a_revision_can_be_shown(client: Client) -> None:
    _link, address = link_to(ArticlePageFactory(title="Imported"))
    assert "Imported" in client.get(address).content.decode()


def test_the_link_keeps_its_state_while_the_draft_goes_on(
    client: Client, article: ArticlePage
) -> None:
    """Autosaving overwrites the revision that a link was made for."""
    link, address = link_to(article)
    draft = article.get_latest_revision_as_object()
    draft.summary = "Typed since."
    draft.save_revision(overwrite_revision=link.revision)
    link.refresh_from_db()
    assert link.revision.content["summary"] == "Typed since."
    assert "What is drafted." in client.get(f"{address}page/").content.decode()
    assert "Typed since." not in client.get(address).content.decode()


def test_purged_revisions_take_nothing_away(client: Client, article: ArticlePage) -> None:
    link, address = link_to(article)
    answer(client, address, text="Fine.")
    article.revisions.all().delete()
    link.refresh_from_db()
    assert link.revision is None
    assert "What is drafted." in client.get(f"{address}page/").content.decode()
    assert link.comments.count() == 1
    assert link.openings.count() == 2


def test_the_evidence_outlives_the_page_and_the_maker(client: Client, article: ArticlePage) -> None:
    maker = UserFactory(username="ed")
    link, address = link_to(article, user=maker)
    answer(client, address, text="Fine.")
    article.delete()
    maker.delete()
    link.refresh_from_db()
    assert (link.page, link.created_by) == (None, None)
    assert (link.page_title, link.creator) == ("Sleep", "ed")
    assert link.comments.get().text == "Fine."
    assert client.get(address).status_code == 404


# --- What does not open -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "below"),
    [("get", ""), ("get", "page/"), ("get", "code/"), ("post", ""), ("post", "code/")],
)
def test_what_does_not_open_is_the_same_missing_page(
    client: Client, article: ArticlePage, method: str, below: str
) -> None:
    user = UserFactory()
    expired, expired_address = link_to(article)
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    revoked, revoked_address = link_to(article)
    revoke(revoked, user)
    taken, taken_address = link_to(article, email=READER)
    PreviewLink.objects.filter(pk=taken.pk).update(seat_digest=digest("another"))
    gone, gone_address = link_to(ArticlePageFactory())
    gone.page.delete()
    addresses = [expired_address, revoked_address, taken_address, gone_address]
    addresses += ["/preview/wrong/", f"/preview/{'x' * 5000}/", "/preview/%ff%00%ed%a0%80/"]
    answers = {}
    for address in addresses[:-1]:
        client.cookies["preview_seat"] = "mine"
        found = getattr(client, method)(f"{address}{below}")
        assert found.status_code == 404, address
        answers[address] = (headers(found), found.content)
    assert len({repr(each) for each in answers.values()}) == 1
    assert getattr(client, method)(f"{addresses[-1]}{below}").status_code == 404


def headers(answer: HttpResponse) -> dict[str, str]:
    """The headers without the nonce, which is new each time."""
    return {name: re.sub(r"nonce-[^']+", "", value) for name, value in answer.items()}


def test_what_does_not_open_takes_the_same_queries(client: Client, article: ArticlePage) -> None:
    expired, expired_address = link_to(article)
    PreviewLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    client.get("/preview/warm/")
    wrong = queries(lambda: client.get("/preview/wrong/"))
    late = queries(lambda: client.get(expired_address))
    assert_same_queries(wrong, late)
    assert_same_queries(late, wrong)


def test_a_token_is_not_stored(article: ArticlePage) -> None:
    link, address = link_to(article, email=READER)
    token = address.split("/")[2]
    stored = repr(list(PreviewLink.objects.values()))
    assert token not in stored
    assert len(token) >= 43  # 256 bits
    assert link.digest == digest(token)


def test_guesses_are_limited_and_cost_nothing_then(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article)
    first = client.get("/preview/guess/")
    for number in range(guesses.MOST):
        client.get(f"/preview/guess-{number}/")
    found = queries(lambda: client.get("/preview/guess/"))
    assert not [sql for sql in found if "review_preview" in sql]
    assert client.get("/preview/guess/").content == first.content
    # For a while even the right address is missing there; from elsewhere it opens.
    assert client.get(address).content == first.content
    assert client.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200
    cache.clear()  # as ten minutes do
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "count", [300, pytest.param(10_000, marks=pytest.mark.long, id="ten thousand")]
)
def test_all_guesses_meet_the_same_missing_page(
    client: Client, article: ArticlePage, count: int, scale: float
) -> None:
    """From ever other networks, so that the limit does not help, and from one."""
    link_to(article)
    bodies = set()
    for number in range(max(300, round(count * scale)) // 2):
        for network in (f"10.{number // 250}.{number % 250}.1", "192.0.2.1"):
            answer = client.get(f"/preview/{number}/", REMOTE_ADDR=network)
            bodies.add((answer.status_code, answer.content))
    ((status, _body),) = bodies
    assert status == 404
    assert PreviewOpening.objects.count() == 0


def test_addresses_of_one_network_count_together(client: Client) -> None:
    for number in range(guesses.MOST):
        client.get("/preview/guess/", REMOTE_ADDR=f"2001:db8:1:{number:x}::1")
    found = queries(lambda: client.get("/preview/guess/", REMOTE_ADDR="2001:db8:1:ffff::2"))
    assert not [sql for sql in found if "review_preview" in sql]


def test_visitors_whose_network_is_not_known_do_not_shut_each_other_out(
    client: Client, article: ArticlePage
) -> None:
    """As behind a socket, where nothing tells who asks."""
    _link, address = link_to(article)
    for number in range(guesses.MOST + 1):
        client.get(f"/preview/guess-{number}/", REMOTE_ADDR="")
    assert client.get(address, REMOTE_ADDR="").status_code == 200


# --- What no answer carries -------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "page/", "code/"])
def test_every_answer_is_private(client: Client, article: ArticlePage, below: str) -> None:
    _link, address = link_to(article)
    _closed, closed = link_to(article, email=READER)
    answers = [
        client.get(f"{address}{below}"),
        client.head(f"{address}{below}"),
        client.post(f"{address}{below}"),
        client.put(f"{address}{below}"),
        client.get(f"{closed}{below}"),
        client.get(f"/preview/wrong/{below}"),
    ]
    for each in answers:
        assert "no-store" in each["Cache-Control"]
        assert "public" not in each["Cache-Control"]
        assert each["Referrer-Policy"] == "no-referrer"
        assert "noindex" in each["X-Robots-Tag"]
        assert "Content-Security-Policy" in each
        assert "ETag" not in each
        assert not each.cookies


def test_an_editor_who_is_logged_in_leaves_no_trace_in_the_page(
    client: Client, article: ArticlePage
) -> None:
    _link, address = link_to(article)
    stranger = [client.get(address), client.get(f"{address}page/")]
    client.force_login(UserFactory(username="the-editor", is_superuser=True))
    logged_in = [client.get(address), client.get(f"{address}page/")]
    for one, other in zip(stranger, logged_in, strict=True):
        html = other.content.decode()
        assert "userbar" not in html
        assert "the-editor" not in html
        assert "csrf" not in html.lower()
        assert not other.cookies
        stamps = re.compile(rb'name="stamp" value="[^"]+"|nonce="[^"]+"')
        assert stamps.sub(b"", one.content) == stamps.sub(b"", other.content)


def test_a_cookie_that_a_page_would_set_is_not_set(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(page: ArticlePage, request: HttpRequest, mode: str) -> HttpResponse:
        answer = HttpResponse("The page.")
        answer.set_cookie("visitor", "7")
        return answer

    monkeypatch.setattr(ArticlePage, "serve_preview", serve)
    _link, address = link_to(article)
    shown = client.get(f"{address}page/")
    assert shown.content == b"The page."
    assert not shown.cookies


def test_the_page_has_its_own_content_security_policy(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article)
    policy = client.get(f"{address}page/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_robots_are_told_to_stay_out_of_the_page_too(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article)
    for each in ("", "page/"):
        html = client.get(address + each).content.decode()
        assert '<meta name="robots" content="noindex">' in html


def test_a_get_changes_nothing_but_the_log(client: Client, article: ArticlePage) -> None:
    """Mail scanners open each link, often several times."""
    _link, address = link_to(article)
    _closed, closed = link_to(article, email=READER)
    before = everything()
    for method in (client.get, client.head):
        for each in (address, closed):
            for below in ("", "page/", "code/", "?sent", "?later", "?send=1", "code/?send=1"):
                method(each + below)
    assert everything() == before
    assert answer(client, address, text="Still open.").status_code == 302


def test_every_opening_is_logged(client: Client, article: ArticlePage) -> None:
    link, address = link_to(article)
    client.get(address, HTTP_USER_AGENT="Scanner/1.0", REMOTE_ADDR="203.0.113.77")
    client.get(f"{address}page/", REMOTE_ADDR="2001:db8:1:2:3::4")
    client.head(address)
    client.get("/preview/wrong/")
    logged = [(each.what, each.network) for each in link.openings.order_by("pk")]
    assert logged == [
        ("changes", "203.0.113.0/24"),
        ("page", "2001:db8:1::/48"),
        ("changes", "127.0.0.0/24"),
    ]
    assert link.openings.order_by("pk")[0].browser == "Scanner/1.0"
    assert PreviewOpening.objects.count() == 3


# --- Comments and advice ----------------------------------------------------------------------


def test_comments_and_advice_are_kept_with_what_they_are_about(
    client: Client, article: ArticlePage
) -> None:
    link, address = link_to(article)
    sent = answer(
        client,
        address,
        verdict="changes",
        text="Nearly there.",
        **{"on-block-0": "Is 0.7 right?", "on-summary": "Clear."},
    )
    assert (sent.status_code, sent["Location"]) == (302, f"{address}?sent#answer")
    found = {(each.part, each.part_label): each.text for each in link.comments.all()}
    assert found == {
        ("block-0", "Section: Dose"): "Is 0.7 right?",
        ("summary", "Summary"): "Clear.",
        ("", ""): "Nearly there.",
    }
    assert {each.name for each in link.comments.all()} == {"Dr Outside"}
    assert link.comments.get(part="").verdict == "changes"
    html = client.get(sent["Location"]).content.decode()
    assert "Thank you" in html
    assert "Is 0.7 right?" in html
    assert "It needs changes first" in html


def test_an_answer_never_publishes(client: Client, article: ArticlePage) -> None:
    def published() -> list[Any]:
        return [
            *ArticlePage.objects.filter(pk=article.pk).values(),
            *Revision.objects.order_by("pk").values(),
            *PageLogEntry.objects.order_by("pk").values(),
        ]

    _link, address = link_to(article)
    before = published()
    answer(client, address, verdict="ready", action="publish", publish="1")
    assert PreviewComment.objects.get().verdict == "ready"
    assert published() == before


def test_a_form_that_is_sent_twice_says_it_once(
    client: Client, article: ArticlePage, django_capture_on_commit_callbacks: Any
) -> None:
    link, address = link_to(article)
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(address).content.decode())
    assert stamp
    data = {"name": "A", "stamp": stamp[1], "verdict": "ready", "on-block-0": "Here."}
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, data).status_code == 302
    assert link.comments.count() == 2
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"stamp": "forged"},
        {"stamp": ""},
        {"verdict": "publish"},
        {"text": "x" * 4001},
        {"on-block-0": "x" * 4001},
        {"on-block-0": "null \0 byte"},
    ],
)
def test_a_wrong_answer_is_shown_again_with_all_that_was_written(
    client: Client, article: ArticlePage, wrong: dict[str, str]
) -> None:
    link, address = link_to(article)
    fields = {"text": "Long thoughts.", "on-block-1": "Kept words.", "verdict": "", **wrong}
    found = answer(client, address, **fields)
    html = found.content.decode()
    assert found.status_code == 200
    assert "was not sent yet" in html
    assert "Kept words." in html
    assert link.comments.count() == 0
    again = {name: value for name, value in fields.items() if name not in wrong}
    stamp = re.search(r'name="stamp" value="([^"]+)"', html)
    assert stamp
    sent = client.post(address, {"name": "A", "stamp": stamp[1], **again})
    assert sent.status_code == 302


def test_an_empty_answer_is_not_sent(client: Client, article: ArticlePage) -> None:
    link, address = link_to(article)
    assert "Write a comment" in answer(client, address).content.decode()
    assert link.comments.count() == 0


def test_the_form_of_one_link_is_not_taken_by_another(client: Client, article: ArticlePage) -> None:
    _one, first = link_to(article)
    other, second = link_to(article)
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(first).content.decode())
    assert stamp
    client.post(second, {"name": "A", "stamp": stamp[1], "text": "Hello"})
    assert other.comments.count() == 0


def test_a_comment_on_a_part_that_is_not_there_is_no_comment(
    client: Client, article: ArticlePage
) -> None:
    link, address = link_to(article)
    answer(client, address, text="Hello", **{"on-nowhere": "Lost"})
    assert [each.text for each in link.comments.all()] == ["Hello"]


def test_a_block_with_an_endless_id_can_be_commented_on(client: Client) -> None:
    page = ArticlePageFactory(live=False)
    set_body(page, [{"type": "text", "value": "<p>Words.</p>", "id": 'x">' * 100}])
    page.save_revision()
    link, address = link_to(page)
    answer(client, address, **{"on-" + 'x">' * 100: "Hm."})
    assert [each.text for each in link.comments.all()] == ["Hm."]
    assert client.get(address).status_code == 200


def test_what_is_said_cannot_become_markup(client: Client, article: ArticlePage) -> None:
    _link, address = link_to(article, purpose="<i>Look</i>")
    answer(client, address, name="<b>A</b>", text="<script>alert(1)</script>")
    html = client.get(address).content.decode()
    assert "<script>alert" not in html
    assert "<b>A</b>" not in html
    assert "<i>Look" not in html


def test_a_link_takes_no_more_than_its_comments(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.review.preview_links.forms.COMMENTS_ON_A_LINK", 2)
    link, address = link_to(article)
    answer(client, address, text="One", **{"on-block-0": "Two"})
    assert "all of its 2 comments" in answer(client, address, text="Three").content.decode()
    assert link.comments.count() == 2


def test_the_maker_is_told_of_advice_at_once_and_of_comments_hourly(
    client: Client,
    article: ArticlePage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    maker = UserFactory(email="maker@example.org")
    link, address = link_to(article, user=maker)

    def told(**fields: str) -> int:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            answer(client, address, **fields)
        return len(mail.outbox)

    assert told(text="One") == 1
    assert mail.outbox[0].to == ["maker@example.org"]
    assert f"/admin/review/preview-links/{link.pk}/" in mail.outbox[0].body
    assert told(text="Two") == 0
    assert told(verdict="ready") == 1
    PreviewLink.objects.update(told_at=timezone.now() - timedelta(hours=2))
    assert told(text="Three") == 1


def test_a_title_of_two_lines_makes_one_subject(
    client: Client, article: ArticlePage, django_capture_on_commit_callbacks: Any
) -> None:
    _link, address = link_to(article)
    PreviewLink.objects.update(page_title="One\nTwo")
    with django_capture_on_commit_callbacks(execute=True):
        answer(client, address, verdict="ready")
    assert "One Two" in mail.outbox[0].subject


# --- One-time codes ---------------------------------------------------------------------------


@pytest.fixture
def ask(django_capture_on_commit_callbacks: Any) -> Any:
    """Has a code sent, as the button does."""

    def ask(client: Client, address: str) -> HttpResponse:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"{address}code/", {"send": "1"})

    return ask


def test_a_link_for_one_person_asks_for_a_code(
    client: Client, article: ArticlePage, ask: Any
) -> None:
    link, address = link_to(article, email=READER)
    html = client.get(address).content.decode()
    assert "r…@example.org" in html
    for hidden in (READER, "Sleep", "Please check the dose", "0.7 mg"):
        assert hidden not in html
    assert client.get(f"{address}page/")["Location"] == address
    assert not mail.outbox
    assert ask(client, address)["Location"] == address
    assert mail.outbox[0].to == [READER]
    assert "on its way" in client.get(address).content.decode()
    opened = client.post(f"{address}code/", {"code": code_from_mail()})
    assert opened["Location"] == address
    cookie = opened.cookies["preview_seat"]
    assert cookie["path"] == address
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie.value not in repr(list(PreviewLink.objects.values()))
    assert "0.7" in client.get(address).content.decode()
    assert "Take 0.7 mg." in client.get(f"{address}page/").content.decode()
    assert [each.what for each in link.openings.order_by("pk")][:1] == ["door"]


def test_a_link_that_was_opened_with_its_code_opens_nowhere_else(
    client: Client, article: ArticlePage, ask: Any
) -> None:
    link, address = link_to(article, email=READER)
    ask(client, address)
    client.post(f"{address}code/", {"code": code_from_mail()})
    other = Client()
    assert other.get(address).status_code == 404
    assert other.post(f"{address}code/", {"send": "1"}).status_code == 404
    assert other.get(address).content == other.get("/preview/wrong/").content
    assert client.get(address).status_code == 200
    free_seat(link, UserFactory())
    assert "A code is needed" in other.get(address).content.decode()
    assert "A code is needed" in client.get(address).content.decode()


def test_a_code_opens_once(client: Client, article: ArticlePage, ask: Any) -> None:
    link, address = link_to(article, email=READER)
    ask(client, address)
    code = code_from_mail()
    client.post(f"{address}code/", {"code": code})
    free_seat(link, UserFactory())
    again = Client().post(f"{address}code/", {"code": code})
    assert "not right" in again.content.decode()
    assert not again.cookies


def test_a_code_is_good_for_a_quarter_of_an_hour(
    client: Client, article: ArticlePage, ask: Any
) -> None:
    _link, address = link_to(article, email=READER)
    ask(client, address)
    PreviewCode.objects.update(asked_at=timezone.now() - timedelta(minutes=16))
    found = client.post(f"{address}code/", {"code": code_from_mail()})
    assert "not right" in found.content.decode()


def test_a_code_bears_five_attempts(client: Client, article: ArticlePage, ask: Any) -> None:
    _link, address = link_to(article, email=READER)
    ask(client, address)
    right = code_from_mail()
    wrong = f"{(int(right.replace(' ', '')) + 1) % 10**8:08d}"
    for _ in range(PreviewCode.ATTEMPTS):
        assert "not right" in client.post(f"{address}code/", {"code": wrong}).content.decode()
    assert "not right" in client.post(f"{address}code/", {"code": right}).content.decode()
    assert PreviewCode.objects.get().attempts == PreviewCode.ATTEMPTS


def test_a_newer_code_ends_the_one_before(client: Client, article: ArticlePage, ask: Any) -> None:
    _link, address = link_to(article, email=READER)
    ask(client, address)
    old = code_from_mail()
    ask(client, address)
    assert "not right" in client.post(f"{address}code/", {"code": old}).content.decode()
    assert client.post(f"{address}code/", {"code": code_from_mail()}).status_code == 302


def test_few_codes_are_sent(client: Client, article: ArticlePage, ask: Any) -> None:
    _link, address = link_to(article, email=READER)
    for _ in range(5):
        found = ask(client, address)
    assert len(mail.outbox) == 3
    assert "No more codes" in client.get(found["Location"]).content.decode()
    PreviewCode.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    ask(client, address)
    assert len(mail.outbox) == 4


def test_a_code_is_not_stored(client: Client, article: ArticlePage, ask: Any) -> None:
    _link, address = link_to(article, email=READER)
    ask(client, address)
    digits = code_from_mail().replace(" ", "")
    assert digits not in repr(list(PreviewCode.objects.values()))


def test_the_code_of_another_link_opens_nothing(
    client: Client, article: ArticlePage, ask: Any
) -> None:
    _one, first = link_to(article, email=READER)
    _other, second = link_to(article, email=READER)
    ask(client, first)
    code = code_from_mail()
    ask(client, second)
    assert "not right" in client.post(f"{second}code/", {"code": code}).content.decode()


@pytest.mark.parametrize("code", ["", " ", "x", "1" * 5000, "\0", "²²²²²²²²", "１２３４５６７８"])
def test_rubbish_is_no_code(client: Client, article: ArticlePage, ask: Any, code: str) -> None:
    _link, address = link_to(article, email=READER)
    assert client.post(f"{address}code/", {"code": code}).status_code == 200
    ask(client, address)
    found = client.post(f"{address}code/", {"code": code})
    assert found.status_code == 200
    assert not found.cookies


def test_a_mail_that_could_not_be_sent_is_told(
    client: Client, article: ArticlePage, ask: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens
    _link, address = link_to(article, email=READER)
    ask(client, address)
    assert "could not be sent" in client.get(address).content.decode()


def test_advice_needs_the_code_too(client: Client, article: ArticlePage) -> None:
    link, address = link_to(article, email=READER)
    client.post(address, {"name": "A", "text": "Hello", "stamp": "x"})
    assert link.comments.count() == 0


# --- For the editor and the clinician ---------------------------------------------------------


def test_comments_say_whether_they_are_about_the_words_at_hand(
    client: Client, article: ArticlePage
) -> None:
    _link, address = link_to(article)
    answer(client, address, text="About the draft.")
    revision = article.get_latest_revision()
    assert [each.is_about_this for each in comments_on(revision)] == [True]
    assert [each.is_about_this for each in comments_on(article)] == [True]
    draft = article.get_latest_revision_as_object()
    draft.summary = "Typed since."
    draft.save_revision()
    article.refresh_from_db()
    assert [each.is_about_this for each in comments_on(article)] == [False]
    # The same words in another revision are the same words.
    old = Revision.objects.get(pk=revision.pk).as_object()
    assert [each.is_about_this for each in comments_on(old.save_revision())] == [True]
    assert comments_on(ArticlePageFactory()) == []


def test_reading_a_preview_costs_no_more_for_fifty_comments(
    client: Client, article: ArticlePage
) -> None:
    ClinicSettings.objects.all().delete()
    link, address = link_to(article)
    answer(client, address, text="One")
    client.get(address)
    few = queries(lambda: client.get(address))
    PreviewComment.objects.bulk_create(
        PreviewComment(link=link, name="A", text="More", part="block-0", submission=str(number))
        for number in range(50)
    )
    assert_same_queries(few, queries(lambda: client.get(address)))
