"""An editor makes an article in the admin, and a visitor reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractBaseUser
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect
from wagtail.models import TaskState

from blog.models import ArticlePage
from clinic.content.blocks.streams import ArticleBody
from tests.browser.clinic import VIDEO, new_settings, path_of
from tests.browser.editing import (
    PageEditor,
    RichText,
    Stream,
    add_item,
    edit,
    field,
    first_item,
    open_chooser,
    pick,
    upload,
)
from tests.factories import (
    ArticleIndexPageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.support.review import a_clinician, sign


def waiting(article: ArticlePage) -> TaskState:
    """What waits for a clinician."""
    return TaskState.objects.for_instance(article).get(status="in_progress").specific


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture on the editor's disk."""
    image = Image.new("RGB", (800, 500), "white")
    ImageDraw.Draw(image).line([(0, 0), (800, 500)], fill="navy", width=9)
    image.save(tmp_path / "drawing.png")
    return tmp_path / "drawing.png"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    """A document on the editor's disk."""
    (tmp_path / "leaflet.txt").write_text("Questions to ask")
    return tmp_path / "leaflet.txt"


def write_text_blocks(stream: Stream) -> None:
    block = stream.add("Section")
    field(block, "Heading").fill("What it is")
    RichText(block, "text").write("It is a medicine", "- for pain", "for mood").bold_last(4)

    block = stream.add("Section")
    field(block, "Heading").fill("What it is not")
    field(block, "Level").select_option("Heading below the one before")
    RichText(block, "text").write("It is no cure")

    block = stream.add("Text without a heading")
    RichText(block).write("Trials were small").cite_last(5, "A study of sleep")

    block = stream.add("Questions and answers")
    field(block, "Heading").fill("What people ask")
    item = first_item(block)
    field(item, "Question").fill("May I eat?")
    RichText(item, "answer").write("Not before noon")

    block = stream.add("Table")
    field(block, "Caption").fill("Who gets better")
    for kind, heading in [("Words", "Group"), ("Number", "Of 100"), ("Formatted text", "Sure?")]:
        block.get_by_role("button", name="Add column").click()
        block.page.get_by_role("button", name=kind, exact=True).click()
        block.get_by_placeholder("Column heading").last.fill(heading)
    row = block.locator("tbody tr").first
    cells = row.get_by_role("textbox").or_(row.get_by_role("spinbutton"))
    cells.nth(0).fill("Treated")
    cells.nth(1).fill("55")
    cells.nth(2).press_sequentially("Fairly so")
    RichText(block, "note").write("After four weeks")

    block = stream.add("Quotation")
    field(block, "Words").fill("It is allowed to ask again")
    field(block, "Who said it").fill("A nurse of ours")
    field(block, "Where it can be read").fill("https://example.org/nurse")


def write_clinical_blocks(stream: Stream) -> None:
    block = stream.add("Process steps")
    field(block, "Heading").fill("What happens on the day")
    RichText(block, "introduction").write("Take your time")
    step = first_item(block)
    field(step, "Title").fill("You arrive")
    RichText(step, "text").write("We say hello")
    field(step, "How long it takes").fill("10 minutes")
    step = add_item(block)
    field(step, "Title").fill("You rest")
    RichText(step, "text").write("Somebody stays with you")

    block = stream.add("Factors")
    field(block, "Heading").fill("What it depends on")
    item = first_item(block)
    field(item, "Factor").fill("The dose")
    RichText(item, "explanation").write("More is not better")

    block = stream.add("Benefits")
    field(block, "Heading").fill("What may get better")
    item = first_item(block)
    field(item, "Benefit").fill("Mood lifts")
    RichText(item, "detail").write("In some people")

    block = stream.add("Side effects")
    field(block, "Heading").fill("What may go wrong")
    item = first_item(block)
    field(item, "Effect").fill("Nausea")
    field(item, "How common").select_option("Common: up to 1 in 10 people")
    field(item, "How serious").select_option("Usually passes")
    RichText(item, "what_to_do").write("Drink water")
    item = add_item(block)
    field(item, "Effect").fill("Chest pain")
    field(item, "How common").select_option("Rare: up to 1 in 1,000 people")
    field(item, "How serious").select_option("Get urgent help")

    block = stream.add("Bottom line")
    RichText(block, "text").write("It helps for weeks")


def write_safety_blocks(stream: Stream) -> None:
    for kind, heading in [
        ("Good to know", "Bring a friend"),
        ("Important", "Do not drive"),
        ("Get help soon", "If it does not stop"),
        ("Emergency", "If you cannot breathe"),
    ]:
        block = stream.add("Callout")
        field(block, "Kind").select_option(kind)
        field(block, "Heading").fill(heading)
        RichText(block, "text").write("Call us")
    block = stream.add("Crisis help")
    RichText(block, "introduction").write("Nobody has to wait")
    open_chooser(stream.add("Shared text").get_by_role("button", name="Choose shared text"))
    pick(stream.root.page, "Said often")


def write_media_blocks(stream: Stream, drawing: Path, leaflet: Path) -> None:
    block = stream.add("Picture")
    upload(block, "Choose an image", "A line", drawing)
    expect(field(block, "What the picture shows")).to_have_value("A line")
    field(block, "What the picture shows").fill("A line that falls")
    RichText(block, "caption").write("What the line means")
    field(block, "Credit").fill("Drawn by us")

    block = stream.add("Video")
    field(block, "Address of the video").fill(VIDEO)
    field(block, "Title").fill("A walk through the house")
    open_chooser(block.get_by_role("button", name="Choose an image"))
    pick(block.page, "A line")
    field(block, "Image is decorative").check()
    RichText(block, "transcript").write("The door opens")

    block = stream.add("Document")
    upload(block, "Choose a document", "A leaflet", leaflet)
    field(block, "What is in it").fill("Two pages to print")


def write_blocks_that_lead_on(stream: Stream) -> None:
    block = stream.add("Call to action")
    field(block, "Heading").fill("Talk to us")
    RichText(block, "text").write("We answer in two days")
    open_chooser(block.get_by_role("button", name="Choose a page"))
    pick(block.page, "Home", "How to reach us")
    field(block, "Words of the link").fill("Find our number")

    block = stream.add("Related pages")
    open_chooser(block.get_by_role("button", name="Choose a page"))
    pick(block.page, "Home", "What it costs")


# What the functions above write and choose.
WORDS = """
    A new answer|What the article says|It is a medicine|for pain|for mood|What it is not
    It is no cure|Trials were small|What people ask|May I eat?|Not before noon|Who gets better
    Group|Of 100|Sure?|Treated|55|Fairly so|After four weeks|It is allowed to ask again
    A nurse of ours|What happens on the day|Take your time|You arrive|We say hello|10 minutes
    You rest|Somebody stays with you|What it depends on|The dose|More is not better
    What may get better|Mood lifts|In some people|What may go wrong|Nausea
    Common: up to 1 in 10 people|Drink water|Usually passes|Chest pain|Get urgent help
    The bottom line|It helps for weeks|Good to know|Bring a friend|Important|Do not drive
    Get help soon|If it does not stop|Emergency|If you cannot breathe|Nobody has to wait
    Told on many pages
    Line of Examples|What the line means|Drawn by us|A walk through the house|A leaflet
    Two pages to print|Talk to us|We answer in two days|Find our number|Read next
    What it costs|References|A study of sleep|A study of food|Dr Ada Author|Sleep
"""


def test_an_editor_composes_an_article_of_every_block_and_a_visitor_reads_it(
    editor: Page, new_page: Callable[..., Page], drawing: Path, leaflet: Path
) -> None:
    new_settings()
    ArticleIndexPageFactory()
    StandardPageFactory(title="How to reach us")
    StandardPageFactory(title="What it costs")
    ReferenceFactory(title="A study of sleep")
    ReferenceFactory(title="A study of food")
    PersonFactory(name="Dr Ada Author")
    TopicFactory(name="Sleep")
    SharedTextFactory(name="Said often", words="<p>Told on many pages</p>")

    editor.goto("/admin/pages/")
    editor.get_by_role("link", name="Explore child pages of 'Home'").click()
    editor.get_by_role("link", name="Add a child page to 'Articles'").click()
    form = PageEditor(editor)

    form.title.fill("A new answer")
    form.field("Summary").fill("What the article says")
    form.choose_author("Dr Ada Author")
    form.field("Sleep").check()
    write_text_blocks(form.body)
    write_clinical_blocks(form.body)
    write_safety_blocks(form.body)
    write_media_blocks(form.body, drawing, leaflet)
    write_blocks_that_lead_on(form.body)
    references = Stream(editor, "references")
    open_chooser(references.add_only_kind().get_by_role("button", name="Choose reference"))
    pick(editor, "A study of food")

    form.body.block("Table").get_by_role("button", name="Move up").first.click()
    form.body.block("Factors").get_by_role("button", name="Move down").first.click()
    preview = form.preview
    expect(preview.get_by_role("heading", name="Talk to us")).to_be_visible()
    for words in ("Who gets better", "The dose", "Read next"):
        expect(preview.get_by_text(words).first).to_be_attached()

    form.save_draft()
    article = ArticlePage.objects.get()
    assert not article.live
    visitor = new_page()
    assert visitor.request.get(path_of(article)).status == 404

    form.submit_for_review()
    sign(waiting(article), a_clinician())
    visitor.goto(path_of(article))
    main = visitor.get_by_role("main")
    for words in [words.strip() for line in WORDS.strip().split("\n") for words in line.split("|")]:
        expect(main).to_contain_text(words)
    expect(main.locator("strong, b")).to_contain_text(["mood"])
    expect(main.get_by_role("img", name="A line that falls")).to_be_visible()

    article.refresh_from_db()
    kinds = [block.block_type for block in article.body]
    assert set(kinds) == set(ArticleBody().child_blocks)
    assert kinds.index("table") == kinds.index("questions") - 1
    assert kinds.index("factors") == kinds.index("benefits") + 1


def test_an_editor_compares_two_revisions_and_restores_the_first(
    editor: Page, new_page: Callable[..., Page], article: ArticlePage
) -> None:
    visitor = new_page()
    form = edit(editor, article)
    field(form.body.block("Section"), "Heading").fill("The second heading")
    effect = first_item(form.body.block("Side effects"))
    field(effect, "Effect").fill("Dizziness")
    field(effect, "How serious").select_option("Tell your clinician")
    form.submit_for_review()
    sign(waiting(article), a_clinician())
    visitor.goto(path_of(article))
    main = visitor.get_by_role("main")
    expect(main.get_by_role("heading", name="The second heading")).to_have_id("the-first-heading")
    expect(main).to_contain_text("Dizziness")
    expect(main).not_to_contain_text("Headache")

    editor.goto(f"/admin/pages/{article.pk}/history/")
    revisions = editor.get_by_role("row").get_by_role("button", name="Actions")
    revisions.first.click()
    editor.get_by_role("link", name="Compare with previous version").click()
    comparison = editor.get_by_role("main")
    for gone, come in [("first", "second"), ("Headache", "Dizziness")]:
        expect(comparison.locator(".deletion").filter(has_text=gone).first).to_be_visible()
        expect(comparison.locator(".addition").filter(has_text=come).first).to_be_visible()

    editor.goto(f"/admin/pages/{article.pk}/history/")
    revisions.last.click()
    editor.get_by_role("link", name="Review this version").click()
    expect(field(form.body.block("Section"), "Heading")).to_have_value("The first heading")
    editor.get_by_role("button", name="Replace current draft").click()
    edit(editor, article).submit_for_review()
    sign(waiting(article), a_clinician("Dr Bea Clinician"))
    visitor.reload()
    expect(main.get_by_role("heading", name="The first heading")).to_be_visible()
    expect(main).to_contain_text("Headache")
    expect(main).not_to_contain_text("Dizziness")


def test_an_incomplete_block_may_be_kept_as_a_draft_but_not_sent_for_review(
    editor: Page, article: ArticlePage
) -> None:
    picture = ImageFactory(title="A line", description="")
    form = edit(editor, article)
    block = form.body.add("Picture")
    open_chooser(block.get_by_role("button", name="Choose an image"))
    pick(editor, picture.title)
    expect(field(block, "What the picture shows")).to_have_value(picture.title)
    field(block, "What the picture shows").fill("")
    block = form.body.add("Table")
    block.get_by_role("button", name="Add column").click()
    editor.get_by_role("button", name="Words", exact=True).click()
    block.get_by_placeholder("Column heading").fill("Group")
    form.save_draft()

    form.press_submit()
    messages = editor.get_by_role("status").filter(has_text="could not be")
    expect(messages.first).to_be_visible()
    expect(form.body.block("Picture")).to_contain_text("Please add some alt text")
    expect(form.body.block("Table")).to_contain_text("Give the table a caption")
    article.refresh_from_db()
    assert [block.block_type for block in article.body] == ["section", "side_effects"]

    field(form.body.block("Picture"), "Image is decorative").check()
    field(form.body.block("Table"), "Caption").fill("Who gets better")
    form.submit_for_review()
    sign(waiting(article), a_clinician())
    article.refresh_from_db()
    assert [block.block_type for block in article.body][2:] == ["image", "table"]


def test_two_editors_of_one_page_hear_of_each_other_and_lose_nothing(
    editor: Page,
    new_page: Callable[..., Page],
    log_in: Callable[[Page, AbstractBaseUser], None],
    article: ArticlePage,
    settings: Any,
) -> None:
    # Whether a save of its own or the question to the server comes first is a matter of
    # milliseconds, and each tells of the conflict in its way.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    mine = edit(editor, article)
    other_window = new_page()
    log_in(other_window, UserFactory(first_name="Olga", last_name="Other", group="Editors"))
    hers = edit(other_window, article)
    hers.title.fill("What Olga wrote")
    hers.save_draft()

    mine.title.fill("What I wrote")
    notice = editor.get_by_role("button", name="Olga Other saved a new version")
    expect(notice).to_be_visible()
    editor.get_by_role("button", name="Save draft").click()
    question = editor.get_by_role("dialog", name="Olga Other saved a new version")
    expect(question.get_by_role("link", name="View latest version")).to_be_visible()
    expect(mine.title).to_have_value("What I wrote")
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().title == "What Olga wrote"
