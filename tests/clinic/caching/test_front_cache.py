"""nginx as it is deployed keeps public pages, shows each change at once, and goes on answering
readers while the site is down."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPException

import pytest

from tests.clinic.caching.deployment import Deployment, deployed, eventually

pytestmark = pytest.mark.long

ARTICLES = "/articles/"
SLEEP, REST, NEW, TEAM = "/articles/sleep/", "/articles/rest/", "/articles/new/", "/team/"
INDEX = {ARTICLES, f"{ARTICLES}?page=1", f"{ARTICLES}feed/"}
OF_SLEEP = {SLEEP, f"{SLEEP}reviews/"}
SITEMAP = "/sitemap.xml"
KEPT = {"/", "/about/", TEAM, REST, SITEMAP, "/robots.txt", *INDEX, *OF_SLEEP}

BEGINNING = """
home = HomePage.objects.get()
home.title = "Home"
home.save_revision().publish()
index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles", summary="All"))
person = Person.objects.create(name="Dr Before")
for title in ("Sleep", "Rest"):
    page = index.add_child(instance=ArticlePage(title=title, summary="An answer."))
    page.save_revision().publish()
sleep = ArticlePage.objects.get(slug="sleep")
sleep.article_authors.create(person=person)
sleep.save_revision().publish()
index.add_child(instance=ArticlePage(title="New", summary="New words.", live=False))
home.add_child(instance=StandardPage(title="About", summary="Who we are."))
people = {"heading": "Team", "introduction": "", "people": [person.pk]}
body = [{"type": "people", "value": people}]
import json
home.add_child(instance=StandardPage(title="Team", summary="All of us.", body=json.dumps(body)))
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Deployment]:
    with deployed() as site:
        site.edit(BEGINNING)
        yield site


@pytest.fixture
def warm(site: Deployment) -> Deployment:
    """The site with every page in the cache."""
    fill(site)
    return site


def fill(site: Deployment) -> None:
    for path in KEPT:
        eventually(partial(is_kept, site, path), 10)


def is_kept(site: Deployment, path: str) -> bool:
    return site.get(path).cache == "HIT"


def dropped(site: Deployment) -> set[str]:
    """The pages that were in the cache and are not now."""
    return {path for path in KEPT if site.get(path).cache != "HIT"}


class TestAChange:
    """Each shows with the next request, and no other page leaves the cache."""

    def test_of_a_text(self, warm: Deployment) -> None:
        warm.edit(
            'page = ArticlePage.objects.get(slug="sleep")\n'
            'page.in_short = "<p>Other words.</p>"\n'
            "page.save_revision().publish()"
        )
        assert "Other words." in warm.get(SLEEP).body
        assert dropped(warm) | {SLEEP} == {*OF_SLEEP, *INDEX, SITEMAP}

    def test_that_publishes_a_page(self, warm: Deployment) -> None:
        assert warm.get(NEW).status == 404
        warm.edit('ArticlePage.objects.get(slug="new").save_revision().publish()')
        assert warm.get(NEW).status == 200
        assert dropped(warm) == {*INDEX, SITEMAP}
        assert "New" in warm.get(ARTICLES).body
        assert NEW in warm.get(SITEMAP).body

    def test_that_unpublishes_it(self, warm: Deployment) -> None:
        eventually(lambda: warm.get(NEW).cache == "HIT", 10)
        warm.edit('ArticlePage.objects.get(slug="new").unpublish()')
        assert warm.get(NEW).status == 404
        assert dropped(warm) == {*INDEX, SITEMAP}
        assert NEW not in warm.get(ARTICLES).body

    def test_of_a_person_s_name(self, warm: Deployment) -> None:
        warm.edit('p = Person.objects.get()\np.name = "Dr After"\np.save()')
        answers = {path: warm.get(path) for path in KEPT}
        assert {path for path in KEPT if answers[path].cache != "HIT"} == {TEAM, *OF_SLEEP, *INDEX}
        for path in (TEAM, SLEEP, f"{ARTICLES}feed/"):
            assert "Dr After" in answers[path].body
            assert "Dr Before" not in answers[path].body

    def test_of_what_readers_say(self, warm: Deployment) -> None:
        assert warm.rate(warm.edit('result = ArticlePage.objects.get(slug="sleep").pk'))
        assert dropped(warm) == OF_SLEEP
        fill(warm)
        warm.edit(
            'page = ArticlePage.objects.get(slug="sleep")\n'
            "comment = Comment.objects.create(\n"
            '    page_id=page.pk, name="Ann", text="It helped me.", author="a" * 64)\n'
            "comment.root = comment\n"
            "comment.save()\n"
            "moderation.approve(comment.pk, None)"
        )
        assert "It helped me." in warm.get(SLEEP).body

    def test_that_moves_a_page(self, warm: Deployment) -> None:
        warm.edit(
            'page = StandardPage.objects.get(slug="about")\n'
            'page.move(StandardPage.objects.get(slug="team"), "last-child")'
        )
        assert warm.get("/about/").status == 301
        assert warm.get("/team/about/").status == 200
        assert dropped(warm) == {"/about/", SITEMAP}
        warm.edit(
            'page = StandardPage.objects.get(slug="about")\n'
            'page.move(HomePage.objects.get(), "last-child")'
        )
        assert warm.get("/team/about/").status == 301


class TestAVisitor:
    def test_gets_the_page_whole_whatever_the_browser_takes(self, warm: Deployment) -> None:
        plain, packed = warm.get(SLEEP), warm.get(SLEEP, Accept_Encoding="gzip, br")
        assert plain.cache == packed.cache == "HIT"
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert plain.body.rstrip().endswith("</html>")

    def test_is_told_to_ask_each_time_and_that_nothing_changed(self, warm: Deployment) -> None:
        answer = warm.get(SLEEP)
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        again = warm.get(SLEEP, If_None_Match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, "")

    def test_may_ask_for_the_head_alone_and_gets_all_when_asking_for_a_part(
        self, warm: Deployment
    ) -> None:
        head = warm.ask("HEAD", SLEEP)
        assert (head.status, head.cache, head.body) == (200, "HIT", "")
        assert warm.get(SLEEP, Range="bytes=0-9").status == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"Cookie": "feedback_reader=1; __Host-session=abc"},
            {"Cache_Control": "no-cache", "Pragma": "no-cache"},
            {"X_Forwarded_Host": "evil.example"},
            {"X_Accel_Expires": "0", "Authorization": "Basic eA=="},
        ],
    )
    def test_cannot_go_round_the_cache_nor_change_what_is_in_it(
        self, warm: Deployment, headers: dict[str, str]
    ) -> None:
        assert warm.get(SLEEP, **headers).cache == "HIT"
        warm.purge("PURGE", SLEEP)
        filling = warm.get(SLEEP, **headers)
        assert filling.cache == "MISS"
        assert "evil" not in filling.body
        assert eventually(lambda: warm.get(SLEEP).cache == "HIT", 10)

    def test_gets_other_spellings_from_the_site_alone(self, warm: Deployment) -> None:
        for path in ("/about/?x=1", f"{ARTICLES}?page=1&x=1", "/%61bout/", "//about/"):
            for _again in range(2):
                assert warm.get(path).cache != "HIT"

    def test_cannot_purge(self, warm: Deployment) -> None:
        assert warm.ask("PURGE", SLEEP).status == 403
        assert warm.purge("GET", SLEEP) == 405
        assert warm.get(SLEEP).cache == "HIT"

    def test_finds_nothing_private_in_the_cache(self, warm: Deployment) -> None:
        for path in ("/admin/login/", "/feedback/token/", "/search/", "/nothing/"):
            assert {warm.get(path).cache for _again in range(2)} <= {"", "MISS"}


class TestAnOutage:
    @pytest.fixture
    def short(self, site: Deployment) -> Deployment:
        """Pages are fresh for a second, so that all of them outlive their time meanwhile."""
        site.kill("application")
        for path in KEPT:
            site.purge("PURGE", path)
        site.start_application(PUBLIC_CACHE_SECONDS="1", PUBLIC_CACHE_STALE_WHILE_REVALIDATE="1")
        for path in KEPT:
            eventually(partial(is_kept, site, path), 10)
        return site

    def test_is_seen_by_no_reader_and_loses_nothing(self, short: Deployment, scale: float) -> None:
        page_id = short.edit('result = ArticlePage.objects.get(slug="sleep").pk')
        before = short.edit("result = Rating.objects.count()")
        lasts = max(2.5, 20 * scale)
        with Readers(short) as seen, Raters(short, page_id) as rated:
            time.sleep(1)
            short.kill("application")
            time.sleep(lasts)
            assert "STALE" in seen.cache
            short.start_application(
                PUBLIC_CACHE_SECONDS="1", PUBLIC_CACHE_STALE_WHILE_REVALIDATE="1"
            )
            eventually(lambda: short.rate(page_id))
            seen.cache.clear()
            short.kill("postgres")
            time.sleep(lasts)
            assert "STALE" in seen.cache
            short.start_postgres()
            eventually(lambda: short.rate(page_id))
            time.sleep(1)
        assert seen.errors == []
        assert seen.count > 100
        assert rated.count > 2
        ratings = short.edit("result = Rating.objects.count()") - before
        # One that was not acknowledged may have been kept, for each that was under way.
        assert rated.count + 2 <= ratings


class Seen:
    """What came of many requests."""

    def __init__(self) -> None:
        self.count = 0
        self.cache: set[str] = set()
        self.errors: list[str] = []


class _Loop:
    """Does something over and over in threads, as long as the block lasts."""

    threads = 1

    def __init__(self, site: Deployment) -> None:
        self.site = site
        self.seen = Seen()
        self.ended = threading.Event()
        self.running = [threading.Thread(target=self.run) for _each in range(self.threads)]

    def run(self) -> None:
        while not self.ended.is_set():
            self.once()

    def once(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Seen:
        for thread in self.running:
            thread.start()
        return self.seen

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        for thread in self.running:
            thread.join()


class Readers(_Loop):
    threads = 3

    def once(self) -> None:
        # Those that raters change leave the cache with each of them.
        for path in KEPT - OF_SLEEP:
            try:
                answer = self.site.get(path)
            except (OSError, HTTPException) as error:
                self.seen.errors.append(f"{path}: {error}")
                continue
            self.seen.count += 1
            self.seen.cache.add(answer.cache)
            if answer.status != 200:
                self.seen.errors.append(f"{path}: {answer.status} {answer.cache}")


class Raters(_Loop):
    def __init__(self, site: Deployment, page_id: int) -> None:
        super().__init__(site)
        self.page_id = page_id

    def once(self) -> None:
        time.sleep(0.1)
        with suppress(OSError, HTTPException):
            self.seen.count += self.site.rate(self.page_id)


def test_what_browsers_show_is_counted_and_nothing_is_kept_of_readers(site: Deployment) -> None:
    log = site.folder / "clinic-reads.log"
    log.write_text("", encoding="utf-8")
    browser = {"Sec_Fetch_Dest": "document", "User_Agent": "Okapi/1.0"}
    for path in (SLEEP, SLEEP, f"{SLEEP}?from=okapi", "/nothing/"):
        site.get(path, **browser)
    site.get(SLEEP)  # a program
    site.get(SLEEP, **{**browser, "Sec_Fetch_Dest": "image"})
    for unwanted in ({"Sec_GPC": "1"}, {"DNT": "1"}, {"Sec_Purpose": "prefetch"}):
        site.get(SLEEP, **browser, **unwanted)
    site.get(REST, **browser, DNT="0")
    eventually(lambda: REST in log.read_text(encoding="utf-8"))
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [line.partition(" ")[2] for line in lines] == [SLEEP, SLEEP, SLEEP, REST]
    for _twice in range(2):
        site.manage("count_reads", str(log))
    asked = (
        "from clinic.upkeep.models import PageCount\n"
        'result = list(PageCount.objects.order_by("-reads").values_list("page__slug", "reads"))'
    )
    assert site.edit(asked) == [["sleep", 3], ["rest", 1]]
