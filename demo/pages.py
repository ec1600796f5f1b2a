"""The home page and the pages about the invented clinic."""

from demo.leaflets import LEAFLETS
from demo.shapes import (
    Block,
    StandingPage,
    call_to_action,
    callout,
    document,
    image,
    newest_pages,
    people,
    plain,
    process_steps,
    questions,
    related_pages,
    section,
    table,
    text,
)

HOME_TITLE = "Fernlight Clinic (demonstration)"
HOME_SEARCH_DESCRIPTION = plain("""
    A demonstration: an invented outpatient clinic for depression, with articles in plain words
    and real sources.
""")
HOME_LEAD = plain("""
    Plain answers about depression and its treatment, with the studies behind them. The clinic is
    invented, to show what this site can do; the sources are real.
""")
HOME_LEAD_IMAGE = "clinic"
HOME_BODY: list[Block] = [
    related_pages("Where to begin", ["ketamine-duration", "not-lifting", "talking-treatments"]),
    section(
        "What we would stand for",
        """
        - <b>Honest numbers.</b> How many of a hundred people it helps, for how long, and what may
          go wrong, at the same size of type.
        - <b>Sources.</b> Each medical claim names the study or guideline it stands on.
        - <b>No hurry.</b> Nobody is asked to decide on the day.
        """,
    ),
    newest_pages("New articles", "articles", 3),
    call_to_action(
        "Would you come to see us?",
        "You cannot, because we do not exist. You can read how it would go.",
        "How we work",
        "how-we-work",
    ),
]

INDEX_TITLE = "Articles"
INDEX_SUMMARY = plain("""
    Answers to what people ask about depression, ketamine treatment and living with either, in
    plain words and with sources.
""")

PAGES: dict[str, StandingPage] = {
    "about": StandingPage(
        slug="about",
        title="About this demonstration",
        summary=plain("""
            Fernlight Clinic is invented. Here is what is real, what is not, and how a clinic like
            it would be reached.
        """),
        search_description="What is invented and what is real in this demonstration clinic.",
        days_ago=240,
        body=[
            callout(
                "important",
                "Nobody here is real",
                """
                There is no Fernlight Clinic. Its people, address, prices and opening hours are
                made up, and so are the reviews that its articles name: they show what a reader
                would see. Please do not ring, write or travel.
                """,
            ),
            section(
                "What is real",
                """
                - The <b>crisis lines</b>. They are open to anybody in the UK.
                - The <b>sources</b> under each article. Follow them and check.
                - What the articles take from these sources, as far as we could get it right. No
                  real clinician has reviewed them.
                """,
            ),
            section(
                "What the clinic would be",
                """
                A small outpatient practice for adults with depression: three doctors, a nurse, a
                psychologist, a pharmacist, and somebody who writes plain words. It would offer
                second opinions, talking treatments, a review of medicines, and ketamine to a few
                people for whom it makes sense.
                """,
            ),
            image("clinic", "If there were a house, it might look like this."),
            section(
                "How you would reach us",
                """
                By telephone on weekdays between nine and five, by letter, or by e-mail for
                anything that can wait two days. Never in a crisis: use the numbers at the foot of
                each page instead.
                """,
            ),
        ],
    ),
    "how-we-work": StandingPage(
        slug="how-we-work",
        title="How we work",
        summary=plain("""
            From the first call to the last visit: who you meet, what is decided when, and the
            reasons for which we say no.
        """),
        search_description="How a first appointment, a decision and a treatment would go.",
        days_ago=236,
        body=[
            text("""
                A demonstration of how a careful clinic might describe itself. Your own will do
                some of it differently.
            """),
            process_steps(
                "Step by step",
                [
                    (
                        "You call",
                        "15 minutes",
                        "A nurse listens, and tells you honestly whether we are the right place.",
                        "telephone",
                    ),
                    (
                        "Your GP sends a letter",
                        "One or two weeks",
                        "What you have had, what you take, what else is going on in your body.",
                    ),
                    (
                        "First appointment",
                        "75 minutes",
                        "With a psychiatrist. Bring somebody if you like. Nothing is decided yet.",
                        "two-people",
                    ),
                    (
                        "Time to think",
                        "At least a week",
                        """
                        You get two or three options in writing, one of which is to do nothing
                        new.
                        """,
                    ),
                    (
                        "Treatment",
                        "Weeks to months",
                        "One step, one date on which we look together whether it has helped.",
                        "path",
                    ),
                    (
                        "Handing back",
                        "One appointment",
                        "A letter to you and your GP: what helped, early signs, whom to ring.",
                    ),
                ],
            ),
            document(
                "questions",
                "Questions to bring to your appointment",
                "One page to print and fill in, with room for your own questions.",
            ),
            section(
                "What is on that page",
                "\n".join(f"- {prompt}" for prompt in LEAFLETS["questions"].prompts),
            ),
            section(
                "When we say no",
                """
                - Something simpler and better studied has not been tried.
                - Your body would not take it well.
                - It would be given in a hurry, or because somebody else wants it.
                - There would be nobody to see you home or to look in on you.

                Then we say what we would do instead.
                """,
            ),
            questions(
                "Questions people ask",
                [
                    ("Do I need a referral?", "Yes, so that your GP knows and can object."),
                    ("Can I change my mind?", "At any time, also half-way through a treatment."),
                    ("Who sees my notes?", "The people who treat you, and your GP if you agree."),
                ],
            ),
            call_to_action(
                "What would it cost?", "All prices, nothing left out.", "Costs", "costs"
            ),
        ],
    ),
    "costs": StandingPage(
        slug="costs",
        title="Costs",
        summary=plain("""
            Invented prices for an invented clinic, laid out as we think prices should be: complete,
            and next to what the NHS offers free.
        """),
        search_description="An invented price list, set out as an honest one would be.",
        days_ago=230,
        body=[
            callout(
                "information",
                "A demonstration",
                "These prices are made up. Nothing can be bought here.",
            ),
            table(
                "What each thing would cost",
                [
                    ("text", "What"),
                    ("number", "Pounds"),
                    ("text", "Time"),
                    ("rich_text", "Includes"),
                ],
                [
                    ["First call", "0", "15 minutes", "Advice on whether to come at all"],
                    ["First appointment", "280", "75 minutes", "Letter to you and your GP"],
                    ["Follow-up", "140", "40 minutes", "Letter"],
                    ["Talking treatment", "95", "50 minutes", "Work sheets"],
                    ["Medicines review", "60", "30 minutes", "A list in plain words"],
                    [
                        "Ketamine infusion",
                        "320",
                        "About 3 hours",
                        "Medicine, staff, room, call the next day",
                    ],
                    [
                        "Course of six infusions",
                        "1920",
                        "Three weeks",
                        "As above, <b>no discount</b>: a discount would make it harder to stop",
                    ],
                ],
                "Paid after each visit, never in advance. Whoever stops, stops paying.",
            ),
            section(
                "What you can have free",
                """
                Your GP, NHS 111, and in England
                <a href="https://www.nhs.uk/nhs-services/mental-health-services/find-nhs-talking-therapies-for-anxiety-and-depression/">NHS
                Talking Therapies</a>, to which you can refer yourself. Ask about these first. Most
                of what helps with depression does not need a private clinic.
                """,
            ),
            questions(
                "Questions about money",
                [
                    (
                        "Does insurance pay?",
                        "Ask for it in writing, with the name of the treatment.",
                    ),
                    (
                        "What if I cannot go on paying?",
                        "Tell us early. We plan the way out with you.",
                    ),
                ],
            ),
        ],
    ),
    "team": StandingPage(
        slug="team",
        title="Team",
        summary="Six people who do not exist, and what each of them would do for you.",
        search_description="The invented people of the demonstration clinic.",
        days_ago=228,
        body=[
            people(
                "Who you would meet",
                ["ada", "ivo", "noor", "cleo", "maya", "clem"],
                """
                All invented, like their registration numbers. In a real clinic, look each person
                up in the register of their profession.
                """,
            ),
            people("Who writes it down", ["tam"]),
            section(
                "How an article would come about",
                """
                One person writes, another checks each sentence against its source, and a
                clinician who did neither signs it off. An article says so only while that holds.
                The reviews here are invented, and show each state that an article can be in.
                """,
            ),
        ],
    ),
}
