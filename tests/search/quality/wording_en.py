"""English wording for pages about what does not exist."""

from tests.search.quality.sorts import Sort, lines

MEDICINES = Sort(
    names=lines("""
        Tasmelor
        Quindrel
        Velorin
        Nomarex
        Pelutin
        Ostrivan
        Karbelin
        Zuvemide
        Fandoril
        Brinoxal
        Lumetrine
        Orbecade
        Sivantol
        Drefonil
        Gallepine
        Hestramol
        Jolivast
        Wexarin
        Yambutal
        Corvelase
        Mundelan
        Pristovel
        Rathomide
        Selgobane
        Tinverol
        Ulmadine
        Vostrepin
        Axolime
        Bendraquel
        Cyrmelast
        Dovantra
        Elkoprine
        Fesulmid
        Grotavane
        Halvexor
        Imbrelol
        Kesturan
        Larnovise
        Moxibrel
        Nerulane
        Opaldrin
        Perzolact
        Quovatine
        Relmodac
        Stambivir
        Torquenal
        Umbrosel
        Vantelime
        Worvadol
        Zentruline
    """),
    titles=lines("""
        {name}: what to know before you begin
        {name} tablets
        Taking {name}
        {name} explained
        Your questions about {name}
        {name}, a leaflet in plain words
    """),
    summaries=lines("""
        {name} is an invented medicine. This page tests a search and tells nobody what to do.
        No medicine is called {name}. A test page, like a leaflet for low mood and anxiety.
        A made-up leaflet about {name}, a tablet that nobody sells, in the words that leaflets use.
    """),
    sections={
        "what": (
            ("What {name} is", "About {name}", "What is {name} used for?", "The medicine"),
            lines("""
                In this invented leaflet {name} is used for low mood; it is no real medicine.
                It is an antidepressant without a licence that is taken once a day.
                The leaflet says that it was tested in {number} imaginary people with depression.
                It comes as a tablet, and in this story as a nasal spray and an infusion too.
                It is said to work on messengers in the brain that do not exist.
            """),
        ),
        "taking": (
            ("How to take it", "Taking it", "Dose and times", "How much and when"),
            lines("""
                The invented dose is {number} milligrams in the morning.
                In the story it is swallowed with water, before or after breakfast.
                The leaflet asks people to begin with a low dose and to raise it in steps.
                It takes {number} imaginary days until somebody notices something.
            """),
        ),
        "effects": (
            (
                "Side effects",
                "Side effects of {name}",
                "What may go wrong",
                "Unwanted effects",
                "Side effects and what to do",
            ),
            lines("""
                Side effects, made up: feeling sick, headache, dizziness, sleeping badly.
                In {number} of 100 invented people it caused nausea in the first week.
                Drowsiness, sweating and shaking stand in the list because they stand in most lists.
                A change of weight, less wish for sex and a rash are named too.
                High blood pressure and trouble passing water are said to be rare.
            """),
        ),
        "missed": (
            ("If you miss a dose", "A missed tablet", "You forgot one?", "Missed doses"),
            lines("""
                A missed dose is left out, and the next is taken at the usual time.
                The leaflet says not to take two for one that somebody forgot.
                Somebody who has missed several rings the invented pharmacist.
            """),
        ),
        "alcohol": (
            ("Alcohol", "{name} and alcohol", "May I drink?", "Drinking"),
            lines("""
                The leaflet advises against alcohol with {name}, as leaflets do.
                Wine and beer may add to the invented drowsiness.
                One glass is not discussed in this made-up text.
            """),
        ),
        "driving": (
            ("Driving", "Driving and machines", "Can I drive?", "At the wheel"),
            lines("""
                The leaflet asks people not to drive until they know how {name} affects them.
                The same is said of cycling and of tools.
                In the story a dizzy driver takes the bus.
            """),
        ),
        "pregnancy": (
            ("Pregnancy and breastfeeding", "If you are pregnant", "Having a baby"),
            lines("""
                Somebody who is pregnant or breastfeeding asks before taking {name}.
                The leaflet has no studies in pregnancy to speak of, because there are none.
                Plans for a baby are a reason for an appointment in this story.
            """),
        ),
        "stopping": (
            ("Stopping {name}", "Coming off it", "When you want to stop", "How to stop"),
            lines("""
                Nobody stops {name} suddenly: the dose goes down over {number} weeks.
                Invented symptoms of withdrawal are strange dreams and feeling shaky.
                A calendar for coming off slowly is part of the made-up packet.
            """),
        ),
        "bottom": (
            ("The bottom line", "In a nutshell"),
            lines("""
                {name} does not exist, so nobody should take it.
                What this page says of {name} is there to be searched and for nothing else.
                Read a real leaflet for a real medicine.
            """),
        ),
    },
)

TREATMENTS = Sort(
    names=lines("""
        lantern therapy
        harbour method
        tide breathing
        orchard walking
        pebble counting
        slow kettle practice
        window drawing
        the marble exercise
        attic clearing
        hedgerow listening
        paper boat therapy
        evening ledger
        compass talks
        wool and silence
        stairwell singing
        the blue thread method
        moonlit gardening
        bread and patience
        postcard therapy
        umbrella training
        cloud naming
        porch sitting
        river stone work
        mirror walking
        the slow clock method
        feather balance
        doorway practice
        letterbox therapy
        hill and valley talks
        the quiet bench course
        button sorting
        lighthouse groups
        chalk line therapy
        winter garden sessions
        the tin whistle course
        meadow mapping
        carousel talks
        silver spoon practice
        the long table group
        acorn planting
    """),
    titles=lines("""
        {name}: what happens
        {name} for low mood
        Is {name} for you?
        {name}, step by step
        A guide to {name}
    """),
    summaries=lines("""
        {name} is an invented treatment. This page tests a search; please try nothing it says.
        How {name} would go, how long it would take and what it would cost, if it existed.
        Made-up answers about {name}, in the form of a page about talking treatments.
    """),
    sections={
        "what": (
            ("What {name} is", "What it is", "More than a hobby", "The idea"),
            lines("""
                {name} is made up for this page.
                The idea is that people with depression meet in a group and do something small.
                It is neither counselling nor psychotherapy, since it is nothing at all.
                Its inventor is a character in a test.
            """),
        ),
        "session": (
            ("How a session goes", "A session, step by step", "What happens in a session"),
            lines("""
                A session lasts {number} minutes; between sessions there is homework.
                First everybody says how the week was; then the work begins.
                There is tea, and a cushion for each chair.
                At the end the group agrees what to try until next time.
            """),
        ),
        "long": (
            ("How long it takes", "Number of sessions", "How long you come"),
            lines("""
                The invented course has {number} sessions, one a week.
                Some stay for a month, some for a year, in this story.
                Top-ups are offered every {number} weeks.
            """),
        ),
        "whom": (
            ("Who it is for", "Is it right for you?", "Who should not come"),
            lines("""
                It is for imaginary adults who like small tasks.
                Whoever does not like groups can come alone.
                Somebody in a crisis rings a crisis line and does not wait for {name}.
            """),
        ),
        "hard": (
            ("What may be hard", "Side effects", "What can go wrong"),
            lines("""
                A few invented people felt worse for a day after a session.
                It can be boring, and it can stir things up.
                Nobody has counted how often, since nobody has ever come.
            """),
        ),
        "cost": (
            ("What it costs", "Cost", "Prices", "Money"),
            lines("""
                A session costs {number} invented pounds.
                The first visit is free, and insurance does not pay.
                A course is paid for after each session.
            """),
        ),
        "evidence": (
            ("Does it work?", "What the studies found", "Evidence"),
            lines("""
                No study shows that {name} works, because it does not exist.
                An imaginary trial with {number} people compared it with a waiting list.
                Nobody improved, and nobody got worse, in either group.
            """),
        ),
    },
)

SUBJECTS = Sort(
    names=lines("""
        night shifts
        moving house
        exam nerves
        noisy neighbours
        retirement
        jet lag
        working from home
        a new baby in the house
        caring for a parent
        long winters
        debts
        unemployment
        the first week at a new school
        loneliness in a big city
        phones in the bedroom
        coffee in the evening
        a cold house
        grief at the holidays
        a divorce
        public speaking
        being bullied
        long commutes
        gambling
        energy drinks
        dark mornings
        gardening
        a dog in the family
        singing in a choir
        swimming in cold water
        shift handovers
        strict diets
        skipping breakfast
        screen time
        video games
        social media breaks
        anniversaries of a loss
        a quarrel in the family
        living alone
        student housing
        military service
        hospital visits
        waiting for test results
        dental fear
        fear of flying
        fear of needles
        fear of heights
        blushing
        perfectionism
        putting things off
        saying no
        making friends after fifty
        coming back to work after illness
        telling your employer
        talking to children about illness
        supporting a friend
        supporting a partner
        sleep diaries
        naps
        bright light in the morning
        walking every day
        stretching at a desk
        breathing exercises
        keeping a mood diary
        music at bedtime
        cooking for one
        eating together
        drinking enough water
        giving up smoking
        cutting down on alcohol
        long journeys
        summer heat
        thunderstorms
        news that upsets you
        anger
        jealousy
        guilt
        shame
        boredom
        crying
        forgetting names
        poor concentration
        losing your keys
        restless legs
        grinding teeth
        tension in the neck
        ringing in the ears
        hot flushes
        school refusal
        homesickness
        first love
        empty nest
        becoming a grandparent
        religious festivals
        volunteering
        learning a language
        keeping a pet rat
        paper planners
        tidying up
        minimalism
        morning routines
    """),
    titles=lines("""
        {name} and your mood
        Living with {name}
        {name}: small things to try
        Thinking about {name}
        {name}, and what people tell of it
    """),
    summaries=lines("""
        A test page about {name}. It is not advice, and nobody has checked it.
        What people might say about {name}, made up for a test.
        Invented notes on {name}, sleep, stress and low mood.
    """),
    sections={
        "why": (
            ("Why {name} matters", "What people tell", "How it may feel", "Where it begins"),
            lines("""
                In this invented survey {number} of 100 people mentioned {name}.
                Some call it stress, some call it nothing at all.
                It may go together with a low mood, or with none.
                One imaginary reader wrote {number} pages about it.
            """),
        ),
        "try": (
            ("What you can try", "Small steps", "Things that people try", "First steps"),
            lines("""
                The characters try small things: they write a list and cross half of it out.
                A walk, a call, a glass of water: nothing here is a treatment.
                They try one thing at a time for {number} days.
                What helps one of them does nothing for the next.
            """),
        ),
        "others": (
            ("Family and friends", "Telling somebody", "What others can do", "With company"),
            lines("""
                A friend in the story listens, and a partner asks what is needed.
                The family agrees on one evening without {name}.
                Somebody says: tell me what you need, not what you think I want to hear.
            """),
        ),
        "help": (
            ("When to ask for help", "When it is too much", "Getting help", "Whom to ask"),
            lines("""
                When it lasts for weeks, the characters ask for help and ring their GP.
                An appointment is a good place for a long story.
                In an emergency nobody reads a page: they call for help.
            """),
        ),
        "questions": (
            ("Questions about {name}", "Questions people ask", "Asked and answered"),
            lines("""
                How long does it last? The page does not know.
                Is it my fault? Nobody in this story is at fault.
                Does it come back? It might, or it might not.
                Can I drive? There is no reason given here why not.
            """),
        ),
    },
)

STUDIES = Sort(
    names=lines("""
        the Marigold study
        the Kestrel study
        the Juniper study
        the Sandpiper study
        the Larkspur study
        the Bramble study
        the Osprey study
        the Foxglove study
        the Heron study
        the Clover study
        the Magpie study
        the Sorrel study
        the Wren study
        the Thistle study
        the Curlew study
        the Hawthorn study
        the Linnet study
        the Yarrow study
        the Plover study
        the Bluebell study
    """),
    titles=lines("""
        Taking part in {name}
        {name}: would you take part?
        {name} explained
    """),
    summaries=lines("""
        {name} is invented. A test page about a trial that nobody runs.
        What {name} would ask of you, if there were such a trial.
    """),
    sections={
        "what": (
            ("What {name} wants to find out", "The question", "What it is about"),
            lines("""
                {name} compares two imaginary treatments for depression by chance.
                One group has a drip with nothing in it and the other a spray with nothing in it.
                The result is known already: there is none.
            """),
        ),
        "who": (
            ("Who can take part", "Who is looked for", "Taking part"),
            lines("""
                {number} adults between 18 and 80 can take part, and none will.
                Whoever has had two treatments that did not help may apply.
                A GP need not refer anybody to a trial that does not exist.
            """),
        ),
        "do": (
            ("What you would do", "Visits and questionnaires", "Your part"),
            lines("""
                There are {number} visits, each with a questionnaire about mood.
                Blood pressure is measured, and a diary kept.
                The last visit is by telephone.
            """),
        ),
        "pay": (
            ("Travel and payment", "Expenses", "What you get"),
            lines("""
                Travel money is paid back in invented pounds.
                There is no other payment, and no cost.
                Lunch is served on long days.
            """),
        ),
        "stop": (
            ("Stopping early", "Changing your mind", "If you want to leave"),
            lines("""
                Anybody may leave {name} early, without a reason.
                What was collected until then is kept or deleted, as one likes.
                Leaving changes nothing about other treatment.
            """),
        ),
        "data": (
            ("What happens with your data", "Privacy", "Your answers"),
            lines("""
                Your data are kept without a name, and then not at all.
                The answers of {name} are kept for {number} imaginary years.
            """),
        ),
    },
)

PLACES = Sort(
    names=lines("""
        Alder House
        Birch Lane Surgery
        Cedar Court
        Dune View
        Elm Yard
        Fern Hill Rooms
        Gorse Cottage
        Holly Terrace
        Ivy Bridge Rooms
        Jasmine Row
        Kelp Street Rooms
        Linden Hall
        Maple Quay
        Nettle Green
        Oak Landing
        Pine Mews
        Quince Gate
        Rowan Steps
        Sedge Wharf
        Teasel Barn
        Vine Corner
        Willow Locks
        Yew Parade
        Aspen Square
        Beech Market
    """),
    titles=lines("""
        {name}: how to find us
        Visiting {name}
        {name}, a place to be seen
    """),
    summaries=lines("""
        {name} is an invented branch. Do not go there.
        How a visit to {name} would go, made up for a test.
    """),
    sections={
        "way": (
            ("The way here", "How to find {name}", "Bus and train"),
            lines("""
                {name} would be {number} minutes on foot from an invented station.
                Bus {number} would stop at the door.
                There is a red door, a bell and a patient cat.
            """),
        ),
        "parking": (
            ("Parking", "By car", "Where to park"),
            lines("""
                There are {number} places to park behind {name}, none of them real.
                Two places are kept for people with a badge.
                Bicycles stand under the roof.
            """),
        ),
        "hours": (
            ("Opening hours", "When {name} is open", "Hours"),
            lines("""
                Open on weekdays from nine, closed on every day that exists.
                On Thursdays the door stays open until {number} past six.
            """),
        ),
        "access": (
            ("Wheelchairs and lifts", "Access", "Getting in"),
            lines("""
                A ramp for wheelchairs leads to the door and a lift to every floor.
                A hearing loop and large print are to be had at the desk.
                Assistance dogs get a bowl of water.
            """),
        ),
        "interpreter": (
            ("Interpreters", "Other languages", "If English is not your language"),
            lines("""
                An interpreter, for sign language too, is booked {number} days before.
                Whoever forgot it is given a cup of tea and another day.
            """),
        ),
        "cancel": (
            ("Cancelling an appointment", "If you cannot come", "Changing a date"),
            lines("""
                To cancel an appointment ring the day before, and nothing is charged.
                Whoever forgets pays {number} invented pounds.
            """),
        ),
        "complain": (
            ("Complaints and praise", "If you are not content", "Telling us off"),
            lines("""
                A complaint goes to the manager of {name}, who answers within {number} days.
                An ombudsman can be asked after that, if one is found.
            """),
        ),
    },
)

SORTS = {
    "medicine": MEDICINES,
    "treatment": TREATMENTS,
    "subject": SUBJECTS,
    "study": STUDIES,
    "place": PLACES,
}

# So that the words of the demonstration's own subjects stand on other pages too.
MENTIONS = lines("""
    Somebody in the story has had ketamine, and says that this is another matter.
    People ask the same about esketamine, and this page cannot tell.
    An antidepressant may have side effects of its own, which another page lists.
    Whoever has a ketamine infusion that day asks the nurse.
    A talking treatment such as CBT is mentioned here only in passing.
    The safety plan of one character hangs on the fridge.
    In a crisis the characters ring the crisis line first.
    The drip, the spray and the tablet each have their own page elsewhere.
    Depression is not the subject of this paragraph, though it has the word.
    What an infusion costs stands on the page about costs.
    Driving after ketamine is a question for another page.
    ECT comes up once in the story, as a word that somebody has read.
    One person's bladder, another's blood pressure: see a page that knows.
    Thoughts of suicide are a reason to get help at once, also in a story.
    How long the effect of ketamine lasts is asked in every waiting room.
    Sertraline and citalopram are real, unlike the rest of this page.
    Their GP referred them, and the psychiatrist wrote a letter.
""")
