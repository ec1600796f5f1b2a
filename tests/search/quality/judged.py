"""Public collections of documents, queries and relevance judgements.

They may be downloaded by anybody but come without a licence to pass them on, so they are not
part of this repository: `docs/search-quality.md` says where to get them and where to put them.
What is there is taken only if it is, byte for byte, what is known.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[3]
DIRECTORY = Path(os.environ.get("SEARCH_COLLECTIONS", REPOSITORY.parent / "shared" / "collections"))


class Collection(NamedTuple):
    """Texts and queries by their ids, and for each query the ids of what is relevant."""

    titles: dict[int, str]
    documents: dict[int, str]
    queries: dict[int, str]
    relevant: dict[int, set[int]]


class Files(NamedTuple):
    """The files of a collection, each with its checksum (SHA-256)."""

    documents: tuple[str, str]
    queries: tuple[str, str]
    judgements: tuple[str, str]

    @property
    def are_here(self) -> bool:
        return all((DIRECTORY / name).is_file() for name, _checksum in self)


MEDLARS = Files(
    ("MED.ALL", "fdcd99cf7fc6c45707c9b5bef7daac739f06c4063ebcad9b5cccf2f939fa4236"),
    ("MED.QRY", "41fbc9d7a0ac8620d53e09b3429d2695cecc63d4bf7e15e55bbcee0785a1798c"),
    ("MED.REL", "9bbcf3b73afc8b0f54362b516f323e52ab3c4147d146dedeb18fdba01f0a4288"),
)
CRANFIELD = Files(
    ("cran.all.1400", "fbb8935a93263ab6c9fadefb507fd7cd5e101e7fbeb31c12e6bff6dd501315e8"),
    ("cran.qry", "99578ceb88941ef89c14faf7c63c23776a376d8fba319b990f01d0c601d8b03f"),
    ("cranqrel", "a90f56082cd44db70bf2c21ebca39a1a34e37c82ccb5ddf1bcc64f18795234c7"),
)


def medlars() -> Collection:
    """1,033 abstracts of medicine and 30 queries, from the MEDLARS service."""
    documents = {pk: fields["W"] for pk, fields in records(MEDLARS.documents)}
    queries = {pk: fields["W"] for pk, fields in records(MEDLARS.queries)}
    judged = (line.split() for line in checked(MEDLARS.judgements).splitlines())
    relevant = gathered((int(query), int(document)) for query, document, _one in judged)
    return Collection(dict.fromkeys(documents, ""), documents, queries, relevant)


def cranfield() -> Collection:
    """1,400 abstracts of aerodynamics and 225 queries; those judged of no interest at all are
    left out. The queries are counted by their order, as the judgements do."""
    fields = dict(records(CRANFIELD.documents))
    documents = {pk: part["W"].removeprefix(part["T"]).strip() for pk, part in fields.items()}
    asked = records(CRANFIELD.queries)
    queries = {number: part["W"] for number, (_pk, part) in enumerate(asked, 1)}
    judged = (line.split() for line in checked(CRANFIELD.judgements).splitlines())
    relevant = gathered(
        (int(query), int(document)) for query, document, grade in judged if 1 <= int(grade) <= 4
    )
    titles = {pk: part["T"] for pk, part in fields.items()}
    return Collection(titles, documents, queries, relevant)


def gathered(judged: Iterator[tuple[int, int]]) -> dict[int, set[int]]:
    relevant: defaultdict[int, set[int]] = defaultdict(set)
    for query, document in judged:
        relevant[query].add(document)
    return dict(relevant)


def records(file: tuple[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The records of a file in SMART's form: ".I" and a number, then a letter for each field
    above its text."""
    for record in re.split(r"^\.I ", checked(file), flags=re.MULTILINE)[1:]:
        number, _, rest = record.partition("\n")
        parts = re.split(r"^\.([A-Z])\s*\n", rest, flags=re.MULTILINE)[1:]
        texts = (" ".join(text.split()) for text in parts[1::2])
        yield int(number), dict(zip(parts[0::2], texts, strict=True))


def checked(file: tuple[str, str]) -> str:
    """The text of a file, which is the known one or none."""
    name, checksum = file
    content = (DIRECTORY / name).read_bytes()
    assert sha256(content).hexdigest() == checksum, f"{name} is not the file that is known"
    return content.decode("ascii", "replace")
