"""People, topics and references: what an editor may enter, and what a page makes of it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinic.content.models import Person, Reference, Topic

pytestmark = pytest.mark.django_db


def complaints(thing: Person | Reference | Topic) -> list[str]:
    try:
        thing.full_clean()
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


class TestAPerson:
    def test_may_write_without_being_a_clinician(self) -> None:
        assert complaints(Person(name="Ada Example")) == []

    @pytest.mark.parametrize("blank", ["", "   "])
    def test_who_is_a_clinician_can_be_looked_up(self, blank: str) -> None:
        person = Person(
            name="Ada Example", is_clinician=True, credentials=blank, registration_number=blank
        )
        assert complaints(person) == ["credentials", "registration_number"]
        person.credentials, person.registration_number = "MRCPsych", "1234567"
        assert complaints(person) == []

    @pytest.mark.parametrize(
        ("name", "initials"),
        [
            ("Dr Ada Example", "AE"),
            ("Prof. Ada B. C. Example", "AE"),
            ("Ada", "A"),
            ("Dr", ""),
            ("", ""),
            ("élodie ünal", "ÉÜ"),
        ],
    )
    def test_without_a_photo_is_shown_by_initials(self, name: str, initials: str) -> None:
        assert Person(name=name).initials == initials

    def test_is_named_with_the_letters_after_the_name(self) -> None:
        person = Person(name="Dr Ada Example", credentials="MBBS, MRCPsych")
        assert person.name_with_credentials == "Dr Ada Example, MBBS, MRCPsych"
        assert Person(name="Ada").name_with_credentials == "Ada"


class TestAReference:
    def reference(self, **fields: Any) -> Reference:
        return Reference(title="A trial", **fields)

    def test_can_be_found_by_a_reader_in_one_way_at_least(self) -> None:
        assert complaints(self.reference()) == ["__all__"]
        assert complaints(self.reference(doi="10.1000/182")) == []
        assert complaints(self.reference(pubmed_id="12345678")) == []
        assert complaints(self.reference(url="https://example.org/")) == []

    @pytest.mark.parametrize(
        "pasted",
        [
            "10.1000/182",
            "https://doi.org/10.1000/182",
            "http://dx.doi.org/10.1000/182",
            "DOI: 10.1000/182",
            "  10.1000/182 ",
        ],
    )
    def test_takes_a_doi_as_it_was_pasted(self, pasted: str) -> None:
        reference = self.reference(doi=pasted)
        reference.full_clean()
        assert reference.doi == "10.1000/182"

    @pytest.mark.parametrize(
        "pasted", ["12345", "PMID: 12345", "https://pubmed.ncbi.nlm.nih.gov/12345/", " 12345 "]
    )
    def test_takes_a_pubmed_id_as_it_was_pasted(self, pasted: str) -> None:
        reference = self.reference(pubmed_id=pasted)
        reference.full_clean()
        assert reference.pubmed_id == "12345"

    @pytest.mark.parametrize(
        ("field", "rubbish"),
        [
            ("doi", "182"),
            ("doi", "10.1000"),
            ("doi", "https://example.org/10.1000/182"),
            ("pubmed_id", "PMC12345"),
            ("url", "javascript:alert(1)"),
            ("year", 20),
            ("year", 3000),
        ],
    )
    def test_takes_no_rubbish(self, field: str, rubbish: Any) -> None:
        fields = {"url": "https://example.org/", field: rubbish}
        assert field in complaints(self.reference(**fields))

    def test_is_entered_once(self) -> None:
        self.reference(doi="10.1000/182").save()
        assert complaints(self.reference(doi="https://doi.org/10.1000/182")) != []
        self.reference(url="https://example.org/").save()
        assert complaints(self.reference(url="https://example.org/")) == []

    def test_leads_to_its_source_by_the_most_lasting_way_first(self) -> None:
        reference = self.reference(doi="10.1000/182", pubmed_id="12", url="https://a.example/b")
        assert reference.links == [
            ("doi:10.1000/182", "https://doi.org/10.1000/182"),
            ("PubMed 12", "https://pubmed.ncbi.nlm.nih.gov/12/"),
            ("a.example", "https://a.example/b"),
        ]

    @pytest.mark.parametrize(
        ("fields", "shown"),
        [
            ({"authors": "Rivera A.", "year": 2020}, "Rivera A (2020). A trial"),
            ({"authors": "Rivera A"}, "Rivera A. A trial"),
            ({"year": 2020}, "A trial (2020)"),
            ({}, "A trial"),
        ],
        ids=str,
    )
    def test_is_known_by_its_authors_year_and_title(
        self, fields: dict[str, Any], shown: str
    ) -> None:
        assert str(self.reference(**fields)) == shown


@pytest.mark.parametrize("slug", ["a b", "ä", "", "a/b", "<a>"])
def test_a_topic_has_a_slug_for_addresses(slug: str) -> None:
    assert complaints(Topic(name="Sleep", slug="sleep")) == []
    assert complaints(Topic(name="Sleep", slug=slug)) == ["slug"]
