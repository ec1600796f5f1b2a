"""Help in a crisis, and a plan for the next one."""

from demo.shapes import (
    Article,
    bottom_line,
    callout,
    crisis_help,
    document,
    factors,
    image,
    plain,
    process_steps,
    questions,
    rich,
    section,
    text,
)

ARTICLE = Article(
    slug="safety-plan",
    title="Getting help in a crisis, and making a safety plan",
    summary=plain("""
        Whom to call now. And, when things are calmer, how to write one page that helps you through
        the next bad hour.
    """),
    search_description=plain("""
        Crisis numbers in the UK, and a six-step safety plan for suicidal thoughts that you can
        print and fill in.
    """),
    authors=["cleo", "noor"],
    topics=["living"],
    lead_image="telephone",
    related=["talking-treatments", "antidepressant-side-effects"],
    in_short=rich("""
        If you may act on thoughts of ending your life, call 999 or go to A&amp;E now. If you can
        wait a little, call 111 and choose the mental health option, or Samaritans on 116 123. When
        it is calmer, write a safety plan.
    """),
    body=[
        callout(
            "emergency",
            "In danger now?",
            """
            If you have hurt yourself, have taken too much of something, or are about to, call
            999, or ask somebody to take you to A&amp;E. <a cite="nhs-urgent">A mental health
            emergency is as serious as a physical one</a>, and you are not wasting anyone’s time.
            """,
        ),
        crisis_help("People who answer", "Ring any of them, as often as you need."),
        text("""
            Thoughts of suicide come and go, like weather. They can be very strong and still pass.
            The NHS lists <a cite="nhs-suicidal-thoughts">more people and services to turn to</a>.
            What follows is for a calmer hour.
        """),
        section(
            "What a safety plan is",
            """
            One page in your own words: what to do first, second and third when the thoughts come.
            You begin at the top and go down only as far as you need.

            It helps to write it with somebody. When hospital staff in the United States did so
            with people in crisis, and rang them afterwards,
            <a cite="stanley-2018">about half as many showed suicidal behaviour in the next six
            months as with usual care</a>. The groups were not chosen by lot, so part of this may
            have other causes. Six studies with 3,536 people, taken together,
            <a cite="nuij-2021">also found less suicidal behaviour. They did not find fewer
            thoughts</a>: a plan does not take the pain away, it helps you to live through it.
            """,
        ),
        process_steps(
            "Six steps",
            [
                (
                    "My warning signs",
                    "5 minutes",
                    "“I stop answering messages.” “I lie awake counting mistakes.”",
                ),
                (
                    "What I can do alone",
                    "5 minutes",
                    "A shower, a walk round the block, one song, the dog. Small and near.",
                ),
                (
                    "Where I can be among people",
                    "5 minutes",
                    "A library, a café, a sister’s kitchen. You need not talk about it.",
                ),
                (
                    "Whom I can tell",
                    "5 minutes",
                    "Two or three names and numbers. Ask them first whether you may.",
                    "two-people",
                ),
                (
                    "Who helps for a living",
                    "5 minutes",
                    "Your GP, your crisis team, 111, Samaritans. Write the numbers out.",
                ),
                (
                    "How I make it safer around me",
                    "10 minutes",
                    """
                    <a cite="samaritans-plan">Put out of reach what you might use</a>: let somebody
                    keep your tablets, and ask the pharmacist for a week’s supply at a time.
                    """,
                ),
            ],
            """
            The steps are those that <a cite="samaritans-plan">Samaritans</a> and
            <a cite="stanley-2018">the researchers</a> use.
            """,
        ),
        document(
            "safety-plan",
            "My safety plan",
            "One page to print, with the six steps and room to write.",
        ),
        image("window", "Keep it where you will find it: on the phone, by the bed, in the purse."),
        factors(
            "What makes a plan work",
            [
                ("Your words", "“Ring Jo” is better than “use social support”."),
                ("Doable at the worst hour", "If it needs strength, it is too big."),
                ("Shared", "At least one other person has a copy."),
                ("Used early", "At the first sign, not the last."),
                ("Looked at again", "After each use, and twice a year."),
            ],
        ),
        section(
            "If you are worried about somebody",
            """
            Ask plainly: “Are you thinking of ending your life?” Listen more than you speak. Stay,
            or find somebody who can. Help them with the page, but
            <a cite="samaritans-plan">let it stay theirs</a>. If they may act on it, call 999.
            """,
        ),
        callout(
            "important",
            "A plan is not treatment",
            """
            It is a handrail. See your GP as well, and read what else there is:
            <a page="talking-treatments">talking treatments</a>, and
            <a page="not-lifting">next steps when treatment has not helped</a>.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "Will they lock me up if I say it?",
                    """
                    The first thing that happens is that somebody listens. Hospital is for when
                    nothing else keeps you safe, and you will be asked what you think.
                    """,
                ),
                (
                    "I do not want to die, I only want it to stop. Does that count?",
                    "Yes. That is reason enough to ring.",
                ),
                (
                    "I have rung before and it was no good.",
                    "It can be. Try another number, or a text. Another voice may be the one.",
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            Now: 999, 111 or 116 123. Later: one page, six steps, one other person who has it.
            """,
        ),
    ],
)
