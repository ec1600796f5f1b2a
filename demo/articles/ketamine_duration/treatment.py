"""What a treatment is like, what it may bring and what may go wrong."""

from demo.shapes import (
    Block,
    benefits,
    bottom_line,
    call_to_action,
    callout,
    process_steps,
    questions,
    section,
    side_effects,
)

TREATMENT: list[Block] = [
    process_steps(
        "How an infusion goes",
        [
            (
                "Checks",
                "20 to 30 minutes",
                """
                How you are, what you take, your blood pressure and pulse. An infusion is put
                off if something is not right.
                """,
            ),
            (
                "The drip",
                "40 minutes",
                """
                A fine tube in your arm, a pump, a chair that tips back. In the trials the
                dose runs in over <a cite="anand-2023">40 minutes</a>, not faster.
                """,
            ),
            (
                "Being watched over",
                "The whole time",
                """
                A trained member of staff stays with you. Experts ask for
                <a cite="sanacora-2017">heart, blood pressure and breathing to be
                monitored</a>, by people who can act if something goes wrong.
                """,
            ),
            (
                "Recovery",
                "At least 2 hours at this clinic",
                """
                The strange feelings fade. You stay until you are steady and clear. We use
                the <a cite="spravato-smpc">two hours that the licensed spray asks for</a>.
                """,
            ),
            (
                "Going home, and the days after",
                "",
                """
                Somebody takes you home. We ring the next day, and go through a short mood
                questionnaire with you each week, so that a return is noticed early.
                """,
            ),
        ],
        'A longer account is in <a page="ketamine-day">What happens on the day</a>.',
    ),
    benefits(
        "What you may gain",
        [
            (
                "Relief within a day or so, rather than weeks",
                """
                If it works for you. In the trial above it did for
                <a cite="murrough-2013-midazolam">about two in three</a>.
                """,
            ),
            (
                "A chance after other treatments have not helped",
                """
                Among 365 people whose depression had resisted treatment,
                <a cite="anand-2023">55 in 100 improved with ketamine and 41 in 100 with
                ECT</a>. Everybody knew which they were having, which can tilt a result.
                """,
            ),
            (
                "Fewer suicidal thoughts for a few days",
                """
                Pooled trials found <a cite="wilkinson-2018">fewer such thoughts from the
                first day for up to a week</a>. That is not the same as preventing suicide:
                the label of esketamine says this <a cite="spravato-label">has not been
                shown</a>.
                """,
            ),
            (
                "No general anaesthetic, and less trouble with memory than after ECT",
                """
                Memory scores <a cite="anand-2023">fell after three weeks of ECT and hardly
                changed with ketamine</a>. They recovered over time.
                """,
            ),
        ],
    ),
    callout(
        "important",
        "Not every trial found a benefit",
        """
        In the KARMA-Dep 2 trial, people in hospital with depression had up to eight infusions
        of ketamine or of a sedative on top of their usual care. At the end
        <a cite="jelovac-2025">there was no significant difference between the two
        groups</a>. In another trial, <a cite="ekstrand-2022">63 in 100 became well with ECT
        and 46 in 100 with ketamine</a>. An honest answer today is: it helps some people,
        for a time.
        """,
    ),
    side_effects(
        "What may go wrong",
        [
            (
                "Feeling unreal, detached, or that time and space have changed (dissociation)",
                "very_common",
                "passes",
                """
                <a cite="singh-2016">One of the most frequent effects; it is brief and tends
                to lessen with each infusion</a>. Tell the person beside you if it frightens
                you.
                """,
            ),
            (
                "Headache, dizziness, feeling sick, feeling anxious",
                "very_common",
                "passes",
                """
                Each was reported by <a cite="singh-2016">at least one person in five</a>. Ask
                for something against sickness.
                """,
            ),
            (
                "Sleepiness",
                "not_known",
                "passes",
                """
                With the licensed spray it is
                <a cite="spravato-smpc">mostly mild and gone the same day</a>. Do not drive,
                cycle or sign anything important until the next day.
                """,
            ),
            (
                "A rise in blood pressure and pulse",
                "not_known",
                "tell_clinician",
                """
                <a cite="short-2018">Among the effects reported most often</a>, and measured
                all the time at the clinic. Say beforehand if you have high blood pressure or
                a heart condition.
                """,
            ),
            (
                "Needing to pass water often, pain when you do, or blood in it",
                "not_known",
                "tell_clinician",
                """
                Ketamine can <a cite="fda-2023">harm the bladder</a>. This is known best from
                people who use it heavily; the risk with repeated treatment
                <a cite="short-2018">has hardly been studied</a>. Tell us at once: the sooner
                it is noticed, the better.
                """,
            ),
            (
                "Wanting more of it, or taking ketamine from elsewhere",
                "not_known",
                "tell_clinician",
                """
                <a cite="fda-2023">Ketamine can be misused</a>. Nobody will be cross with
                you. Tell us, or any doctor you trust.
                """,
            ),
            (
                "Trouble with memory or thinking that does not clear",
                "not_known",
                "tell_clinician",
                """
                Seen in people who use a lot of it; after treatment, over months and years,
                <a cite="short-2018">too little has been studied</a>.
                """,
            ),
            (
                "Very deep sleep, or slow or shallow breathing",
                "not_known",
                "urgent",
                """
                <a cite="fda-2023">Ketamine can slow breathing</a>. If somebody cannot be
                woken after a treatment, call 999.
                """,
            ),
            (
                "Chest pain, breathlessness, sudden severe headache, a change in sight, a fit",
                "not_known",
                "urgent",
                """
                <a cite="spravato-label">May be signs of dangerously high blood pressure</a>.
                Call 999.
                """,
            ),
            (
                "Darker mood, or thoughts of ending your life",
                "not_known",
                "urgent",
                """
                Depression <a cite="murrough-2013-repeated">can return as the effect wears
                off</a>. Use the numbers further down, day or night.
                """,
            ),
        ],
        """
        After a dose, <a cite="short-2018">side effects are reported more often with ketamine
        than with placebo</a>, and few studies have looked further than some weeks. Where we
        say “not known”, nobody has counted well.
        """,
    ),
    section(
        "Is it right for me?",
        """
        It has been studied mostly in adults for whom
        <a cite="fava-2020">at least two treatments, well given, had not done enough</a>. It is
        not a first treatment, and not a way round waiting lists for talking treatment.

        Tell us beforehand, because treatment may be unsafe, if:

        - your blood pressure is high or you have had heart trouble
        - you have ever had an <a cite="spravato-label">aneurysm or bleeding in the brain</a>
        - you have ever had <a cite="spravato-label">psychosis</a>
        - you are <a cite="spravato-label">pregnant, may be, or are breastfeeding</a>
        - alcohol or drugs are, or have been, a problem

        The list comes mostly from the label of esketamine, the close relative. Your own
        doctor will go through yours.
        """,
    ),
    section(
        "Does it help with other conditions?",
        """
        Less is known. For post-traumatic stress, one trial with 30 people found that
        <a cite="feder-2021">six infusions eased symptoms more than a sedative did</a>; a
        larger one with 158 people from the armed forces found
        <a cite="abdallah-2022">no significant difference in those symptoms</a>. We would not
        promise anything beyond depression, and depression only with care.
        """,
    ),
    section(
        "How to tell whether a clinic is careful",
        """
        The experts of a <a cite="sanacora-2017">consensus statement</a> ask for a full
        assessment first, consent in plain words, staff who can treat an emergency,
        monitoring during each dose, and a plan for what comes after. Ask:

        - Who will assess me, and what would make you say no?
        - Who is in the room, and what happens if my breathing slows?
        - How many treatments, and how will we decide to stop?
        - Who is told at my surgery?
        - What will it cost altogether?

        Be wary of anyone who offers a cure, sends ketamine to your home, or never asks about
        your bladder.
        """,
    ),
    questions(
        "Questions people ask",
        [
            (
                "Is it a cure?",
                """
                No. In one study <a cite="ekstrand-2022">70 in 100 of those who had become well were
                unwell again within a year</a>. It may give you a better stretch in which to
                begin other help.
                """,
            ),
            (
                "Do I stop my antidepressant?",
                """
                Not by yourself. In many trials people
                <a cite="fava-2020">kept taking theirs</a>. Stopping suddenly
                <a cite="rcpsych-stopping">can make you feel very unwell</a>.
                """,
            ),
            (
                "What if I feel nothing after the first one?",
                """
                That is common, and not your fault. In one study it
                <a cite="phillips-2019">typically took three</a>. Agree beforehand when you
                will call it a day.
                """,
            ),
            (
                "How will I know that it is wearing off?",
                """
                Early signs are personal: sleep, perhaps, or interest, or patience. Write down
                yours with somebody who knows you, and whom to ring when you see them.
                """,
            ),
        ],
    ),
    bottom_line(
        "The bottom line",
        """
        If ketamine helps you, expect <b>days</b> of relief from one infusion and
        <b>a few weeks</b> from a course of six: among those who improved, half were
        <a cite="murrough-2013-repeated">unwell again within 18 days</a>. Top-ups may hold
        the gain, but <a cite="short-2018">their long-term safety is not known</a>. Ketamine is
        off-label, it does not help everybody, and it belongs in a wider plan.
        """,
        show_as_summary=True,
    ),
    call_to_action(
        "Thinking about ketamine?",
        "Read how we decide together whether it is worth trying, and when we say no.",
        "How we work",
        "how-we-work",
    ),
]
