"""Side effects of antidepressants."""

from demo.shapes import (
    Article,
    benefits,
    bottom_line,
    callout,
    factors,
    plain,
    questions,
    related_pages,
    rich,
    section,
    side_effects,
)

ARTICLE = Article(
    slug="antidepressant-side-effects",
    title="Antidepressant side effects: which pass, and which need a call",
    summary=plain("""
        Most are a nuisance and fade in a few weeks. A few need a doctor soon, and a very few
        today. How to tell them apart.
    """),
    search_description=plain("""
        Common and rare side effects of SSRI antidepressants, what to do about each, and the
        signs for which to call 111 or 999.
    """),
    authors=["maya", "ada"],
    topics=["depression", "living"],
    lead_image="medicines",
    related=["safety-plan", "esketamine"],
    in_short=rich("""
        Feeling sick, shaky, sleepy or wakeful in the first two weeks is usual and mostly passes.
        Get help at once for bleeding, a fast heartbeat with twitching and confusion, or
        thoughts of suicide. Do not stop suddenly: the way down should be slow.
    """),
    body=[
        section(
            "Which medicines we mean",
            """
            Mainly the SSRIs, such as sertraline, citalopram and fluoxetine, because they are
            prescribed most. Other kinds have lists of their own. The leaflet in your box is the
            full one; this page helps you read it.

            If you have only just begun, the guideline says that somebody should
            <a cite="nice-ng222">see or ring you within two weeks, and within one week if you are
            18 to 25 or suicide is a worry</a>. If nobody has, ask.
            """,
        ),
        side_effects(
            "Side effects and what to do",
            [
                (
                    "Feeling sick",
                    "very_common",
                    "passes",
                    """
                    In trials of sertraline <a cite="sertraline-label">26 of 100 people, and 12 of
                    100 on a dummy tablet</a>. Take it with or after food. It
                    <a cite="nhs-sertraline">usually eases after a couple of weeks</a>.
                    """,
                ),
                (
                    "Loose bowels or a dry mouth",
                    "very_common",
                    "passes",
                    """
                    <a cite="sertraline-label">20 and 14 of 100; 10 and 9 on a dummy tablet</a>.
                    Drink enough, sip often.
                    """,
                ),
                (
                    "Sleeping badly, or being drowsy",
                    "very_common",
                    "passes",
                    """
                    <a cite="sertraline-label">20 and 11 of 100; 13 and 6 on a dummy tablet</a>.
                    Ask whether to take it at the other end of the day. Do not drive while you
                    feel <a cite="nhs-sertraline">dizzy or drowsy</a>.
                    """,
                ),
                (
                    "Feeling shaky, restless or more anxious at first",
                    "common",
                    "passes",
                    """
                    <a cite="nhs-ssri">Troublesome early, and better with time</a> as a rule. If
                    you cannot sit still or cannot bear it, ring the same day.
                    """,
                ),
                (
                    "Less wish for sex, or trouble enjoying it",
                    "common",
                    "tell_clinician",
                    """
                    It <a cite="nhs-ssri">does not always pass</a>, and
                    <a cite="sertraline-label">people may not mention it unasked</a>.
                    A different dose or medicine may help.
                    """,
                ),
                (
                    "Change of weight",
                    "common",
                    "tell_clinician",
                    """
                    <a cite="nhs-sertraline">Known with sertraline</a>. Weigh yourself once a
                    month, and bring the numbers.
                    """,
                ),
                (
                    "Bruising or bleeding easily",
                    "uncommon",
                    "urgent",
                    """
                    For blood in vomit or from your bottom, <a cite="nhs-ssri">call 111 or go to
                    A&amp;E now</a>. Ask a pharmacist before you take ibuprofen or aspirin.
                    """,
                ),
                (
                    "Confusion, stiffness or shaking, or seeing things that are not there",
                    "uncommon",
                    "urgent",
                    """
                    Call 111 or go to A&amp;E. In older people
                    <a cite="nhs-ssri">the salt in the blood may have dropped</a>.
                    """,
                ),
                (
                    "Not being able to pass water",
                    "uncommon",
                    "urgent",
                    '<a cite="nhs-ssri">Call 111 or go to A&amp;E</a>.',
                ),
                (
                    "Thoughts of harming yourself or ending your life",
                    "not_known",
                    "urgent",
                    """
                    They may come <a cite="nice-ng222">early in treatment, above all under 25</a>.
                    Use the numbers below now, and tell whoever prescribes for you.
                    """,
                ),
                (
                    "A feeling of being numb or flat",
                    "not_known",
                    "tell_clinician",
                    "Hard to tell from the illness itself. Say when it began.",
                ),
            ],
            """
            The numbers are those of sertraline, from its label in the United States; other SSRIs
            are much alike. Nobody has all of these, and some have none. A diary of doses and
            effects is worth more than memory.
            """,
        ),
        callout(
            "urgent",
            "Serotonin syndrome",
            """
            Too much serotonin is uncommon, and more likely if you take
            <a cite="nhs-ssri">two medicines that raise it, or St John’s wort</a>. A fast
            heartbeat, sweating, shaking, twitching muscles, confusion:
            <a cite="nhs-sertraline">call 111 at once</a>.
            """,
        ),
        callout(
            "emergency",
            "Call 999",
            """
            for <a cite="nhs-ssri">a fit, an uneven heartbeat or passing out</a>, for
            <a cite="nhs-sertraline">swelling of the face or throat</a>, or if you or somebody else
            has taken too many tablets.
            """,
        ),
        factors(
            "What makes side effects more likely",
            [
                ("The first weeks", "And the first weeks after each rise in dose."),
                (
                    "Other medicines",
                    """
                    Some do not mix with an SSRI, such as <a cite="nhs-ssri">other
                    antidepressants and St John’s wort</a>. Show the pharmacist everything,
                    also what you buy yourself.
                    """,
                ),
                (
                    "Age",
                    """
                    In later life, <a cite="nhs-ssri">too little salt in the blood</a>; up to 25,
                    <a cite="nice-ng222">dark thoughts at the start</a>.
                    """,
                ),
                (
                    "Missing tablets",
                    """
                    Swings up and down can feel like side effects, and some are
                    <a cite="rcpsych-stopping">withdrawal</a>.
                    """,
                ),
            ],
        ),
        benefits(
            "Why people put up with it",
            [
                (
                    "It may lift the depression",
                    """
                    In STAR*D <a cite="rush-2006">about one person in three got well with the
                    first medicine</a>, and others with the next.
                    """,
                ),
                (
                    "It may keep it from coming back",
                    """
                    Among people who felt well enough to stop,
                    <a cite="lewis-2021">39 in 100 fell ill again within a year if they stayed on,
                    and 56 in 100 if they came off</a>. Put the other way round: 44 in 100
                    came off and did not fall ill that year.
                    """,
                ),
            ],
            "The other side of the scales, so that you can weigh them.",
        ),
        section(
            "If you want to stop",
            """
            You may, and it is best done slowly and with help. In a large review
            <a cite="henssler-2024">31 in 100 people had symptoms on stopping an antidepressant,
            and so had 17 in 100 on stopping a placebo; about 3 in 100 had severe ones</a>.
            The psychiatrists’ college describes
            <a cite="rcpsych-stopping">what it may feel like, and how to go down in steps, smaller
            ones towards the end</a>.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "I forgot one. What now?",
                    "Do not take two to make up for it. The leaflet says how late is too late.",
                ),
                (
                    "May I drink?",
                    "It may make you drowsier and the depression heavier. Best to leave it.",
                ),
                (
                    "Does a bad start mean it will not work?",
                    """
                    No. Side effects often come first and <a cite="nhs-ssri">improvement some
                    weeks later</a>.
                    """,
                ),
                (
                    "Where can I report a side effect?",
                    """
                    To the regulator’s
                    <a href="https://yellowcard.mhra.gov.uk/">Yellow Card scheme</a>. Anybody may.
                    """,
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            Give the early ones two weeks. Mention the lasting ones, however private. Get help
            at once for bleeding, confusion with twitching, or thoughts of dying. If you
            stop, go down slowly.
            """,
        ),
        related_pages("If it is not the right tablet", ["not-lifting", "talking-treatments"]),
    ],
)
