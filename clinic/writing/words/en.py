"""English."""

from clinic.writing.words.form import Grammar, Kind, StartingWords

WORDS: StartingWords = {
    Kind.ABSOLUTE: {
        "cure|cures|cured|curing": "treat, help with",
        "safe": "say what the risks are, and how they are watched",
        "harmless": "say what may go wrong",
        "risk-free|risk free|no risk|no risks|without risk|without risks": "say how small the "
        "risk is, and for whom",
        "no side effects|without side effects|free of side effects": "few side effects, and which",
        "guarantee|guarantees|guaranteed": "may, can",
        "miracle|wonder drug|miraculous": "say how much it helped, and whom",
        "permanent solution|permanent cure|permanent relief|permanently relieves": "say how long "
        "it lasts",
        "works for everyone|works for everybody|helps everyone|helps everybody": "helps some "
        "people",
        "always works|always helps|never fails": "often helps, and say how often",
        "100% effective|100% natural|100% safe|completely effective": "say how effective",
    },
    Kind.FINE: dict.fromkeys(
        (
            *("safe place", "safe distance", "safe space", "feel safe", "feels safe", "stay safe"),
            *("keep you safe", "keeps you safe", "keep yourself safe", "keep them safe"),
            *("keep safe", "you are safe", "they are safe", "safe to get up", "safe and sound"),
            *("kept safe", "you to be safe", "them to be safe", "safe way home", "in a safe"),
            *("safe hands", "safe at home", "safe with us", "safe adult", "rest cure"),
            *("as safe as", "safe enough", "room safe", "home safe", "make it safe"),
        ),
        "",
    ),
    Kind.OFF_LABEL: {
        "ketamine + depression|ketamine + depressive|ketamine + anxiety": "",
        "ketamine + post-traumatic stress|ketamine + PTSD|ketamine + OCD": "",
        "ketamine + bipolar|ketamine + psychiatric|ketamine + suicidal": "",
        "ketamine + chronic pain|ketamine + addiction": "",
    },
    Kind.STIGMA: {
        "committed suicide|commits suicide": "died by suicide",
        "commit suicide": "die by suicide",
        "committing suicide": "dying by suicide",
        "successful suicide": "death by suicide",
        "failed suicide|failed suicide attempt": "suicide attempt",
        "addict": "person with an addiction",
        "addicts": "people with an addiction",
        "junkie|junkies|druggie": "person who uses drugs",
        "drug abuser|substance abuser": "person who uses drugs",
        "drug abusers|substance abusers": "people who use drugs",
        "drug abuse|substance abuse": "drug use, drug dependence",
        "drug habit": "drug use",
        "alcoholic": "person with an alcohol problem",
        "alcoholics": "people with an alcohol problem",
        "suffers from": "has, lives with",
        "suffer from": "have, live with",
        "suffered from": "had, lived with",
        "suffering from": "with, who has",
        "sufferer": "person with",
        "sufferers": "people with",
        "victim of depression|victims of depression": "people with depression",
        "schizophrenic": "person with schizophrenia",
        "schizophrenics": "people with schizophrenia",
        "psychotics": "people with psychosis",
        "depressives": "people with depression",
        "manic depressive|manic-depressive": "person with bipolar disorder",
        "the mentally ill": "people with a mental illness",
        "mental patient|mental patients": "person with a mental illness",
        "crazy|insane|lunatic|lunatics|deranged": "say what somebody does or feels",
        "non-compliant|noncompliant": "has not taken it as agreed",
    },
    Kind.JARGON: {
        "emesis": "feeling sick, vomiting",
        "contraindicated|contra-indicated": "should not be used",
        "contraindication|contraindications": "reason not to use it",
        "adverse event|adverse events|adverse effect|adverse effects": "side effect",
        "comorbidity|comorbidities|comorbid": "another illness",
        "psychopathology": "symptoms",
        "neuroplasticity": "",
        "neurotransmitter|neurotransmitters": "messenger between nerve cells",
        "pharmacokinetics|pharmacodynamics": "",
        "aetiology|etiology": "cause",
        "efficacy": "how well it works",
        "titrate|titrated|titration": "raise step by step",
        "refractory": "that treatment has not helped",
        "prophylaxis|prophylactic": "prevention",
        "dissociative": "feeling unreal or detached",
        "intramuscular|intramuscularly": "into a muscle",
        "subcutaneous|subcutaneously": "under the skin",
        "sublingual|sublingually": "under the tongue",
        "anhedonia": "no pleasure in anything",
        "hypertension": "high blood pressure",
        "hypotension": "low blood pressure",
        "tachycardia": "a fast heartbeat",
        "somnolence": "sleepiness",
    },
    Kind.VAGUE_LINK: dict.fromkeys(
        (
            *("here", "click here", "click", "this", "this link", "link", "read more", "more"),
            *("learn more", "find out more", "this page", "this article", "see here", "go here"),
            *("more information", "details", "continue", "website", "this website"),
        ),
        "",
    ),
}

_PEOPLE = (
    r"(?:people|persons?|patients?|participants?|adults?|men|women|children|teenagers|clients?"
    r"|users?|mothers?|fathers?|volunteers?|those|them|us|cases?|respondents?)"
)
_SOME_PEOPLE = rf"(?:(?:all|the|these|those|our|such|treated)\s+)*(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\b"
_PART = r"(?:half|(?:a|one|two|three|four)[- ](?:third|quarter|fifth|tenth)s?)"
_LONG = r"(?:hours?|days?|weeks?|months?|years?)"
_NOT_TIME = r"(?!\s*(?:minutes?|hours?|days?|weeks?|months?|years?|steps?|sessions?|weekdays)\b)"

GRAMMAR = Grammar(
    numbers={
        **dict(
            zip(
                [
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                ],
                range(1, 13),
                strict=True,
            )
        ),
        **{"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17},
        **{"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40},
        **{"forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90},
    },
    to=r"(?:to|or|and|until|through)",
    times={
        "minute": 1,
        "min": 1,
        "hour": 60,
        "hr": 60,
        "day": 1440,
        "week": 10080,
        "month": 43800,
        "year": 525600,
    },
    claims=(
        r"(?<!\d)(?!100\s*%\s+(?:natural|safe|sure|effective)){number}"
        r"\s*(?:%|per\s?cent\b|percent\b|percentage points)",
        # 64 of 100, 9 out of 10, 58 in every 100; not "2 in 2020" nor "one in two weeks".
        r"\b\d[\d,.]*\s+(?:[\w-]+\s+)?(?:in|of|out of)\s+(?:every\s+|the\s+)?"
        rf"(?!(?:19|20)\d\d\b)\d[\d,.]*\b{_NOT_TIME}",
        rf"\b{{number}}\s+(?:{_PEOPLE}\s+)?(?:in|out of|in every|out of every)\s+{{number}}\b"
        rf"{_NOT_TIME}",
        rf"\b{{number}}\s+of\s+(?:the\s+|every\s+)?{{number}}\s+{_SOME_PEOPLE}",
        rf"\b{_PART}\s+of\s+{_SOME_PEOPLE}",
        rf"\b(?:by|cuts?|reduc\w+|lower\w*|rais\w+|fell|rose)\s+(?:\w+\s+){{0,3}}?{_PART}\b",
        r"\b(?:twice|thrice|{number}\s+times|\w+fold)\s+(?:as\s+\w+|more|less|higher|lower|better"
        r"|likelier|the\s+(?:risk|rate|chance))",
        r"\b(?:\d+-|two|three|four|five|ten)fold\b",
        r"\b(?:doubl|tripl|quadrupl|halv)(?:es|ed|ing)\b(?=.*\b(?:risk|chance|odds|rate|likelihood))",
        r"\b(?:risk|chance|odds|rate|likelihood)s?\b.*\b(?:doubl|tripl|halv)(?:es|ed|ing)\b",
        rf"\b(?:stud(?:y|ies)|trials?|analys[ie]s|reviews?|surveys?)\s+(?:of|with|among|in)\s+"
        rf"(?:[\w-]+\s+){{0,2}}?{{number}}\s+(?:[\w-]+\s+)?(?:{_PEOPLE}|\w+s)\b",
        rf"\b(?:takes?|needs?)\s+(?:about\s+)?{{range}}\s+{_LONG}\s+to\s+(?:work|act|help|show)",
    ),
    no_claims=r"\b(?:if|when|unless|should)\b[^,]*$|\bmeans?\s+that\b",
    effects=(
        r"\b(?:relief|effects?|improve\w*|benefits?|respon(?:d|se)\w*|remission|relaps\w*"
        r"|symptoms?\s+\w+|works?|working|wears?\s+off|wore\s+off|lasts?|lasted|recover\w*|peaks?)"
        rf"\b[^.;:?]*?\b{{range}}[\s-]+{_LONG}\b"
    ),
    comparisons=(
        r"\b(?:better|faster|quicker|safer|stronger|cheaper|longer|sooner|(?:more|less|fewer)"
        r"(?:\s+[\w-]+){1,3}?|fewer\s+[\w ]+?)\s+than\b",
        r"\bunlike\s+(?:[\w-]+\s+){0,3}?(?:antidepressants?|medications?|medicines?|drugs?"
        r"|treatments?|therap(?:y|ies)|tablets)\b",
        r"(?<!was )(?<!were )\bcompared\s+(?:with|to)\b",
    ),
    treatments=(
        r"\b(?:treatments?|therap(?:y|ies)|medicines?|medications?|drugs?|tablets?|pills?|sprays?"
        r"|drips?|infusions?|injections?|placebos?|antidepressants?|antipsychotics?|ECT|CBT"
        r"|surgery)\b"
    ),
    units=(
        r"(?:mg|mcg|µg|μg|milligrams?|micrograms?|IU|international\s+units?)"
        r"(?:\s*(?:/|per|for\s+each|for\s+every|a)\s*(?:kg|kilograms?|kilo))?"
    ),
    loose_units=r"(?:g|grams?|ml|millilit(?:re|er)s?|units?)",
    dose_words=r"\b(?:doses?|dosage|dosing|inject(?:ed|ion)?)\b",
    routes=(
        r"\b(?:by\s+mouth|oral(?:ly)?|tablets?|capsules?|pills?|swallow\w*|drips?|infus\w+"
        r"|intravenous(?:ly)?|IV|I\.V\.|veins?|inject\w*|intramuscular(?:ly)?|IM|muscles?"
        r"|under\s+(?:the|your)\s+(?:skin|tongue)|sublingual(?:ly)?|subcutaneous(?:ly)?|sprays?"
        r"|nose|nostrils?|nasal(?:ly)?|intranasal(?:ly)?|patch(?:es)?|lozenges?|liquid|syrup"
        r"|drops|suppositor\w+|rectal(?:ly)?|inhal\w+|cream|ointment)\b"
    ),
    ways={
        "vein": r"\b(?:infus\w+|drips?|intravenous(?:ly)?|IV|veins?)\b",
        "mouth": r"\b(?:mouth|oral(?:ly)?|tablets?|capsules?|pills?|swallow\w*|liquid|syrup)\b",
        "nose": r"\b(?:sprays?|nose|nostrils?|nasal(?:ly)?|intranasal(?:ly)?)\b",
        "needle": r"\b(?:inject\w*|intramuscular(?:ly)?|muscles?|subcutaneous(?:ly)?)\b",
        "tongue": r"\b(?:tongue|sublingual(?:ly)?|lozenges?)\b",
    },
    repeated=(
        r"\b(?:daily|nightly|weekly|monthly|hourly"
        r"|(?:once|twice|{number}\s+times)\s+(?:a|an|per|each|every)\s+\w+"
        r"|(?:every|each)\s+(?:\w+\s+)?(?:minutes?|hours?|days?|nights?|mornings?|evenings?|weeks?"
        r"|months?)|every\s+{number}\s+\w+|an?\s+(?:day|week)\b|per\s+(?:day|week|hour|minute)"
        r"|at\s+(?:night|bedtime)|in\s+the\s+(?:morning|evening)|(?:as|when|if)\s+needed"
        r"|once\s+only|single|one\s+infusion"
        r"|(?:over|for|during)\s+(?:about\s+|at\s+least\s+|up\s+to\s+)?{range}[\s-]+"
        r"(?:minutes?|min|hours?|days?|weeks?|months?))\b|/\s*day\b"
    ),
    negations=(
        r"(?:\b(?:no|not(?!\s+only)|never|none|nobody|neither|nor|without|cannot|nothing|hardly"
        r"|whether|unless|until|if|how|few|yet|seldom|rarely|wary|beware|doubt|promis\w+|claim\w*)\b|n[’']t\b)"
    ),
    doubts_after=(
        r"\b(?:is|are|has|have)\s+(?:not|never)\s+(?:been\s+)?(?:known|shown|studied|proven|proved|clear|found|established)\b"
        r"|\b(?:do(?:es)?\s+not\s+exist|unknown|unclear|uncertain|nobody\s+knows|a\s+myth)\b"
    ),
    approvals=(
        r"\b(?:approved|licen[cs]ed|authori[sz]ed|(?:has|have|holds?)\s+(?:a\s+|an\s+)?"
        r"(?:approval|licen[cs]e|authori[sz]ation))\b"
    ),
    off_label=(
        r"\b(?:off[- ]label|unlicen[sc]ed|other\s+(?:uses|purposes)"
        r"|outside\s+(?:of\s+)?(?:its|their|the)\s+licen[cs]e)\b"
    ),
    studies=(
        r"\b(?:trials?|stud(?:y|ies|ied)|participants?|researchers?|reviews?|experiments?|gave|got"
        r"|had|was\s+given|were\s+given|received|reported|compared)\b"
    ),
    phases=(
        r"\b(?:then|after\s+that|afterwards|at\s+first|first|later|initially|to\s+begin|begin"
        r"|maintenance|thereafter|eventually|sometimes|if|unless)\b"
    ),
    medicines=frozenset(
        [
            "ketamine",
            "esketamine",
            "sertraline",
            "citalopram",
            "escitalopram",
            "fluoxetine",
            "paroxetine",
            "fluvoxamine",
            "venlafaxine",
            "duloxetine",
            "mirtazapine",
            "bupropion",
            "vortioxetine",
            "trazodone",
            "agomelatine",
            "amitriptyline",
            "nortriptyline",
            "clomipramine",
            "imipramine",
            "lofepramine",
            "phenelzine",
            "moclobemide",
            "lithium",
            "lamotrigine",
            "valproate",
            "carbamazepine",
            "quetiapine",
            "olanzapine",
            "aripiprazole",
            "risperidone",
            "lurasidone",
            "haloperidol",
            "clozapine",
            "diazepam",
            "lorazepam",
            "alprazolam",
            "clonazepam",
            "midazolam",
            "zopiclone",
            "zolpidem",
            "melatonin",
            "promethazine",
            "pregabalin",
            "gabapentin",
            "propranolol",
            "buspirone",
            "methylphenidate",
            "lisdexamfetamine",
            "atomoxetine",
            "naltrexone",
            "buprenorphine",
            "methadone",
            "psilocybin",
            "ibuprofen",
            "paracetamol",
            "ondansetron",
        ]
    ),
    infusions=r"\b(?:infus\w+|drips?|intravenous(?:ly)?|veins?)\b",
    sessions=r"\bsessions?\b",
    other_sessions=(
        r"\b(?:therapy|talking|counselling|assessment|group|first\s+visit|follow-up|rest|recover\w*"
        r"|watch\w*|monitor\w*|afterwards|before)\b"
    ),
    given_over=(
        r"(?:\bover|\blasts?|\btakes?|\bruns?(?:\s+for)?|\bgoes\s+in\s+(?:over|within)"
        r"|\bwithin|\bin)\s+(?:about\s+|around\s+|roughly\s+|approximately\s+|usually\s+)*"
    ),
    interval=(
        r"(?P<times>once|twice|{number}\s+times)\s+(?:a|per|each|every)\s+(?P<unit>day|week|month)\b"
        r"|\bevery\s+(?:(?P<every>{number}|other|second)\s+)?(?P<each>day|week|month)s?\b"
        r"|\b(?P<adverb>daily|weekly|fortnightly|monthly)\b"
    ),
    interval_words={
        **{"once": 1, "twice": 2, "other": 2, "second": 2},
        **{"day": 7, "week": 1, "month": 0.23},
        **{"daily": 7, "weekly": 1, "fortnightly": 0.5, "monthly": 0.23},
    },
    course=(
        r"\b(?:take|taken|taking|continue|continued|keep|stay\s+on)\b[^.;]*?"
        r"\b(?:tablets?|it|them|medicine|{medicine})\b[^.;]*?\bfor\s+"
    ),
    qualifiers={
        "starting": r"\b(?:start\w*|begin\w*|initial|first|lowest)\b",
        "maximum": r"\b(?:max\w*|highest|at\s+most|up\s+to|no\s+more\s+than)\b",
        "maintenance": r"\b(?:maintenance|later|long[- ]term)\b",
        "children": r"\b(?:child\w*|adolescents?|teenagers?|older|elderly|kidney|liver)\b",
    },
    risks=r"\b(?:risks?|side[- ]effects?|harms?|may\s+go\s+wrong|dangers?|unwanted)\b",
    at_least=r"at\s+least",
    at_most=r"(?:up\s+to|at\s+most|no\s+more\s+than)",
    one=r"an?",
    and_a_half=r"\s+and\s+a\s+half",
)
