"""What ketamine does, how soon and for how long."""

from demo.shapes import Block, callout, factors, image, section, table

EFFECT: list[Block] = [
    section(
        "What ketamine is",
        """
        Ketamine is <a cite="ketamine-smpc">licensed in the UK as an anaesthetic</a>, to put
        people to sleep for an operation. Since <a cite="berman-2000">the year 2000</a> doctors
        have also studied it for depression, in a dose that is <a cite="fava-2020">too small
        to cause anaesthesia</a>.

        No ketamine infusion is licensed for depression. In the United States the regulator
        says plainly that <a cite="fda-2023">ketamine is not approved for any psychiatric
        disorder</a>. A close relative, esketamine nasal spray, does have a licence; we
        compare the two in <a page="esketamine">a separate article</a>.
        """,
    ),
    callout(
        "information",
        "What “off-label” means",
        """
        A doctor may prescribe a medicine for something that its licence does not name, if
        they judge it to be right for you. It also means that no regulator has weighed the
        good and the harm for this use. You should be told so before you agree to anything.
        """,
    ),
    section(
        "How it may lift mood",
        """
        Most antidepressants act on serotonin and similar messengers. Ketamine and esketamine
        block something else, the NMDA receptor. For a short while this
        <a cite="spravato-smpc">lets more glutamate flow, which may help connections between
        nerve cells to recover</a>.

        <a ask="word-may">Note the word “may”.</a> How this becomes a lighter mood is
        <a cite="fava-2020">still not clear</a>.
        """,
    ),
    section(
        "How soon people notice something",
        """
        Often by the next day, where it helps at all. In a trial with 73 people, one infusion
        of ketamine was compared with a sedative that also makes people feel odd. After 24
        hours <a cite="murrough-2013-midazolam">64 in 100 had improved by at least half with
        ketamine, and 28 in 100 with the sedative</a>.

        A review of all such trials agrees, with care: ketamine
        <a cite="dean-2021">may work better than a placebo at 24 hours</a>, but most of the
        evidence is of low quality, and it is hard to hide from people which drug they got.
        """,
    ),
    section(
        "How long it lasts",
        """
        <a ask="not-trials">The answer is different for one infusion and for a course of
        them.</a> In the studies below, “improved” means that a depression score fell by at
        least half.
        """,
    ),
    section(
        "After one infusion: days",
        """
        In an early trial with 18 people, <a cite="zarate-2006">71 in 100 of those given
        ketamine had improved the next day, and 35 in 100 were still better after a
        week</a>. In a later trial with 99 people, the difference from the comparison drug
        was <a cite="fava-2020">clearest on the first day</a>, and soon too small to be
        sure of.
        """,
        level="h3",
    ),
    section(
        "After a course: weeks",
        """
        Six infusions in about two weeks helped more people, for longer. Among 24 people,
        <a cite="murrough-2013-repeated">71 in 100 improved. Half of those who had improved
        were unwell again within 18 days of the last infusion</a>; the other half stayed
        well for longer. Nobody was given a dummy treatment in that study, so some of the
        improvement may have had other causes.
        """,
        level="h3",
    ),
    section(
        "With top-ups: as long as they go on, perhaps",
        """
        In another study, people who had improved went on to
        <a cite="phillips-2019">one infusion a week for four weeks, and on average stayed as
        well as they were</a>. How long this can safely go on has not been studied well.
        """,
        level="h3",
    ),
    image(
        "curve",
        """
        A sketch, not a measurement: quick relief, then a slow return. Your own line may be
        flatter, longer, or not rise at all.
        """,
    ),
    table(
        "How long improvement lasted, study by study",
        [
            ("rich_text", "Study"),
            ("number", "People"),
            ("text", "Treatment"),
            ("rich_text", "What happened afterwards"),
        ],
        [
            [
                '<a cite="zarate-2006">Zarate, 2006</a>',
                "18",
                "One infusion",
                "35 in 100 still improved after a week",
            ],
            [
                '<a cite="murrough-2013-repeated">Murrough, 2013</a>',
                "24",
                "Up to six infusions in 12 days",
                "Half of those who improved were unwell again within 18 days",
            ],
            [
                '<a cite="phillips-2019">Phillips, 2019</a>',
                "41",
                "Six infusions, then one a week for four weeks",
                "59 in 100 improved with six; improvement was kept up during the weekly ones",
            ],
            [
                '<a cite="ekstrand-2022">Ekstrand, 2022</a>',
                "186",
                "Infusions three times a week (or ECT, electroconvulsive therapy)",
                "Of those who had become well with ketamine, 70 in 100 were unwell again "
                "within a year",
            ],
        ],
        """
        The studies chose different people and counted in different ways, so the rows cannot
        be set against each other.
        """,
    ),
    factors(
        "What may change how long it lasts",
        [
            (
                "Dose",
                """
                Trials mostly use 0.5 mg for each kilogram of body weight, over 40 minutes.
                <a cite="fava-2020">That dose, and one twice as large, did better than the
                comparison drug; smaller ones were less convincing</a>. More is not known to
                last longer.
                """,
            ),
            (
                "Number of infusions",
                """
                Effects seem to add up. Those who improved in one study needed
                <a cite="phillips-2019">three infusions, as a rule, before they did</a>.
                Twice a week worked <a cite="singh-2016">as well as three times</a> over
                15 days.
                """,
            ),
            (
                "How it is given",
                """
                A slow drip into a vein has been studied most. There is
                <a cite="mcintyre-2021">less to go on for tablets, lozenges and
                injections</a>. The regulator in the US has
                <a cite="fda-2023">warned about ketamine taken at home</a>, where nobody is
                watching over you.
                """,
            ),
            (
                "How severe the depression is",
                """
                In one large trial, people with moderately severe or severe depression, and
                those treated as outpatients, <a cite="jha-2024">did better with ketamine
                than with ECT; in the very severe group ECT worked sooner</a>. The trial was
                not set up to answer this, so it is a hint only.
                """,
            ),
            (
                "What else you do",
                """
                Talking treatment, an antidepressant, sleep and company may all matter to
                staying well. Whether they make a ketamine response last longer
                <a cite="sanacora-2017">is one of the things that longer studies still have
                to show</a>.
                """,
            ),
        ],
        "Nobody can tell beforehand how long it will last for one person. These things may "
        "play a part.",
    ),
]
