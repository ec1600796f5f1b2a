"""What a reader would see changed between two states of a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail.models import Locale, Page, PageViewRestriction

from blog.models import ArticleAuthor, ArticlePage
from clinic.review.differences import Change, Kind, changed, differences
from tests.browser.clinic import cite, new_clinic
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    StandardPageFactory,
    TopicFactory,
    section,
)
from tests.review.pages import Raw, again, article, blocks, effects, set_body
from tests.support.queries import assert_same_queries, queries
from tests.support.timing import cpu_seconds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted"), pytest.mark.once]

Edit = Callable[[Raw], object]


def edited(page: ArticlePage, edit: Edit) -> ArticlePage:
    """The page after its stored body was edited."""
    after = again(page)
    raw = after.body.get_prep_value()
    edit(raw)
    set_body(after, raw)
    return after


def only_change(before: Page, after: Page) -> Change:
    (change,) = changed(differences(before, after))
    return change


def words(change: Change) -> str:
    """The marked words as somebody who hears them gets them."""
    html = change.text.replace("<p>", "").replace("</p>", "")
    for tag in ("del", "ins"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html.replace('<span class="difference-spoken">', "").replace("</span>", "")


def test_a_changed_number_is_one_word_of_a_sentence() -> None:
    before = article(section("Dose", "<p>Take 0.5 mg, then wait.</p>"))
    after = edited(
        before, lambda raw: raw[0]["value"].update(text="<p>Take 0.7 mg, then wait.</p>")
    )
    change = only_change(before, after)
    assert (change.kind, change.key, change.label) == (Kind.CHANGED, "block-0", "Section: Dose")
    assert words(change) == "Dose\nTake [removed: 0.5][added: 0.7] mg, then wait."
    assert "<del>" in change.text
    assert "<ins>" in change.text
    assert "0.5 mg" in change.before
    assert "0.7 mg" in change.after
    assert change.lines_before == ["Dose", "Take 0.5 mg, then wait."]


def test_words_that_were_replaced_together_stay_together() -> None:
    before = article(("text", "<p>It may well help most people.</p>"))
    after = edited(before, lambda raw: raw[0].update(value="<p>It will not help most people.</p>"))
    assert words(only_change(before, after)) == (
        "It [removed: may well][added: will not] help most people."
    )


def test_a_choice_is_told_by_its_label_and_not_by_its_key() -> None:
    before = article(effects(("Chest pain", "passes"), ("Headache", "passes")))

    def edit(raw: Raw) -> None:
        raw[0]["value"]["effects"][0]["value"]["seriousness"] = "urgent"

    change = only_change(before, edited(before, edit))
    (detail,) = change.details
    assert (detail.label, detail.before, detail.after) == (
        "Chest pain: How serious",
        "Usually passes",
        "Get urgent help",
    )
    assert "Get urgent help" in words(change)
    assert "tell_clinician" not in words(change)


def test_blocks_are_matched_by_their_ids() -> None:
    before = article(section("One"), section("Two"), section("Three"), section("Four"))

    def edit(raw: Raw) -> None:
        one, _two, three, four = raw
        new = {"type": "text", "value": "<p>New words</p>", "id": "new"}
        raw[:] = [four, one, new, three]

    found = {
        change.key: change
        for change in differences(before, edited(before, edit))
        if change.is_block
    }
    assert {key: change.kind for key, change in found.items()} == {
        "block-3": Kind.MOVED,
        "block-0": Kind.UNCHANGED,
        "new": Kind.ADDED,
        "block-1": Kind.REMOVED,
        "block-2": Kind.UNCHANGED,
    }
    assert found["new"].label == "Text without a heading: New words"
    assert not found["new"].before
    assert words(found["new"]) == "[added: New words]"
    assert not found["block-1"].after
    assert words(found["block-1"]) == "[removed: Two]\n[removed: Some words.]"


def test_a_block_that_was_moved_and_changed_says_both() -> None:
    before = article(section("One"), section("Two"), section("Three"))

    def edit(raw: Raw) -> None:
        raw.insert(0, raw.pop())
        raw[0]["value"]["text"] = "<p>Other words.</p>"

    change = only_change(before, edited(before, edit))
    assert (change.key, change.kind, change.is_moved) == ("block-2", Kind.CHANGED, True)
    assert change.state == "Moved and changed"


def test_what_is_gone_stands_where_it_stood() -> None:
    before = article(*(section(name) for name in ("One", "Two", "Three", "Four")))
    after = edited(before, lambda raw: raw.__delitem__(slice(1, 3)))
    keys = [change.key for change in differences(before, after) if change.is_block]
    assert keys == ["block-0", "block-1", "block-2", "block-3"]


def test_a_block_that_got_another_id_is_known_by_its_words_or_its_anchor() -> None:
    before = article(("text", "<p>The same.</p>"), effects(("Headache", "passes")))

    def edit(raw: Raw) -> None:
        raw[0]["id"], raw[1]["id"] = "other-0", "other-1"
        raw[1]["value"]["effects"][0]["id"] = "other"
        raw[1]["value"]["heading"] = "Side effects"

    change = only_change(before, edited(before, edit))
    assert (change.key, change.kind) == ("other-1", Kind.CHANGED)


def test_two_blocks_with_one_id_are_both_there() -> None:
    before = article(("text", "<p>One.</p>"))
    after = edited(
        before,
        lambda raw: raw.append({"type": "text", "value": "<p>Two.</p>", "id": "block-0"}),
    )
    found = [change.kind for change in differences(before, after) if change.is_block]
    assert found == [Kind.UNCHANGED, Kind.ADDED]


def test_nothing_has_changed_in_a_page_of_every_block() -> None:
    page = new_clinic().article
    before = again(page)
    assert changed(differences(before, again(page))) == []


def test_the_first_state_of_a_page_is_all_added() -> None:
    page = article(section("One"), title="A title")
    found = {change.key: change for change in differences(None, page)}
    assert {change.kind for change in found.values()} == {Kind.ADDED}
    assert words(found["title"]) == "[added: A title]"
    assert words(found["block-0"]).startswith("[added: One]")


def test_fields_have_the_labels_of_the_editors_form() -> None:
    before = article(title="Old title", summary="Old words.")
    after = again(before)
    after.title, after.summary, after.in_short = "New title", "New words.", "<p>Yes.</p>"
    found = {change.name: change for change in changed(differences(before, after))}
    assert {name: change.label for name, change in found.items()} == {
        "title": "Title",
        "summary": "Summary",
        "in_short": "In short",
    }
    assert words(found["summary"]) == "[removed: Old][added: New] words."
    assert found["in_short"].kind == Kind.ADDED


def test_chosen_people_topics_and_pages_are_told_by_name() -> None:
    ada, ben = PersonFactory(name="Ada"), PersonFactory(name="Ben")
    old, new = ArticlePageFactory(title="Old friend"), ArticlePageFactory(title="New friend")
    before = article(authors=[ada], related=[old])
    before.topics.add(TopicFactory(name="Sleep"))
    before = again(before)
    after = again(before)
    after.article_authors = [ArticleAuthor(person=ben)]
    after.topics.set([TopicFactory(name="Mood")])
    after.related_articles = [("article", new)]
    found = {change.label: words(change) for change in changed(differences(before, after))}
    assert found == {
        "Authors": "[removed: Ada][added: Ben]",
        "Topics": "[removed: Sleep][added: Mood]",
        "Related articles": "[removed: Old][added: New] friend",
    }


def test_the_title_of_a_private_page_is_not_given_away() -> None:
    secret = ArticlePageFactory(title="Secret plans")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    before, after = article(), None
    after = again(before)
    after.related_articles = [("article", secret)]
    change = only_change(before, after)
    assert words(change) == "[added: a page that visitors may not read]"


def test_another_lead_picture_is_shown() -> None:
    before = article(lead_image=ImageFactory(title="A door"))
    after = again(before)
    after.lead_image = ImageFactory(title="A window")
    change = only_change(before, after)
    assert words(change) == "A [removed: door][added: window]"
    assert "<img" in change.before
    assert change.before != change.after


def test_a_citation_is_told_by_its_source_and_not_by_its_number() -> None:
    first, second = ReferenceFactory(title="First study"), ReferenceFactory(title="Second study")
    before = article(("text", "<p>No source.</p>"), ("text", f"<p>It {cite(first, 'helps')}.</p>"))
    after = edited(before, lambda raw: raw[0].update(value=f"<p>No {cite(second, 'source')}.</p>"))
    found = {change.key: change for change in changed(differences(before, after))}
    assert set(found) == {"block-0", "citations"}  # the second is number 2 now, and says the same
    assert "[added:  [Example A, Sample B (2020). Second study]]" in words(found["block-0"])
    assert "[added: Example A, Sample B (2020). Second study]" in words(found["citations"])


def test_a_reference_that_is_only_listed_is_in_the_list_that_readers_see() -> None:
    before = article()
    after = again(before)
    after.references = [("reference", ReferenceFactory(title="Listed study"))]
    change = only_change(before, after)
    assert change.label == "List of references"
    assert "Listed study" in words(change)


def test_another_target_of_a_link_is_told() -> None:
    before = article(("text", '<p>See <a href="https://example.org/a">there</a>.</p>'))
    after = edited(
        before,
        lambda raw: raw[0].update(value='<p>See <a href="https://example.org/b">there</a>.</p>'),
    )
    assert "https://example.org/b" in words(only_change(before, after))


def test_what_only_looks_different_is_changed_without_new_words() -> None:
    before = article(("text", "<p>Some words.</p>"))
    after = edited(before, lambda raw: raw[0].update(value="<p>Some <b>words</b>.</p>"))
    change = only_change(before, after)
    assert change.kind == Kind.CHANGED
    assert not change.has_new_words
    assert "only how they are set" in render_to_string(
        "review/partials/differences.html", {"changes": [change]}
    )


def test_another_level_and_another_anchor_are_details() -> None:
    before = article(("section", {**section("Costs")[1], "anchor": "costs"}))
    after = edited(before, lambda raw: raw[0]["value"].update(level="h3", anchor="prices"))
    told = [(each.label, each.before, each.after) for each in only_change(before, after).details]
    assert ("Level", "Main heading", "Heading below the one before") in told
    assert ("Address of this part", "costs", "prices") in told


def test_another_picture_with_the_same_description_is_a_detail() -> None:
    def figure(title: str) -> dict[str, Any]:
        image = ImageFactory(title=title)
        return {
            "image": {"image": image.pk, "decorative": False, "alt_text": "A view"},
            "caption": "",
            "credit": "",
        }

    before = article(("image", figure("Door")))
    after = edited(before, lambda raw: raw[0].update(value=figure("Window")))
    (detail,) = only_change(before, after).details
    assert (detail.before, detail.after) == ("Door", "Window")


def test_a_row_of_a_table_is_a_line() -> None:
    table = {
        "caption": "Who gets better",
        "columns": [{"type": "text", "heading": "Group"}, {"type": "number", "heading": "Of 100"}],
        "rows": [{"values": ["Treated", "55"]}, {"values": ["Not treated", "30"]}],
    }
    before = article(("table", {"table": table, "note": ""}))

    def edit(raw: Raw) -> None:
        rows = [{"values": ["Treated", "52"]}, {"values": ["Not treated", "30"]}]
        raw[0]["value"] = {"table": {**table, "rows": rows}, "note": ""}

    change = only_change(before, edited(before, edit))
    assert change.label == "Table: Who gets better"
    assert "Treated | [removed: 55][added: 52]\n" in words(change)


def test_what_is_written_cannot_become_markup() -> None:
    before = article(title="Old", summary="Words")
    after = again(before)
    after.title = "<script>alert(1)</script>"
    change = only_change(before, after)
    assert "<script>" not in change.text + change.after
    assert "&lt;script&gt;" in change.text


def test_the_pages_are_left_as_they_were() -> None:
    """A page that was shown has lost its links to what no visitor may read."""
    secret = StandardPageFactory(live=False)
    link = {"page": secret.pk, "url": "", "text": "Ask"}
    before = article(("call_to_action", {"heading": "Ask", "text": "", "link": link}))
    after = again(before)
    differences(before, after)
    assert after.body.get_prep_value()[0]["value"]["link"]["page"] == secret.pk
    assert after.body[0].value["link"]["page"].pk == secret.pk


def test_pages_of_other_types_have_differences_too() -> None:
    page = StandardPageFactory(title="Us")
    before, after = again(page), again(page)
    after.title = "About us"
    assert only_change(before, after).label == "Title"
    index = ArticleIndexPageFactory()
    before, after = again(index), again(index)
    after.summary = "Other words."
    assert only_change(before, after).label == "Summary"


def test_a_part_stands_beside_itself_in_a_valid_page(
    validate_html: Callable[[str], None],
) -> None:
    page = new_clinic().article
    before = again(page)

    def edit(raw: Raw) -> None:
        for block in raw:
            if isinstance(block["value"], dict) and "heading" in block["value"]:
                block["value"]["heading"] = "Another heading"

    changes = differences(before, edited(before, edit))
    html = render_to_string("review/partials/differences.html", {"changes": changes})
    assert "unchanged" in html
    validate_html(
        '<!DOCTYPE html><html lang="en"><head><title>Differences</title></head>'
        f"<body><h1>Page</h1><h2>Changes</h2>{html}</body></html>"
    )


def many(count: int, word: str) -> list[tuple[str, Any]]:
    """Blocks of several kinds with links, pictures and sources."""
    page, image, reference = (
        ArticlePageFactory(),
        ImageFactory(),
        ReferenceFactory(),
    )
    made: list[tuple[str, Any]] = []
    for number in range(count):
        link = {"page": page.pk, "url": "", "text": word}
        picture = {"image": image.pk, "decorative": False, "alt_text": word}
        made += [
            section(f"Heading {number}", f"<p>{word} {cite(reference, 'helps')} " * 60 + "</p>"),
            effects(*((f"{word} {each}", "passes") for each in range(6))),
            ("image", {"image": picture, "caption": "", "credit": ""}),
            ("call_to_action", {"heading": word, "text": "", "link": link}),
            ("related_pages", {"heading": word, "pages": [page.pk]}),
        ]
    return made


def two_states(count: int) -> tuple[ArticlePage, ArticlePage]:
    before = article(*many(count, "old"))
    after = again(before)
    set_body(after, blocks(*many(count, "new")))
    return before, after


def test_fifty_blocks_cost_as_many_queries_as_five() -> None:
    few, many = two_states(1), two_states(10)
    differences(*few)
    differences(*many)  # pictures are drawn the first time
    assert_same_queries(queries(lambda: differences(*few)), queries(lambda: differences(*many)))


def test_fifty_blocks_take_less_than_a_second() -> None:
    before, after = two_states(10)
    differences(before, after)
    blocks_changed = [each for each in changed(differences(before, after)) if each.is_block]
    assert len(blocks_changed) == 50
    assert cpu_seconds(lambda: changed(differences(before, after))) < 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("no " * 20_000, "no yes " * 20_000, id="one word again and again"),
        pytest.param("a" * 500_000, "b" * 500_000, id="one endless word"),
        pytest.param(
            " ".join(map(str, range(9000))),
            " ".join(map(str, reversed(range(9000)))),
            id="every word elsewhere",
        ),
        pytest.param("</p><p>".join("ab" * 4000), "</p><p>".join("ba" * 4000), id="many lines"),
        pytest.param("<b>" * 20_000 + "x", "<b>" * 20_000 + "y", id="deep"),
    ],
)
def test_a_hostile_text_takes_no_longer(old: str, new: str) -> None:
    before = article(("text", f"<p>{old}</p>"))
    after = edited(before, lambda raw: raw[0].update(value=f"<p>{new}</p>"))
    assert only_change(before, after).has_new_words
    assert cpu_seconds(lambda: only_change(before, after)) < 2


def test_what_was_deleted_since_does_not_stand_in_the_way() -> None:
    image, person, topic = ImageFactory(), PersonFactory(), TopicFactory()
    related, reference = ArticlePageFactory(), ReferenceFactory()
    picture = {"image": image.pk, "decorative": False, "alt_text": "A view"}
    link = {"page": related.pk, "url": "", "text": "Ask"}
    page = article(
        ("image", {"image": picture, "caption": "", "credit": ""}),
        ("call_to_action", {"heading": "Ask", "text": "", "link": link}),
        ("related_pages", {"heading": "More", "pages": [related.pk]}),
        ("text", f"<p>It {cite(reference, 'helps')}.</p>"),
        lead_image=image,
        authors=[person],
        references=[reference],
        related=[related],
    )
    page.topics.add(topic)
    revision = page.save_revision()
    after = again(page)
    set_body(after, blocks(("text", "<p>Other words.</p>")))
    after.article_authors, after.references, after.related_articles = [], [], []
    after.save()
    for thing in (image, person, topic, reference):
        thing.delete()
    related.delete()
    kinds = {change.kind for change in differences(revision.as_object(), after)}
    assert Kind.REMOVED in kinds
    shown = {each.label: words(each) for each in changed(differences(revision.as_object(), after))}
    assert shown == {
        "Text without a heading: Other words.": "[added: Other words.]",
        "Picture: A view": "",
        "Call to action: Ask": "",
        "Related pages: More": "",
        "Text without a heading: It helps.": "[removed: It helps.]",
        "Related articles": "[removed: a page that visitors may not read]",
    }


def test_a_block_that_shows_nothing_says_so() -> None:
    """What leads nowhere a visitor may go is left out of the page."""
    before = article()
    after = edited(
        before,
        lambda raw: raw.append(
            {
                "type": "document",
                "value": {"document": None, "title": "A form", "description": ""},
                "id": "new",
            }
        ),
    )
    html = render_to_string(
        "review/partials/differences.html", {"changes": [only_change(before, after)]}
    )
    assert "Readers see nothing of it." in html


def test_a_home_page_has_differences_too() -> None:
    page = new_clinic().home
    before, after = again(page), again(page)
    after.lead = "Come in."
    assert words(only_change(before, after)) == (
        "[removed: Welcome, whoever you are][added: Come in]."
    )


def test_a_page_in_another_language_is_told_in_the_editors() -> None:
    spanish = Locale.objects.create(language_code="es")
    before = again(StandardPageFactory(title="Nosotros", locale=spanish))
    after = again(before)
    set_body(after, blocks(section("Uno")))
    change = only_change(before, after)
    assert (change.state, change.label) == ("Added", "Section: Uno")
