"""The day of a treatment, hour by hour."""

from demo.shapes import (
    Article,
    bottom_line,
    call_to_action,
    callout,
    document,
    image,
    plain,
    process_steps,
    questions,
    rich,
    section,
    shared_text,
    text,
)

ARTICLE = Article(
    slug="what-happens-on-the-day",
    title="What happens on the day of a ketamine treatment",
    summary=plain("""
        From breakfast to bedtime: how to get ready, what you may feel in the chair, who is with
        you, and when you can go home.
    """),
    search_description=plain("""
        How to prepare for a ketamine infusion, what it feels like, how you are watched over and
        when you may go home, drive and work again.
    """),
    authors=["noor", "ivo"],
    topics=["ketamine"],
    lead_image="armchair",
    related=["ketamine-duration", "esketamine", "safety-plan"],
    in_short=rich("""
        Set aside half a day. The drip runs for 40 minutes; resting and being watched over takes
        at least two hours more. You may feel far away or dreamlike for a while. Somebody must
        see you home, and you do not drive until the next day.
    """),
    body=[
        text("""
            This is how a treatment would run at our invented clinic. Times and house rules are
            ours; where a rule comes from a study or a medicine’s label, we say so. Other clinics
            do some things differently, so follow what yours has told you.
        """),
        section(
            "The week before",
            """
            A psychiatrist and a nurse have met you, and you have had time to think it over. We
            have a list of everything you take, a blood pressure reading, and the name of the
            person who will see you home. Experts advise <a cite="sanacora-2017">a full
            assessment before the first dose</a>, body as well as mind.

            Keep taking your usual medicines unless we have told you otherwise. Tell us about
            all of them, and about alcohol and other drugs: things that make you drowsy
            <a cite="spravato-smpc">can add to the sleepiness</a>.
            """,
        ),
        document(
            "questions",
            "Questions to bring to your appointment",
            "One page to print and fill in, with room for your own questions.",
        ),
        process_steps(
            "The day, step by step",
            [
                (
                    "At home",
                    "Morning",
                    """
                    Eat lightly, and stop two hours before you come; sip water until half an hour
                    before. The <a cite="spravato-smpc">licensed spray has the same rule, because
                    some people feel sick</a>. Wear something loose and warm.
                    """,
                ),
                (
                    "Arriving",
                    "About 15 minutes",
                    """
                    A nurse takes you to a quiet room. It is yours until you leave. Turn off your
                    phone, or give it to whoever is with you.
                    """,
                ),
                (
                    "Checks",
                    "About 20 minutes",
                    """
                    How you have slept, how low you have been, whether you have had thoughts of
                    dying. Then pulse, blood pressure and oxygen. If your pressure is too high we
                    wait, and sometimes we put the treatment off.
                    """,
                ),
                (
                    "The drip",
                    "40 minutes",
                    """
                    A small needle in the back of your hand or your arm, then a pump does the
                    rest. In the trials the medicine went in
                    <a cite="anand-2023">slowly, over 40 minutes</a>. You can ask us to stop at
                    any moment.
                    """,
                ),
                (
                    "Coming back",
                    "At least 2 hours",
                    """
                    The needle stays in for a while, and so do we. With the licensed spray the
                    feeling of being far away has usually
                    <a cite="spravato-smpc">gone after an hour and a half</a>. There is tea.
                    """,
                ),
                (
                    "Going home",
                    "When you are steady",
                    """
                    You leave when you can walk straight, think clearly, and your pressure is
                    back to where it was. Your companion takes you to the door, not just to the
                    bus.
                    """,
                ),
                (
                    "The evening and the next day",
                    "",
                    """
                    Rest, eat, go to bed. No driving, cycling, machines, alcohol or decisions
                    until you have <a cite="spravato-smpc">slept the night through</a>. We ring
                    you in the morning.
                    """,
                    "telephone",
                ),
            ],
        ),
        section(
            "What it may feel like",
            """
            People tell of floating, of music that seems to fill the room, of time that stands
            still, of watching themselves from a little way off. For some it is pleasant, for
            some frightening, for many both. Doctors call it dissociation. In the trials it was
            <a cite="singh-2016">short, and less marked as treatments went on</a>.

            Feeling sick, dizzy, anxious or having a headache is
            <a cite="singh-2016">frequent, too</a>.
            """,
        ),
        section(
            "What helps while the drip runs",
            """
            - Choose calm music beforehand, without words if you can.
            - Close your eyes, or rest them on one thing.
            - Tell yourself: this is the medicine, and it will pass.
            - Say when something is wrong. A raised hand is enough.
            """,
            level="h3",
        ),
        image("window", "Something to rest your eyes on. The curtains can be drawn."),
        callout(
            "important",
            "Stay at home and ring us first if",
            """
            you have a fever or a chest infection, you have started a new medicine, you have drunk
            alcohol since last night, you may be pregnant, or nobody can see you home.
            """,
        ),
        callout(
            "urgent",
            "After you have gone home",
            """
            Ring us, or NHS 111 when we are closed, for sickness that does not stop, blood
            in your water or pain on passing it, or fear and confusion that grow instead of fading.
            """,
        ),
        callout(
            "emergency",
            "Call 999",
            """
            for <a cite="spravato-label">chest pain, trouble breathing, a sudden severe headache or
            a fit</a>, if somebody cannot be woken, or if you are about to act on thoughts of
            ending your life.
            """,
        ),
        questions(
            "Questions people ask",
            [
                (
                    "Can somebody sit with me?",
                    """
                    Yes, if you both want it. Most find a calm, silent companion better than a
                    talkative one.
                    """,
                ),
                (
                    "Will I be asleep?",
                    """
                    No. The dose is <a cite="fava-2020">well below the one for an operation</a>.
                    You may feel drowsy, and you can answer when spoken to.
                    """,
                ),
                (
                    "Can I go to work the same day?",
                    "No. Most people could the day after; plan nothing that must go well.",
                ),
                (
                    "When will I know whether it is helping?",
                    """
                    Sometimes the next day, sometimes only after several treatments. See
                    <a page="ketamine-duration">how long the effect lasts</a>.
                    """,
                ),
            ],
        ),
        bottom_line(
            "The bottom line",
            """
            Come rested, with an empty afternoon and somebody to see you home. The strange part
            is short, and you are not alone in it. If anything worries you before, during or
            after, say so: stopping is always allowed.
            """,
        ),
        shared_text("questions"),
        call_to_action(
            "Not sure about something?",
            "Bring your questions, or ring. There are no silly ones.",
            "How to reach us",
            "about",
        ),
    ],
)
