"""What looks like personal details, and what does not."""

import pytest

from clinic.feedback.personal_details import details_in, labels_in, marked
from tests.support.timing import cpu_seconds

pytestmark = pytest.mark.once

LIKELY = [
    ("Write to ada.example+1@mail.example.org please", "email"),
    ("I was born on 3 March 1980", "birth"),
    ("DOB: 03/03/1980", "birth"),
    ("It was 3.3.1980 then", "birth"),
    ("nací el 3 de marzo de 1980", "birth"),
    ("My NHS number: 943 476 5919", "record"),
    ("943 476 5919", "record"),
    ("patient no. 12345678", "record"),
    ("Call 07700 900123", "telephone"),
    ("Call +44 7700 900123", "telephone"),
    ("Call (01632) 960 123", "telephone"),
    ("I live at 14 Nowhere Lane", "address"),
    ("calle de la Luna, 14", "address"),
    ("near SW1A 1AA", "address"),
    ("My name is Ada Example", "name"),
    ("me llamo Ada", "name"),
    ("Dr Example was kind", "name"),
    ("My mother’s diagnosis came late", "relative"),
    ("my son has been in hospital", "relative"),
    ("mi madre tiene depresión", "relative"),
    ("I am a patient there", "patient"),
    ("When you visited us in May", "patient"),
    ("your appointment is on Monday", "patient"),
]
HARMLESS = [
    "It took four weeks, and then I slept.",
    "The study had 1,245 people in 2019.",
    "In 2021 it cost 300 pounds for 6 sessions.",
    "Does it help with sleep? My mother asks too.",
    "A dose of 0.5 mg/kg over 40 minutes",
    "See https://example.org/a/2020/1234",
    "The doctor said so.",
    "Between 10 and 15 per cent",
    "",
]


@pytest.mark.parametrize(("text", "kind"), LIKELY)
def test_finds_what_is_likely(text: str, kind: str) -> None:
    assert kind in [detail.kind for detail in details_in(text)], details_in(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_leaves_other_texts_alone(text: str) -> None:
    assert details_in(text) == []


def test_marks_and_names_each_and_escapes_the_rest() -> None:
    html = marked('<script>"a"</script>\nRing 07700 900123')
    assert html.startswith("&lt;script&gt;&quot;a&quot;&lt;/script&gt;<br>Ring <mark title=")
    assert html.endswith(">07700 900123</mark>")


def test_names_a_kind_once() -> None:
    assert len(labels_in("07700 900123 and 07700 900456")) == 1


@pytest.mark.parametrize(
    "unit", ["1", "a", "1 ", "my mother ", "a@", "dr ", "calle a", "1.1.", "(0"]
)
def test_takes_no_longer_than_the_text(unit: str) -> None:
    text = (unit * 5000)[:5000]
    assert cpu_seconds(lambda: details_in(text)) < 2
