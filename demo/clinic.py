"""The demonstration clinic itself: its settings, people, topics and log-ins.

The clinic and everybody in it are invented. The telephone numbers lie in a range that the
UK's regulator keeps free for fiction; only the crisis lines are real.
"""

from dataclasses import dataclass

from demo.shapes import Block, callout, plain, rich

NAME = "Fernlight Clinic (demonstration)"
TAGLINE = "An invented clinic for mood disorders, to show what this site can do"
ADDRESS = "14 Nowhere Lane\nExampleton\nXX1 1XX"
TELEPHONE = "01632 960123"
EMAIL = "hello@example.org"
OPENING_HOURS = "Monday to Friday, 9 am to 5 pm\nNobody answers: this clinic is invented"

DISCLAIMER = rich("""
    <b>This is a demonstration.</b> The clinic, its people and their reviews are invented. No
    real clinician has reviewed this page, and it must not guide anybody’s treatment. The sources
    it names are real. If you are ill, speak to your GP, call NHS 111, or in an emergency 999.
""")

# Real, unlike everything else here: a change needs a look at each line's own website.
CRISIS_LINES: list[dict[str, str]] = [
    {
        "name": "Emergency services",
        "number": "999",
        "text_line": "",
        "url": "https://www.nhs.uk/nhs-services/urgent-and-emergency-care-services/when-to-call-999/",
        "hours": "Day and night",
    },
    {
        "name": "NHS 111, mental health option",
        "number": "111",
        "text_line": "",
        "url": "https://111.nhs.uk/",
        "hours": "Day and night; choose option 2",
    },
    {
        "name": "Samaritans",
        "number": "116 123",
        "text_line": "",
        "url": "https://www.samaritans.org/",
        "hours": "Day and night, free",
    },
    {
        "name": "Shout",
        "number": "",
        "text_line": "Text SHOUT to 85258",
        "url": "https://giveusashout.org/",
        "hours": "Day and night, free",
    },
]

HEADER_LINKS: list[tuple[str, str]] = [
    ("articles", "Articles"),
    ("how-we-work", "How we work"),
    ("team", "Team"),
    ("costs", "Costs"),
    ("about", "About"),
]
FOOTER_LINKS: list[tuple[str, str]] = [
    ("safety-plan", "Making a safety plan"),
    ("articles", "All articles"),
    ("about", "About this demonstration"),
    ("how-we-work", "How we work"),
    ("costs", "Costs"),
    ("team", "Team"),
]


@dataclass(frozen=True)
class InventedPerson:
    name: str
    role: str
    biography: str
    credentials: str = ""
    registration_number: str = ""
    is_author: bool = True
    is_clinician: bool = True


PEOPLE: dict[str, InventedPerson] = {
    "ada": InventedPerson(
        name="Dr Ada Example (demonstration)",
        role="Consultant psychiatrist, clinical lead",
        credentials="fictional psychiatrist",
        registration_number="DEMO-0001",
        biography=rich("""
            Ada does not exist. If she did, she would see people whose depression has not lifted,
            and would ask first what they hope to be able to do again.
        """),
    ),
    "ivo": InventedPerson(
        name="Dr Ivo Placeholder (demonstration)",
        role="Consultant anaesthetist",
        credentials="fictional anaesthetist",
        registration_number="DEMO-0002",
        biography=rich("""
            Ivo is invented. He would look after blood pressure, breathing and calm on treatment
            days, and say no more often than yes when something is not right.
        """),
    ),
    "noor": InventedPerson(
        name="Noor Specimen (demonstration)",
        role="Lead mental health nurse",
        credentials="fictional nurse",
        registration_number="DEMO-0003",
        biography=rich("""
            Noor is made up, too. She would be the voice on the telephone and the person beside
            the chair, and she would know how everybody takes their tea.
        """),
    ),
    "cleo": InventedPerson(
        name="Dr Cleo Sample (demonstration)",
        role="Clinical psychologist",
        credentials="fictional psychologist",
        registration_number="DEMO-0004",
        biography=rich("""
            Cleo is a character. She would offer CBT and behavioural activation, and homework that
            fits into ten minutes.
        """),
    ),
    "maya": InventedPerson(
        name="Maya Pattern (demonstration)",
        role="Clinical pharmacist",
        credentials="fictional pharmacist",
        registration_number="DEMO-0005",
        biography=rich("""
            Maya is imaginary. She would go through your medicines with you, the ones from the
            supermarket as well, and explain the leaflet without the small print.
        """),
    ),
    "clem": InventedPerson(
        name="Dr Clem Standin (demonstration)",
        role="General practitioner, reviews our articles",
        credentials="fictional GP",
        registration_number="DEMO-0006",
        is_author=False,
        biography=rich("""
            Clem is fictional as well. Clem would write none of our articles, and so may sign
            them: sentence by sentence, with the sources open beside the page.
        """),
    ),
    "tam": InventedPerson(
        name="Tam Template (demonstration)",
        role="Patient information editor",
        is_clinician=False,
        biography=rich("""
            Tam is fictional and no clinician. Tam would turn what the others know into plain
            words, and ask “says who?” until there is a source.
        """),
    ),
}


@dataclass(frozen=True)
class Subject:
    name: str
    slug: str
    description: str


TOPICS: dict[str, Subject] = {
    "depression": Subject(
        "Depression",
        "depression",
        plain("What it is, what helps, and what to do when the first things have not."),
    ),
    "ketamine": Subject(
        "Ketamine treatment",
        "ketamine-treatment",
        plain("Infusions and the nasal spray: what is known, what is not, what to expect."),
    ),
    "living": Subject(
        "Living with treatment",
        "living-with-treatment",
        plain("Side effects, talking treatments, and getting through a bad hour."),
    ),
}


@dataclass(frozen=True)
class LogIn:
    """A demonstration account; `person` is the clinician whose name it signs with. Its password
    is in the open, so development only."""

    username: str
    first_name: str
    groups: tuple[str, ...] = ()
    person: str = ""
    superuser: bool = False


# What words mean; nothing that would need a source.
GLOSSARY: list[dict[str, str]] = [
    {
        "term": "infusion",
        "explanation": "A medicine in liquid, given slowly into a vein through a thin tube.",
    },
    {
        "term": "placebo",
        "explanation": "Something that looks like the treatment and has no medicine in it, so that "
        "the two can be compared.",
    },
    {
        "term": "dissociation",
        "explanation": "Feeling cut off from yourself, your body or what is around you.",
    },
    {
        "term": "off-label",
        "explanation": "Prescribed for something that the medicine’s licence does not name.",
    },
    {
        "term": "SSRI",
        "explanation": "Short for selective serotonin reuptake inhibitor: one group of "
        "antidepressants.",
    },
    {
        "term": "relapse",
        "other_forms": "relapsed|relapsing",
        "explanation": "Becoming unwell again after having got better.",
    },
]

# What several pages say, by the names that editors know them by.
SHARED_TEXTS: dict[str, tuple[str, list[Block]]] = {
    "questions": (
        "Bring your questions",
        [
            callout(
                "information",
                "Bring your questions",
                """
                Write down what you want to ask before you come. You may bring somebody who
                listens and asks with you.
                """,
            )
        ],
    )
}

LOG_INS = [
    LogIn("admin", "Alex Admin", superuser=True),
    LogIn("editor", "Edie Editor", ("Editors",)),
    LogIn("clinician", "Clem Standin", ("Clinicians",), person="clem"),
    LogIn("lead", "Ada Example", ("Clinical leads", "Clinicians"), person="ada"),
    LogIn("moderator", "Mo Moderator", ("Moderators",)),
]
