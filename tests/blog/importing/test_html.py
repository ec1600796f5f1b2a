"""HTML from anywhere becomes clean blocks; what stays behind is named."""

from collections.abc import Callable

import pytest

from blog.importing.composing import Composition
from blog.importing.source import Refused

pytestmark = pytest.mark.once

Compose = Callable[..., Composition]


def left_out(composition: Composition) -> list[tuple[str, str]]:
    items = composition.document.left_out + composition.left_out
    return [(item.what, item.text) for item in items]


def body(composed: Compose, html: str) -> str:
    """The rich text that an article's opening words become."""
    blocks = composed(f"<h1>A title</h1>{html}", "html").blocks
    return "".join(block["value"] for block in blocks if block["type"] == "text")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Site</title><h1>The <em>real</em> title</h1><p>Text", "The real title"),
        ("<header><h1>Above</h1></header><article><p>Text</p></article>", "Above"),
        ("<h2>Begins with a heading</h2><p>Text</p>", "Begins with a heading"),
        ("<title>Only a name</title><p>Text</p>", "Only a name"),
        ("<h1>Never closed<p>Text</p><h2>More</h2><p>Text", "Never closed"),
    ],
)
def test_the_title_is_the_first_heading_or_the_name_of_the_page(
    composed: Compose, html: str, title: str
) -> None:
    assert composed(html, "html").document.title == title


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<p>Text</p>", "No title"),
        (f"<h1>{'long ' * 60}</h1>", "longer than 255"),
        ("<h1>T</h1>\n<script>var a = 1;<p>Text</p>", "Line 2: a <script> is never closed"),
        ("<h1>T</h1>" + "<ul><li>x" * 300, "nested over 200 deep"),
    ],
)
def test_what_can_not_be_read_without_loss_is_refused(
    composed: Compose, html: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        composed(html, "html")


def test_the_article_is_taken_out_of_its_page_and_the_rest_is_reported(composed: Compose) -> None:
    composition = composed(
        "<nav>Home</nav><p>Offers</p><main><article><h1>T</h1><p>Text</p></article></main>"
        "<footer>Imprint</footer>",
        "html",
    )
    assert composition.blocks == [{"type": "text", "value": "<p>Text</p>"}]
    assert left_out(composition) == [
        ("navigation", "Home"),
        ("outside the article", "Offers"),
        ("outside the article", "Imprint"),
    ]


@pytest.mark.parametrize(
    ("html", "report"),
    [
        ("<script>alert('x')</script>", ("code", "<script> of 10 characters")),
        ("<form>Your name <input></form>", ("form", "Your name")),
        ("<div id='comments'><h3>2 Comments</h3></div>", ("comment form", "2 Comments")),
        ("<div class='wpdiscuz_top_clearing'>Login</div>", ("comment form", "Login")),
        (
            "<div id='toc_container'><a href='#a'>Part A</a></div>",
            ("table of contents", "Part A"),
        ),
        ("<div class='sharedaddy'>Share this</div>", ("sharing buttons", "Share this")),
        ("<span class='sr-only'>(opens)</span>", ("words for screen readers", "(opens)")),
        (
            "<img src='/bed.png' alt='A bed'>",
            ("picture: add it by hand", "A bed (/bed.png)"),
        ),
        (
            "<figure><img data-src='x.jpg'><figcaption>A door</figcaption></figure>",
            ("picture", "A door"),
        ),
        (
            "<iframe src='https://v.example/1'></iframe>",
            ("embedded page: add it by hand", "(https://v.example/1)"),
        ),
        ("<![CDATA[unseen]]>", ("hidden text", "unseen")),
        ("5<x and y>6", ("unknown mark-up", "<x and y>")),
    ],
)
def test_what_is_no_text_is_left_out_and_reported(
    composed: Compose, html: str, report: tuple[str, str]
) -> None:
    composition = composed(f"<h1>T</h1><p>Before</p>{html}<p>After</p>", "html")
    assert report in left_out(composition)
    assert report[1] not in str(composition.blocks)


def test_a_link_keeps_only_an_address_that_a_page_may_have(composed: Compose) -> None:
    links = {
        "https://example.org/?a=1&b=2": True,
        "mailto:me@example.org": True,
        "tel:+15550100": True,
        "javascript:alert(1)": False,
        " java\tscript:alert(1)": False,
        "data:text/html,x": False,
        "//example.org/": False,
        "/relative/": False,
        "#part": False,
        "https://[broken": False,
        'https://example.org/"onclick="x': False,
    }
    for address, is_kept in links.items():
        quoted = address.replace("&", "&amp;").replace('"', "&quot;")
        composition = composed(f'<h1>T</h1><p>See <a href="{quoted}">this</a>.</p>', "html")
        reported = any("link's address" in what for what, _text in left_out(composition))
        assert ("<a href=" in composition.blocks[0]["value"]) == is_kept, address
        assert reported != is_kept, address


@pytest.mark.parametrize(
    ("html", "rich_text"),
    [
        ("<p>a <strong>b</strong><em> c</em></p>", "<p>a <b>b</b><i> c</i></p>"),
        ("<p>CO<sub>2</sub>, 10<sup>3</sup></p>", "<p>CO<sub>2</sub>, 10<sup>3</sup></p>"),
        ("<p>one<br>two</p>", "<p>one<br/>two</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<div><div><span>a</span></div>b</div>", "<p>a</p><p>b</p>"),
        ("<b style='font-weight:normal'><p>a</p></b>", "<p>a</p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<p>&lt;b&gt;no&lt;/b&gt;</p>", "<p>&lt;b&gt;no&lt;/b&gt;</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li>a</li></ol>", "<ol><li>a</li></ol>"),
        ("<ul><li>a<ul><li>b</ul>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><h4>a</h4><p>b</p></li></ul>", "<ul><li><b>a</b><br/>b</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<li>a<li>b</li><p>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<pre>a\nb</pre>", "<p>a<br/>b</p>"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p><p>b</p>"),
        ("<p>fast<img src=x.png>acting</p>", "<p>fast acting</p>"),
        ("<p dir='rtl'>ما هو <b>المد</b></p>", "<p>ما هو <b>المد</b></p>"),
    ],
)
def test_mark_up_becomes_what_the_editor_stores(
    composed: Compose, html: str, rich_text: str
) -> None:
    assert body(composed, html) == rich_text


def test_lists_go_four_levels_deep_and_deeper_ones_are_flattened(composed: Compose) -> None:
    html = body(composed, "<ul><li>" * 6 + "x" + "</li></ul>" * 6)
    assert html == "<ul><li>x</li></ul>"  # entries without words of their own are no entries
    nested = "".join(f"<ul><li>{n}" for n in range(6))
    assert body(composed, nested).count("<ul>") == 4


def test_headings_have_two_levels(composed: Compose) -> None:
    composition = composed(
        "<h1>T</h1><h3>a</h3>x<h4>b</h4>x<h2>c</h2>x<h6>d</h6>x<h1>e</h1>x", "html"
    )
    assert [
        (block["value"]["heading"], block["value"]["level"]) for block in composition.blocks
    ] == [("a", "h2"), ("b", "h3"), ("c", "h2"), ("d", "h3"), ("e", "h2")]
    assert any("level 6 became level 3" in note.text for note in composition.document.notes)


def test_a_heading_amid_a_list_ends_the_list(composed: Compose) -> None:
    composition = composed("<h1>T</h1><ul><li>a<h2>b</h2>c</li></ul>", "html")
    assert composition.blocks == [
        {"type": "text", "value": "<ul><li>a</li></ul>"},
        {"type": "section", "value": {"heading": "b", "level": "h2", "text": "<p>c</p>"}},
    ]


def test_a_table_becomes_a_typed_table_with_its_legend(composed: Compose) -> None:
    composition = composed(
        "<h1>T</h1><figure><table><tr><th>Day<th>Hours<tr><td>Mon<td><b>9</b><tr><td colspan=2>"
        "Closed</table><figcaption>Since May</figcaption></figure>",
        "html",
    )
    assert composition.blocks == [
        {
            "type": "table",
            "value": {
                "table": {
                    "caption": "",
                    "columns": [
                        {"type": "text", "heading": "Day"},
                        {"type": "rich_text", "heading": "Hours"},
                    ],
                    "rows": [{"values": ["Mon", "<p><b>9</b></p>"]}, {"values": ["Closed", ""]}],
                },
                "note": "<p>Since May</p>",
            },
        }
    ]
    assert any("merged cells" in note.text for note in composition.document.notes)


def test_a_quotation_keeps_its_author_and_its_source(composed: Compose) -> None:
    composition = composed(
        "<h1>T</h1><blockquote cite='https://example.org/q'><p>One.</p><p>Two.</p>"
        "<cite>— Jo Sample</cite></blockquote>",
        "html",
    )
    assert composition.blocks == [
        {
            "type": "quote",
            "value": {
                "text": "One.\n\nTwo.",
                "attribution": "Jo Sample",
                "source_url": "https://example.org/q",
            },
        }
    ]


def test_what_was_hidden_until_a_click_is_kept(composed: Compose) -> None:
    composition = composed("<h1>T</h1><div style='display: none'>Answer</div>", "html")
    assert composition.blocks == [{"type": "text", "value": "<p>Answer</p>"}]
    assert composition.document.notes[0].text.startswith("was hidden")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "deep",
        "<b>x" * 3000,
        "<a " * 20000,
        "<" * 50000,
        "<!--" * 20000 + "x",
        "</p></div></b>x",
        "<table><tr><td>a<table><tr><td>b",
        "<td>stray</td><tr><dd>stray",
        "<select><option>a<option>b",
        "&#0;&#x1F600;&bogus;&",
    ],
)
def test_broken_and_hostile_mark_up_loses_no_word(composed: Compose, html: str) -> None:
    composed(f"<h1>T</h1><p>Before</p>{html}", "html")
