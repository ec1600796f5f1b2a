"""Esketamine spray and ketamine infusion compared."""

from demo.shapes import (
    Article,
    benefits,
    bottom_line,
    call_to_action,
    callout,
    plain,
    questions,
    section,
    side_effects,
    table,
)

ARTICLE = Article(
    slug="esketamine-or-ketamine",
    title="Esketamine spray and ketamine infusion: what is the difference?",
    summary=plain("""
        Two forms of nearly the same medicine. One has a licence for depression and the other has
        not. How they are given, what was tested, what they cost you in time.
    """),
    search_description=plain("""
        Esketamine nasal spray and ketamine infusion for depression side by side: licence,
        evidence, dose, time at the clinic, side effects, NHS.
    """),
    authors=["ada", "maya"],
    topics=["ketamine"],
    lead_image="spray-and-drip",
    related=["ketamine-duration", "ketamine-day"],
    body=[
        section(
            "A pair of hands",
            """
            Ketamine is a mixture of two molecules that mirror each other, as your left hand
            mirrors your right. <a cite="spravato-smpc">Esketamine is one of the two</a>. It is
            sold as a nasal spray under the name Spravato.
            """,
        ),
        table(
            "The two side by side",
            [
                ("text", "What"),
                ("rich_text", "Esketamine spray"),
                ("rich_text", "Ketamine infusion"),
            ],
            [
                [
                    "Licence for depression in the UK",
                    """Yes, with another antidepressant, <a cite="spravato-smpc">when at least
                    two have not worked</a>""",
                    'No: <a cite="ketamine-smpc">an anaesthetic</a>, used off-label',
                ],
                [
                    "On the NHS",
                    """England: <a cite="nice-ta854">not recommended</a>. Scotland:
                    <a cite="smc-2258">accepted</a>""",
                    "Seldom; ask your doctor",
                ],
                [
                    "How it is given",
                    "You spray it into your nose yourself, at the clinic",
                    'Through a vein, <a cite="anand-2023">over 40 minutes</a>',
                ],
                [
                    "How often",
                    """<a cite="spravato-smpc">Twice a week for four weeks, then weekly, then every
                    one or two weeks</a>""",
                    """In trials <a cite="singh-2016">two or three times a week</a> for some
                    weeks; after that no agreed plan""",
                ],
                [
                    "Time at the clinic",
                    '<a cite="spravato-label">At least two hours after each dose</a>',
                    "About three hours, at this invented clinic",
                ],
                [
                    "Driving",
                    """<a cite="spravato-smpc">Not until the next day, after a night’s
                    sleep</a>""",
                    "We ask the same",
                ],
            ],
            "Licences and NHS advice change. Ask for today’s.",
        ),
        section(
            "How well does each work?",
            """
            We know of no large trial in which chance decided who got the spray and who the drip.
            Experts say so too: <a cite="mcintyre-2021">how the two compare is uncertain</a>. What
            there is, is one trial here and one there.
            """,
        ),
        section(
            "The spray",
            """
            In a trial of four weeks, people got a new antidepressant and either esketamine or a
            dummy spray. Esketamine was <a cite="popova-2019">about four points better on a scale
            of sixty</a>. Because such trials are short, the NHS’s appraisers call
            <a cite="nice-ta854">the long-term benefit uncertain</a>.

            Given with a usual antidepressant for eight weeks,
            <a cite="reif-2023">27 in 100 got well with esketamine and 18 in 100 with
            quetiapine</a>, another add-on. People knew what they were having; those who scored
            them did not.

            Of people who were well after 16 weeks, <a cite="daly-2019">27 in 100 fell ill again
            if they went on with the spray and 45 in 100 if it was swapped for a dummy</a>. The
            maker of the spray paid for these trials.
            """,
            level="h3",
        ),
        section(
            "The drip",
            """
            Single infusions <a cite="murrough-2013-midazolam">beat a sedative after a day</a>. A
            course did <a cite="anand-2023">as well as ECT in one open trial</a>,
            <a cite="ekstrand-2022">less well in another</a>, and
            <a cite="jelovac-2025">no better than a sedative</a> in a small recent one in
            hospital. How long the effect lasts has <a page="ketamine-duration">an article of its
            own</a>.
            """,
            level="h3",
        ),
        benefits(
            "What speaks for each",
            [
                (
                    "The spray has been through a regulator",
                    "The dose is fixed and there is a leaflet. Its use is watched over.",
                ),
                (
                    "The spray has been followed for longer",
                    """
                    Its trials include <a cite="daly-2019">one in which people stayed on it for
                    months</a>.
                    """,
                ),
                (
                    "The drip can be stopped at once",
                    "If something is wrong, the pump is turned off. A spray is in once it is in.",
                ),
                (
                    "The drip needs no second medicine",
                    """
                    In the UK the spray is licensed for use <a cite="spravato-smpc">with another
                    antidepressant</a>.
                    """,
                ),
            ],
        ),
        side_effects(
            "Side effects of the spray, as its label counts them",
            [
                (
                    "Dizziness",
                    "very_common",
                    "passes",
                    'In <a cite="spravato-smpc">31 of 100 people</a>. Stay in the chair.',
                ),
                (
                    "Feeling detached or unreal (dissociation)",
                    "very_common",
                    "passes",
                    """
                    In 27 of 100, on the day of the dose, and
                    <a cite="spravato-smpc">usually over within an hour and a half</a>.
                    """,
                ),
                (
                    "Feeling sick, headache, sleepiness, a strange taste",
                    "very_common",
                    "passes",
                    """
                    In <a cite="spravato-smpc">about 20 to 30 of 100 each</a>. Eat nothing for two
                    hours before.
                    """,
                ),
                (
                    "Higher blood pressure",
                    "very_common",
                    "tell_clinician",
                    """
                    In <a cite="spravato-smpc">10 of 100</a>. It is measured before and after each
                    dose.
                    """,
                ),
                (
                    "Bladder trouble",
                    "not_known",
                    "tell_clinician",
                    """
                    <a cite="spravato-label">Urgency, frequency and pain were more frequent than
                    with a dummy</a>; lasting harm was not seen in the trials, but is known from
                    ketamine.
                    """,
                ),
                (
                    "Craving, or using more",
                    "not_known",
                    "tell_clinician",
                    'The label warns of <a cite="spravato-label">abuse and misuse</a>.',
                ),
                (
                    "Passing out, slow breathing",
                    "not_known",
                    "urgent",
                    """
                    The label warns of <a cite="spravato-label">heavy sedation and slowed
                    breathing</a>. Staff watch for it. At home, call 999.
                    """,
                ),
            ],
            """
            Those of the drip are in <a page="ketamine-duration">How long does ketamine’s effect
            last?</a> They are much alike.
            """,
        ),
        callout(
            "important",
            "Neither has been shown to prevent suicide",
            """
            The label of esketamine says that its effect in
            <a cite="spravato-label">preventing suicide, or in reducing suicidal thoughts or
            behaviour, has not been demonstrated</a>, and that people may still need to be in
            hospital even if they feel better after a dose.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "Is esketamine simply dearer ketamine?",
                    """
                    They are close relatives, but not the same thing, not the same dose and not
                    tested in the same way.
                    """,
                ),
                (
                    "Can I take the spray home?",
                    """
                    No. It is <a cite="spravato-label">used under the eyes of staff, who watch you
                    for at least two hours</a>.
                    """,
                ),
                (
                    "What about ketamine lozenges by post?",
                    """
                    The US regulator has <a cite="fda-2023">warned against ketamine made up by
                    pharmacies and taken at home</a>. It knows of no evidence that it is safer or
                    works better than approved medicines.
                    """,
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            Esketamine is a licensed spray with longer studies and modest results; ketamine is an
            off-label drip with mixed ones. <a cite="mcintyre-2021">Which is better is not
            known</a>. Both take half a day each time, and neither is a first step.
            """,
            show_as_summary=True,
        ),
        call_to_action(
            "What would it cost?",
            "Prices of this invented clinic, with nothing left out.",
            "Costs",
            "costs",
        ),
    ],
)
