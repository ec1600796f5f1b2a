"""Talking treatments for depression."""

from demo.shapes import (
    Article,
    benefits,
    bottom_line,
    callout,
    document,
    factors,
    image,
    plain,
    process_steps,
    questions,
    quote,
    rich,
    section,
    side_effects,
    table,
)

ARTICLE = Article(
    slug="talking-treatments",
    title="Talking treatments for depression",
    summary=plain("""
        What happens in cognitive behavioural therapy, behavioural activation and interpersonal
        therapy, how well they work, and how to find one.
    """),
    search_description=plain("""
        CBT, behavioural activation and interpersonal therapy for depression compared: what you
        do, how many sessions, how well they work and how to get one.
    """),
    authors=["cleo"],
    topics=["depression", "living"],
    lead_image="two-people",
    related=["not-lifting", "antidepressant-side-effects"],
    in_short=rich("""
        Several talking treatments help with depression, and the differences between them are
        small. Choose one that you would do, with somebody you can talk to. Together with an
        antidepressant they do better than either alone.
    """),
    body=[
        section(
            "More than a chat",
            """
            A talking treatment has a plan, a number of sessions, and something to try in between.
            It is not advice from a wiser person. You do the work, with somebody trained beside
            you.

            Put together, hundreds of trials found that
            <a cite="cuijpers-2021">every main kind did better than usual care</a>. Because
            many of the studies were of low quality,
            <a cite="cuijpers-2017">the benefit has been overestimated</a>, but not invented.
            """,
        ),
        section(
            "Three kinds",
            'All three are offered <a cite="nice-ng222">by the national guideline</a>.',
        ),
        section(
            "Cognitive behavioural therapy (CBT)",
            """
            You look at how thoughts, feelings and actions pull on each other, and test the
            thoughts against what really happens. It has been studied more than any other:
            <a cite="cuijpers-2023">409 trials with over 52,000 people, and a moderate to large
            benefit over usual care or waiting</a>. Measured against other talking treatments it
            came out only a little ahead, and not in every analysis.
            """,
            level="h3",
        ),
        section(
            "Behavioural activation",
            """
            Depression makes life smaller, and a smaller life feeds depression. You map what you
            do and how it feels, then put back, bit by bit, what matters to you. It begins with
            action and lets mood follow. In an English trial with 440 people it was
            <a cite="richards-2016">no worse than CBT after a year, and cheaper, because staff
            with less training could give it</a>.
            """,
            level="h3",
        ),
        image("window", "A plant to water is an appointment with tomorrow."),
        quote(
            "Be not solitary, be not idle.",
            "Robert Burton, The Anatomy of Melancholy, 1621",
            "https://www.gutenberg.org/ebooks/10800",
        ),
        section(
            "Interpersonal therapy (IPT)",
            """
            Here you look at what has happened between you and others: a death, a quarrel that does
            not end, a change of role, being alone. The therapy works on one of these. It is among
            the kinds that did <a cite="cuijpers-2021">better than usual care</a>.
            """,
            level="h3",
        ),
        table(
            "The three side by side",
            [
                ("text", "Treatment"),
                ("text", "You work on"),
                ("text", "Between sessions"),
                ("text", "Sessions, as a rule"),
            ],
            [
                ["CBT", "Thoughts, actions, feelings", "A diary, small experiments", "16"],
                [
                    "Behavioural activation",
                    "What fills your days",
                    "Planned activities",
                    "12 to 16",
                ],
                ["Interpersonal therapy", "What is between you and others", "Talks, letters", "16"],
            ],
            """
            The numbers are those of the <a cite="nice-ng222">guideline for more severe
            depression</a>; your service may offer fewer or more.
            """,
        ),
        process_steps(
            "From asking to ending",
            [
                (
                    "Ask",
                    "One call or form",
                    """
                    Your GP can refer you. In England you may
                    <a href="https://www.nhs.uk/nhs-services/mental-health-services/find-nhs-talking-therapies-for-anxiety-and-depression/">refer
                    yourself</a>.
                    """,
                ),
                (
                    "Be assessed",
                    "30 to 60 minutes",
                    "Often by telephone. Say what you have tried and what you would like.",
                    "telephone",
                ),
                (
                    "Wait",
                    "Weeks, sometimes months",
                    "Ask how long, and what there is meanwhile. Say so if you get worse.",
                ),
                (
                    "Begin",
                    "The first two or three sessions",
                    "You agree what to work on. It may be tiring, and it may stir things up.",
                ),
                (
                    "Work",
                    "Two to four months",
                    "One session a week, something small to try after each.",
                ),
                (
                    "End, with a plan",
                    "The last session or two",
                    "Your early signs, what has helped, whom to ring.",
                ),
            ],
        ),
        benefits(
            "What you may gain",
            [
                (
                    "Less depression",
                    """
                    With <a cite="cuijpers-2020">no clear difference from antidepressants</a> at
                    the end of treatment.
                    """,
                ),
                (
                    "More again, if you have both",
                    """
                    In a review of 101 trials, <a cite="cuijpers-2020">therapy and medicine
                    together did better than either alone</a>.
                    """,
                ),
                (
                    "Something that may stay with you",
                    """
                    Six to twelve months on, people who had CBT were
                    <a cite="cuijpers-2023">somewhat better off than those who had had
                    medicine</a>. Few trials looked so far ahead.
                    """,
                ),
                (
                    "Help when tablets alone have not been enough",
                    """
                    <a cite="wiles-2013">46 in 100 improved when CBT was added, 22 in 100
                    without</a>.
                    """,
                ),
            ],
        ),
        side_effects(
            "What may be hard about it",
            [
                (
                    "Feeling worse for a day or two after a session",
                    "not_known",
                    "passes",
                    "Plan something kind for afterwards. Tell the therapist next time.",
                ),
                (
                    "It does not fit, or you do not get on",
                    "not_known",
                    "tell_clinician",
                    "Say so early. Another person or another kind may suit you better.",
                ),
                (
                    "You are getting worse",
                    "not_known",
                    "tell_clinician",
                    "Do not wait for the next session. Ring the service or your GP.",
                ),
            ],
            "It can be hard going. How often each of these happens, we do not know.",
        ),
        factors(
            "How to choose",
            [
                ("What you like", "Would you rather test thoughts, change days, or mend ties?"),
                ("How low you are", "If getting up is hard, starting with action may be easier."),
                ("How you like to meet", "Face to face, by video, in a group, with a workbook."),
                ("Who it is", "Trained, supervised, and somebody you can be honest with."),
            ],
        ),
        document(
            "questions",
            "Questions to bring to your appointment",
            "The same page works for a first session with a therapist.",
        ),
        callout(
            "information",
            "Is the therapist qualified?",
            """
            In the UK anybody may use the word “therapist”. For CBT look for accreditation by the
            <a href="https://babcp.com/">BABCP</a>; a clinical psychologist must be registered with
            the <a href="https://www.hcpc-uk.org/">HCPC</a>.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "I cannot talk about feelings. Is it for me?",
                    "You may begin with what you do all day. Feelings can wait.",
                ),
                (
                    "Is online as good?",
                    """
                    Guided courses help many people, and the guideline
                    <a cite="nice-ng222">offers them first in less severe depression</a>. Somebody
                    should check on you.
                    """,
                ),
                (
                    "Can I have it while I have ketamine?",
                    """
                    Yes, and we encourage it. Whether it makes the effect last is
                    <a cite="sanacora-2017">not known</a>.
                    """,
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            The kind matters less than that you begin, keep going and get on with the person. If
            you take an antidepressant as well, <a cite="cuijpers-2020">the two together are more
            likely to help</a>.
            """,
        ),
    ],
)
