"""Icons, pictures, and the small filters of the templates."""

import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file_jpeg
from wagtail.models import Locale, Page

from clinic.content.templatetags.ui_tags import (
    ICONS,
    alternates,
    full_stop,
    host,
    icon,
    page_numbers,
    qr_code,
    responsive_picture,
    small_picture,
    social_picture,
    telephone_address,
)

pytestmark = pytest.mark.once


def picture_of(width: int, height: int) -> Any:
    image = get_image_model()(
        title="A lake", file=get_test_image_file_jpeg(filename="lake.jpg", size=(width, height))
    )
    image.save()
    return image


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_and_silent(name: str) -> None:
    drawn = icon(name)
    assert 'aria-hidden="true"' in drawn
    assert 'class="icon"' in drawn
    assert re.search(r'<path d="M[-\d .a-zA-Z]+"/>', drawn)


def test_an_icon_that_was_never_drawn_is_a_mistake_in_the_template() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")


@pytest.mark.django_db
def test_a_picture_comes_in_three_formats_and_several_widths() -> None:
    html = responsive_picture(picture_of(1600, 40), "50vw")
    assert re.findall(r'<source[^>]* type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert re.findall(r" (\d+w)", html) == ["480w", "960w", "1440w"] * 3
    assert html.count('sizes="50vw"') == 3
    assert re.search(r'<img[^>]* height="12"[^>]* width="480"', html)
    assert 'loading="lazy"' in html


@pytest.mark.django_db
def test_the_first_picture_of_a_page_does_not_wait() -> None:
    html = responsive_picture(picture_of(1600, 40), "50vw", lazy=False)
    assert "lazy" not in html
    assert 'fetchpriority="high"' in html


@pytest.mark.django_db
def test_a_small_picture_offers_each_width_once() -> None:
    html = responsive_picture(picture_of(600, 300), "50vw")
    assert re.findall(r" (\d+w)", html) == ["480w", "600w"] * 3


@pytest.mark.django_db
def test_a_picture_whose_file_is_lost_does_not_break_the_page() -> None:
    image = picture_of(600, 300)
    image.file.storage.delete(image.file.name)
    assert "<picture>" in responsive_picture(image, "50vw")


@pytest.mark.django_db
def test_a_picture_speaks_its_alternative_text_escaped() -> None:
    image = picture_of(600, 300)
    image.contextual_alt_text = 'A "quiet" <lake>'
    image.decorative = False
    assert 'alt="A &quot;quiet&quot; &lt;lake&gt;"' in responsive_picture(image, "50vw")


@pytest.mark.django_db
def test_a_small_picture_beside_a_title_is_cropped_and_silent() -> None:
    html = small_picture(picture_of(600, 300), 120, 100)
    assert re.search(r'<img[^>]* height="100"[^>]* width="120"', html)
    assert 'alt=""' in html


@pytest.mark.django_db
def test_all_sizes_of_a_picture_cost_the_same_queries_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    image = picture_of(1600, 40)
    responsive_picture(image, "50vw")
    fresh = get_image_model().objects.prefetch_related("renditions").get(pk=image.pk)
    with django_assert_num_queries(0):
        responsive_picture(fresh, "50vw")


@pytest.mark.django_db
@pytest.mark.usefixtures("uploads_in_a_folder")
def test_other_sites_are_given_a_full_address_of_a_picture() -> None:
    request = RequestFactory().get("/", headers={"host": "clinic.example"})
    url = social_picture(Context({"request": request}), picture_of(1600, 900))
    assert url.startswith("http://clinic.example/media/")
    assert url.endswith(".jpg")


@pytest.mark.parametrize(
    ("written", "ended"),
    [("Smith J", "Smith J."), ("et al.", "et al."), ("Does it last?", "Does it last?")],
)
def test_a_part_of_a_reference_ends_with_one_sign(written: str, ended: str) -> None:
    assert full_stop(written) == ended


def test_a_telephone_dials_digits() -> None:
    assert telephone_address("+44 (0)1632 960-123") == "tel:+4401632960123"


def test_a_site_is_known_by_its_host() -> None:
    assert host("https://www.example.org/a/b?c") == "example.org"


def test_a_long_pagination_has_gaps() -> None:
    paginator = Paginator(range(100), 5)
    shown = list(page_numbers(paginator.page(10)))
    gap = paginator.ELLIPSIS
    assert shown == [1, gap, 9, 10, 11, gap, 20]


@pytest.mark.django_db
def test_a_page_in_one_language_has_no_alternates() -> None:
    assert alternates(Context(), Page.objects.get(depth=2)) == []


@pytest.mark.django_db
def test_a_page_never_saved_has_no_alternates() -> None:
    assert alternates(Context(), Page(title="New")) == []
    assert alternates(Context(), None) == []


@pytest.mark.django_db
def test_a_translated_page_names_itself_and_its_live_translations() -> None:
    spanish = Locale.objects.create(language_code="es")
    home = Page.objects.get(depth=2)
    translation = home.copy_for_translation(spanish, copy_parents=True)
    request = RequestFactory().get("/")
    assert alternates(Context({"request": request}), home) == []
    translation.save_revision().publish()
    languages = [language for language, _url in alternates(Context({"request": request}), home)]
    assert languages == ["en", "es"]


def test_a_video_in_the_body_is_noticed() -> None:
    class Body:
        raw_data = [{"type": "section"}, {"type": "video"}]

    template = Template(
        '{% load ui_tags %}{% if body|has_block:"video" %}video{% endif %}'
        '{% if body|has_block:"table" %}table{% endif %}'
    )
    assert template.render(Context({"body": Body()})) == "video"


def test_the_code_of_an_address_is_drawn_in_black_for_paper() -> None:
    drawing = qr_code("https://clinic.example/articles/sleep/")
    assert drawing.startswith("<svg")
    assert 'stroke="#000"' in drawing
    assert drawing != qr_code("https://clinic.example/articles/rest/")


def test_an_address_cannot_bring_markup_into_the_drawing() -> None:
    assert "script" not in qr_code('https://clinic.example/"><script>alert(1)</script>')
