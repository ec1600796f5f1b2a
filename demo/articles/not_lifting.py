"""Depression that has not lifted after two treatments."""

from demo.shapes import (
    Article,
    bottom_line,
    call_to_action,
    callout,
    factors,
    plain,
    process_steps,
    questions,
    section,
    shared_text,
    table,
    video,
)

ARTICLE = Article(
    slug="when-two-treatments-have-not-helped",
    title="When two treatments have not lifted your depression",
    summary=plain("""
        It happens to many people and it is nobody’s fault. What to check first, which next steps
        have been studied, and how to choose between them.
    """),
    search_description=plain("""
        Treatment-resistant depression in plain words: what to check, which next steps have
        evidence, and how likely each one is to help.
    """),
    authors=["ada"],
    topics=["depression", "living"],
    lead_image="path",
    related=["talking-treatments", "ketamine-duration", "antidepressant-side-effects"],
    body=[
        section(
            "You are not the exception",
            """
            A large American study, STAR*D, followed people through up to four treatments, one
            after the other. With the first, <a cite="rush-2006">37 in 100 got well</a>. More got
            well with the second. With the third and the fourth it became less likely, and
            relapse more so.

            Later researchers counted the same data again by the study’s own first plan and found
            <a cite="pigott-2023">about half as many people well in the end: 35 in 100, not
            67</a>. The two teams still disagree. Both counts say the same to you: needing a
            second or third step is usual.
            """,
        ),
        table(
            "How many got well at each step of STAR*D, as first reported",
            [("text", "Step"), ("number", "Well, in 100 who tried it")],
            [
                ["First treatment", "36.8"],
                ["Second", "30.6"],
                ["Third", "13.7"],
                ["Fourth", "13.0"],
            ],
            """
            From <a cite="rush-2006">the 2006 report</a>. “Well” means almost no symptoms on a
            questionnaire. The <a cite="pigott-2023">later count</a> came out lower overall.
            """,
        ),
        callout(
            "information",
            "A word you may meet",
            """
            Doctors speak of “treatment-resistant depression” when
            <a cite="mcintyre-2021">two treatments, long enough and strong enough, have not
            worked</a>. It is the illness that resists. You do not.
            """,
        ),
        section(
            "First, look back",
            """
            Before anything is added, the national guideline asks you and your doctor to
            <a cite="nice-ng222">look for a reason that can be put right</a>.
            """,
        ),
        factors(
            "Things worth checking",
            [
                (
                    "Time and dose",
                    """
                    An antidepressant usually needs about <a cite="nice-ng222">four weeks at a
                    full dose</a> before it can be judged.
                    """,
                ),
                (
                    "Taking it",
                    """
                    Missed tablets are common, often because of side effects. Say so; there are
                    <a page="antidepressant-side-effects">ways round most of them</a>.
                    """,
                ),
                (
                    "Life around you",
                    """
                    Debt, violence, loneliness, a job that grinds: a tablet cannot mend these, and
                    the guideline asks that they be <a cite="nice-ng222">looked at as well</a>.
                    """,
                ),
                (
                    "Body",
                    """
                    <a cite="nice-ng222">Other illnesses</a>, pain, poor sleep, other medicines,
                    alcohol. Ask for a check.
                    """,
                ),
                (
                    "The diagnosis",
                    """
                    Is it depression alone? Times of unusual energy and little sleep, for
                    example, may mean bipolar disorder, which <a cite="nice-ng222">needs other
                    treatment</a>.
                    """,
                ),
            ],
        ),
        section(
            "Next steps that have been studied",
            """
            These come from the guideline <a cite="nice-ng222">NG222</a> unless we name another
            source. Which is best for you depends on what you have tried, what you can bear and
            what you would like.
            """,
        ),
        section(
            "Add a talking treatment",
            """
            In British general practices, people who were still depressed after at least six
            weeks on an antidepressant were offered cognitive behavioural therapy as well. After
            six months <a cite="wiles-2013">46 in 100 had improved by at least half, against
            22 in 100 with usual care</a>. Taken together, trials suggest that
            <a cite="cuijpers-2020">both at once do better than either alone</a>.
            """,
            level="h3",
        ),
        section(
            "Change the medicine",
            """
            A higher dose or <a cite="nice-ng222">a different antidepressant</a> may help; the
            evidence for either is limited. Change over under guidance, not overnight.
            """,
            level="h3",
        ),
        section(
            "Add a second medicine",
            """
            Two antidepressants together, or one with lithium or a low dose of an antipsychotic.
            This needs <a cite="nice-ng222">a specialist’s advice</a>, regular checks, and a clear
            date on which to decide whether it is worth it.
            """,
            level="h3",
        ),
        section(
            "Electroconvulsive therapy (ECT)",
            """
            A treatment under a short general anaesthetic, for
            <a cite="nice-ng222">severe depression, when a fast answer is needed or others have
            failed</a>. Trouble with memory is the main worry;
            <a cite="anand-2023">in one trial it got better over the following months</a>.
            """,
            level="h3",
        ),
        section(
            "Ketamine or esketamine",
            """
            Quick for some, brief for most. Read <a page="ketamine-duration">how long it
            lasts</a> and <a page="esketamine">how the two differ</a>. On the NHS in England
            <a cite="nice-ta854">esketamine is not recommended</a> for this; in Scotland
            <a cite="smc-2258">it is accepted</a>.
            """,
            level="h3",
        ),
        process_steps(
            "How to choose, in one appointment",
            [
                (
                    "Write down what you have had",
                    "10 minutes, at home",
                    "Name, dose, how long, what it did, why you stopped. Guesses are fine.",
                ),
                (
                    "Say what matters most",
                    "5 minutes",
                    "Sleep? Being able to work? Feeling something again? Fewer tablets?",
                ),
                (
                    "Hear two or three options",
                    "15 minutes",
                    "For each: how likely to help, how soon, what may go wrong, how to stop.",
                ),
                (
                    "Settle one step and one date",
                    "5 minutes",
                    "What you will try, and the day on which you both look whether it has worked.",
                ),
            ],
        ),
        video(
            "https://www.youtube.com/watch?v=XiCrniLQGYc",
            "“I had a black dog, his name was depression” (World Health Organization)",
            "About 4 minutes",
            "window",
            """
            This is a description, not word for word. In this drawn film the writer Matthew
            Johnstone tells of his depression as a large black dog that follows him about.

            The dog takes his appetite, his sleep, his confidence and his pleasure in things. He
            hides it from everybody, which wears him out. As the dog grows he feels cut off, until
            he asks for professional help and speaks openly to the people near him.

            He learns that there are many ways to treat the illness and no single quick remedy;
            that it can reach anyone; and that the dog can be brought to heel, with knowledge,
            patience and support. The film ends by asking those who are struggling never to be
            afraid to ask for help.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "Have I used up my chances?",
                    """
                    No. Even at the fourth step of STAR*D <a cite="rush-2006">some people got
                    well</a>, and several treatments named here were not part of that study.
                    """,
                ),
                (
                    "Should I stop what is not working?",
                    """
                    Not suddenly. Antidepressants are <a cite="rcpsych-stopping">best lowered in
                    steps</a>.
                    """,
                ),
                (
                    "Who can refer me?",
                    """
                    Your GP. In England you can also
                    <a href="https://www.nhs.uk/nhs-services/mental-health-services/find-nhs-talking-therapies-for-anxiety-and-depression/">refer
                    yourself to NHS Talking Therapies</a>.
                    """,
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            Two treatments that have not worked are a reason to look again, not to give up. Check
            time, dose and everything around the illness; then choose <b>one</b> next step and a
            date to judge it. If you have had tablets alone, ask about
            <a cite="wiles-2013">adding a talking treatment</a>.
            """,
            show_as_summary=True,
        ),
        shared_text("questions"),
        call_to_action(
            "Would a second opinion help?",
            "See what a first appointment covers and what it would cost.",
            "Costs",
            "costs",
        ),
    ],
)
