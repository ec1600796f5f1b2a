"""What a pasted citation says of its source: a DOI, a PubMed id, or a line of a bibliography.

Read here, by its shape alone; nothing is looked up. What the shape does not settle is given as
read and named as unsure, for a person to check.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

# A pasted page of text is no citation, and patterns take long over it.
MAX_LENGTH = 2000

_DOI = re.compile(r"(?:https?://\S*?)?(?:\bdoi:?\s*)?\b(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PUBMED = re.compile(
    r"(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
    r"|\b(?:PMID|PubMed(?: id)?):?\s*)(\d{1,8})\b/?(?:\?\S*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# What stands around an address or an id, and says nothing of the source.
_AROUND = re.compile(
    r"\bPMCID:?\s*(?:PMC)?\d+[.;]?"
    r"|\bEpub (?:ahead of print|\d{4}[^.]*)\.?"
    r"|\b(?:Published online|Online ahead of print|eCollection)\b[^.]*\.?"
    r"|\[(?:Internet|online|cited[^\]]*|Epub ahead of print)\]"
    r"|\b(?:Available (?:from|at)|Retrieved(?: [^,:]*, \d{4},?)? from|URL)\b:?"
    r"|\bAccessed (?:on )?[^.]*\d{4}\.?",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])\s+(?=\D)")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"

# "Murrough JW", "van der Berg A-M", "Zarate CA Jr"
_NAME = r"[^\W\d_][^,.;:\d]*? [A-Z](?:-?[A-Z]){0,3}\b(?: (?:Jr|Sr|II|III|2nd|3rd)\b)?"
_NAMES = re.compile(rf"{_NAME}(?:[,;] {_NAME})*(?:,? et al)?")
# "Murrough, J. W." and "Murrough, J.W."
_INITIALS = r"(?:[A-Z]\.(?:[ -]?(?=[A-Z]\.))?){1,4}"
_DOTTED = rf"[^\W\d_][^,.;:&\d]*?, {_INITIALS}(?:,? (?:Jr|Sr|II|III)\.?)?"
_DOTTED_NAMES = re.compile(rf"{_DOTTED}(?:(?:,? (?:&|and)|[,;]) {_DOTTED})*(?:,? et al\.?)?")

_VOLUME = r"(?P<volume>[^\s:;,.()][^:;,.()]*)"
_ISSUE = r"(?:\s?\((?P<issue>[^)]+)\))?"
_PAGES = r"(?P<pages>[A-Za-z]?[\w.]*\d\w*(?:\s?[-–—]\s?\w+)?)"
# "Title. Biol Psychiatry. 2013 Aug 15;74(4):250-6."
_NUMBERED_ISSUE = re.compile(
    rf"^(?P<head>.+[.?!])\s+(?P<journal>[^.?!;]+?)\.?,?\s+{_YEAR}(?:[ -][A-Z][a-z]{{2}}[^;:.]*)?"
    rf"\s?;\s?{_VOLUME}{_ISSUE}(?:\s?:\s?(?:pp?\.?\s?)?{_PAGES})?[\s.]*$"
)
# "Title. Biological Psychiatry, 74(4), 250–256."
_COMMA_ISSUE = re.compile(
    rf"^(?P<head>.+?[.?!])\s+(?P<journal>[^.?!]+?),\s+{_VOLUME}{_ISSUE}"
    rf"(?:,\s+(?:pp?\.\s?|Article\s)?{_PAGES})?[\s.]*$"
)
# "Title. 2nd ed. London: Publisher; 2010."
_PUBLISHER = re.compile(rf"^(?P<head>.+?[.?!])\s+(?P<publisher>[^.?!]+?)[;,]\s+{_YEAR}\b.*$")
# "Murrough, J. W., & Perez, A. M. (2013, May). Title"
_AUTHORS_YEAR = re.compile(rf"^(?P<authors>[^()]{{2,}}?)\s*\({_YEAR}[a-z]?(?:,[^)]*)?\)[.,:]?\s+")
# A part of a journal's short name, where a title would end: "J." or "Clin."
_SHORT_WORDS = re.compile(r"^(.*?[.?!])\s+([A-Z][A-Za-z]{0,3}\.(?:\s[A-Z][A-Za-z]{0,6}\.)*)$")


@dataclass
class Pasted:
    """The fields of a reference that were read, and the names of those to check."""

    fields: dict[str, str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def take(self, *, unsure: bool = False, **values: str | None) -> None:
        for name, value in values.items():
            if value := (value or "").strip(" ,;:"):
                self.fields[name] = value
                if unsure:
                    self.unsure.add(name)


def read(text: str) -> Pasted:
    """What a pasted text says of its source; nothing for a text without words."""
    pasted = Pasted()
    rest = " ".join(text[:MAX_LENGTH].split())
    rest = _NUMBERING.sub("", rest)
    if re.fullmatch(r"\d{1,8}", rest):
        pasted.take(pubmed_id=rest)
        return pasted
    rest = _take_ids(pasted, rest)
    rest = " ".join(_AROUND.sub(" ", rest).split()).strip(" ;,")
    if not re.search(r"\w", rest):
        return pasted
    for reading in (_author_and_year, _numbered_issue, _publisher):
        if reading(pasted, rest):
            break
    else:
        _sentences(pasted, rest)
    _guess_kind(pasted)
    return pasted


def _take_ids(pasted: Pasted, rest: str) -> str:
    """Take the DOI, the PubMed id and the address; the text without them."""
    if found := _PUBMED.search(rest):
        pasted.take(pubmed_id=found[1])
        rest = _without(rest, found.group())
    if found := _DOI.search(rest):
        whole, doi = _unended(found.group()), _unended(found[1])
        in_publishers_address = whole.startswith("http") and "doi.org/" not in whole
        if in_publishers_address:
            doi = re.sub(r"(?:[?#].*|/(?:full|abstract|pdf|epdf|html))+$", "", doi)
        pasted.take(doi=doi, unsure=in_publishers_address)
        rest = _without(rest, whole)
    if found := _ADDRESS.search(rest):
        address = _unended(found.group())
        pasted.take(url=address)
        rest = _without(rest, address)
    return rest


def _without(text: str, part: str) -> str:
    return re.sub(rf"<?{re.escape(part)}>?[.;,]?", " ", text, count=1)


def _unended(address: str) -> str:
    """An address without the marks that end its sentence. A DOI may hold brackets: a closing one
    goes only if it was not opened."""
    while address and (
        address[-1] in ".,;:\"'>]}”’"
        or (address[-1] == ")" and address.count("(") < address.count(")"))
    ):
        address = address[:-1]
    return address


def _author_and_year(pasted: Pasted, text: str) -> bool:
    """The form of the American Psychological Association: the year follows the authors."""
    start = _AUTHORS_YEAR.match(text)
    if not start:
        return False
    authors = start["authors"].strip()
    is_names = _is_whole(_DOTTED_NAMES, authors) or _is_whole(_NAMES, authors)
    if not is_names and re.search(r"[.?!]\s", authors):
        return False  # a year in brackets somewhere in the title
    pasted.take(authors=_unstopped(_as_in_a_bibliography(authors)), unsure=not is_names)
    pasted.take(year=start["year"])
    rest = text[start.end() :]
    if issue := _COMMA_ISSUE.match(rest) or _NUMBERED_ISSUE.match(rest):
        _take_issue(pasted, issue, issue["head"])
        return True
    title, _, publisher = _halves(rest)
    pasted.take(title=_unstopped(title))
    pasted.take(container_title=_unstopped(publisher), unsure=True)
    return True


def _numbered_issue(pasted: Pasted, text: str) -> bool:
    """The form of Vancouver, of PubMed and of most medical journals: "Year;Volume(Issue):pages"
    at the end."""
    issue = _NUMBERED_ISSUE.match(text)
    if not issue:
        return False
    head, journal = issue["head"], issue["journal"]
    if short := _SHORT_WORDS.match(head):
        head, journal = short[1], f"{short[2].strip()} {journal}"
        pasted.unsure |= {"title", "container_title"}
    authors, title = _authors_and_title(pasted, head)
    pasted.take(authors=authors, year=issue["year"])
    _take_issue(pasted, issue, title, journal)
    return True


def _publisher(pasted: Pasted, text: str) -> bool:
    """A book or a report: "Authors. Title. Place: Publisher; 2010."."""
    book = _PUBLISHER.match(text)
    if not book:
        return False
    authors, title = _authors_and_title(pasted, book["head"])
    publisher = book["publisher"].rpartition(": ")[2]
    pasted.take(authors=authors, title=_unstopped(title), year=book["year"])
    pasted.take(container_title=publisher, unsure=True)
    return True


def _sentences(pasted: Pasted, text: str) -> None:
    """No form that is known: the first sentences, as most bibliographies order them."""
    if year := re.search(rf"\b{_YEAR}\b", text):
        pasted.take(year=year["year"], unsure=True)
        text = re.sub(rf"[(;,\s]*\b{year['year']}\b\)?", "", text, count=1)
    authors, title = _authors_and_title(pasted, text)
    title, _, rest = _halves(title)
    pasted.take(authors=authors, unsure="authors" in pasted.unsure)
    pasted.take(title=_unstopped(title), container_title=_unstopped(rest), unsure=True)


def _authors_and_title(pasted: Pasted, head: str) -> tuple[str, str]:
    """What stands before the first stop, and what follows it."""
    for names in (_DOTTED_NAMES, _NAMES):
        found = names.match(head)
        after = head[found.end() :] if found else ""
        if found and re.match(r"\.?\s+\S", after):
            return _as_in_a_bibliography(found.group()), after.lstrip(". ")
    authors, stop, title = _halves(head)
    if not title or stop != ".":
        return "", head
    pasted.unsure |= {"authors", "title"}
    return authors, title


def _take_issue(pasted: Pasted, issue: re.Match[str], title: str, journal: str = "") -> None:
    pasted.take(title=_unstopped(title), container_title=journal or issue["journal"])
    pages = re.sub(r"\s?[-–—]\s?", "-", issue["pages"] or "")
    number = f"({issue['issue']})" if issue["issue"] else ""
    volume = issue["volume"].strip() + number
    pasted.take(volume_pages=f"{volume}:{pages}" if pages else volume)


def _as_in_a_bibliography(authors: str) -> str:
    """Names without their stops: "Murrough, J. W., & Perez, A. M." as "Murrough JW, Perez AM"."""
    authors = authors.strip(" ,")
    if not _is_whole(_DOTTED_NAMES, authors):
        return authors
    et_al = ", et al" if re.search(r"et al\.?$", authors) else ""

    def short(name: re.Match[str]) -> str:
        return name[1] + " " + re.sub(r"[. ]", "", name[2]) + (f" {name[3]}" if name[3] else "")

    found = re.finditer(rf"([^\W\d_][^,.;:&\d]*?), ({_INITIALS})(?:,? (Jr|Sr|II|III))?", authors)
    names: list[str] = [short(name).removeprefix("and ") for name in found]
    return ", ".join(names) + et_al


def _is_whole(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.fullmatch(text.rstrip(". ")) or pattern.fullmatch(text))


def _halves(text: str) -> tuple[str, str, str]:
    """The first sentence, how it ends, and the rest."""
    end = re.search(r"([.?!])\s+(?=\S)", text)
    if not end:
        return text, "", ""
    return text[: end.start()] + ("" if end[1] == "." else end[1]), end[1], text[end.end() :]


def _unstopped(title: str) -> str:
    return title.strip().removesuffix(".").strip()


_KINDS: list[tuple[str, Callable[[str], object]]] = [
    ("review", re.compile(r"systematic review|meta-?analys", re.IGNORECASE).search),
    ("trial", re.compile(r"randomi[sz]ed|\btrial\b", re.IGNORECASE).search),
    ("guideline", re.compile(r"\bguideline|\bguidance\b", re.IGNORECASE).search),
]


def _guess_kind(pasted: Pasted) -> None:
    title = pasted.fields.get("title", "")
    kind = next((kind for kind, speaks in _KINDS if speaks(title)), None)
    if kind is None and "url" in pasted.fields and "volume_pages" not in pasted.fields:
        kind = "website"
    pasted.take(kind=kind, unsure=True)
