"""Depression, its other treatments, and crises."""

from demo.references.journals import AM_J_PSYCHIATRY, JAMA_PSYCHIATRY, NEJM, WORLD_PSYCHIATRY
from demo.shapes import Source

DEPRESSION: dict[str, Source] = {
    # --- Depression and antidepressants ---------------------------------------------------
    "nice-ng222": Source(
        kind="guideline",
        authors="National Institute for Health and Care Excellence",
        title="Depression in adults: treatment and management (NG222)",
        container_title="NICE",
        year=2022,
        url="https://www.nice.org.uk/guidance/ng222",
    ),
    "rush-2006": Source(
        kind="trial",
        authors="Rush AJ, Trivedi MH, Wisniewski SR, et al.",
        title="Acute and longer-term outcomes in depressed outpatients requiring one or several "
        "treatment steps: a STAR*D report",
        container_title=AM_J_PSYCHIATRY,
        year=2006,
        volume_pages="163(11):1905-1917",
        doi="10.1176/ajp.2006.163.11.1905",
    ),
    "pigott-2023": Source(
        kind="study",
        authors="Pigott HE, Kim T, Xu C, Kirsch I, Amsterdam J",
        title="What are the treatment remission, response and extent of improvement rates after "
        "up to four trials of antidepressant therapies in real-world depressed patients? "
        "A reanalysis of the STAR*D study's patient-level data with fidelity to the original "
        "research protocol",
        container_title="BMJ Open",
        year=2023,
        volume_pages="13:e063095",
        doi="10.1136/bmjopen-2022-063095",
        pubmed_id="37491091",
    ),
    "nhs-ssri": Source(
        kind="website",
        authors="National Health Service",
        title="Side effects: selective serotonin reuptake inhibitors (SSRIs)",
        container_title="NHS",
        url="https://www.nhs.uk/mental-health/talking-therapies-medicine-treatments/"
        "medicines-and-psychiatry/ssri-antidepressants/side-effects/",
    ),
    "nhs-sertraline": Source(
        kind="website",
        authors="National Health Service",
        title="Side effects of sertraline",
        container_title="NHS",
        url="https://www.nhs.uk/medicines/sertraline/side-effects-of-sertraline/",
    ),
    "sertraline-label": Source(
        kind="label",
        authors="Pfizer",
        title="Zoloft (sertraline): prescribing information, United States",
        container_title="US Food and Drug Administration",
        url="https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm"
        "?event=overview.process&ApplNo=019839",
    ),
    "rcpsych-stopping": Source(
        kind="website",
        authors="Royal College of Psychiatrists",
        title="Stopping antidepressants",
        container_title="Royal College of Psychiatrists",
        url="https://www.rcpsych.ac.uk/mental-health/treatments-and-wellbeing/"
        "stopping-antidepressants",
    ),
    "henssler-2024": Source(
        kind="review",
        authors="Henssler J, Schmidt Y, Schmidt U, et al.",
        title="Incidence of antidepressant discontinuation symptoms: a systematic review and "
        "meta-analysis",
        container_title="Lancet Psychiatry",
        year=2024,
        volume_pages="11(7):526-535",
        doi="10.1016/S2215-0366(24)00133-0",
    ),
    "lewis-2021": Source(
        kind="trial",
        authors="Lewis G, Marston L, Duffy L, et al.",
        title="Maintenance or discontinuation of antidepressants in primary care",
        container_title=NEJM,
        year=2021,
        volume_pages="385(14):1257-1267",
        doi="10.1056/NEJMoa2106356",
    ),
    # --- Talking treatments ---------------------------------------------------------------
    "wiles-2013": Source(
        kind="trial",
        authors="Wiles N, Thomas L, Abel A, et al.",
        title="Cognitive behavioural therapy as an adjunct to pharmacotherapy for primary care "
        "based patients with treatment resistant depression: results of the CoBalT randomised "
        "controlled trial",
        container_title="Lancet",
        year=2013,
        volume_pages="381(9864):375-384",
        doi="10.1016/S0140-6736(12)61552-9",
    ),
    "richards-2016": Source(
        kind="trial",
        authors="Richards DA, Ekers D, McMillan D, et al.",
        title="Cost and Outcome of Behavioural Activation versus Cognitive Behavioural Therapy "
        "for Depression (COBRA): a randomised, controlled, non-inferiority trial",
        container_title="Lancet",
        year=2016,
        volume_pages="388(10047):871-880",
        doi="10.1016/S0140-6736(16)31140-0",
    ),
    "cuijpers-2017": Source(
        kind="review",
        authors="Cuijpers P",
        title="Four decades of outcome research on psychotherapies for adult depression: an "
        "overview of a series of meta-analyses",
        container_title="Canadian Psychology",
        year=2017,
        volume_pages="58(1):7-19",
        doi="10.1037/cap0000096",
    ),
    "cuijpers-2020": Source(
        kind="review",
        authors="Cuijpers P, Noma H, Karyotaki E, Vinkers CH, Cipriani A, Furukawa TA",
        title="A network meta-analysis of the effects of psychotherapies, pharmacotherapies and "
        "their combination in the treatment of adult depression",
        container_title=WORLD_PSYCHIATRY,
        year=2020,
        volume_pages="19(1):92-107",
        doi="10.1002/wps.20701",
        pubmed_id="31922679",
    ),
    "cuijpers-2021": Source(
        kind="review",
        authors="Cuijpers P, Quero S, Noma H, et al.",
        title="Psychotherapies for depression: a network meta-analysis covering efficacy, "
        "acceptability and long-term outcomes of all main treatment types",
        container_title=WORLD_PSYCHIATRY,
        year=2021,
        volume_pages="20(2):283-293",
        doi="10.1002/wps.20860",
    ),
    "cuijpers-2023": Source(
        kind="review",
        authors="Cuijpers P, Miguel C, Harrer M, et al.",
        title="Cognitive behavior therapy vs. control conditions, other psychotherapies, "
        "pharmacotherapies and combined treatment for depression: a comprehensive "
        "meta-analysis including 409 trials with 52,702 patients",
        container_title=WORLD_PSYCHIATRY,
        year=2023,
        volume_pages="22(1):105-115",
        doi="10.1002/wps.21069",
    ),
    # --- Crisis and safety plans ------------------------------------------------------------
    "stanley-2018": Source(
        kind="study",
        authors="Stanley B, Brown GK, Brenner LA, et al.",
        title="Comparison of the safety planning intervention with follow-up vs usual care of "
        "suicidal patients treated in the emergency department",
        container_title=JAMA_PSYCHIATRY,
        year=2018,
        volume_pages="75(9):894-900",
        doi="10.1001/jamapsychiatry.2018.1776",
        pubmed_id="29998307",
    ),
    "nuij-2021": Source(
        kind="review",
        authors="Nuij C, van Ballegooijen W, de Beurs D, et al.",
        title="Safety planning-type interventions for suicide prevention: meta-analysis",
        container_title="British Journal of Psychiatry",
        year=2021,
        volume_pages="219(2):419-426",
        doi="10.1192/bjp.2021.50",
        pubmed_id="35048835",
    ),
    "samaritans-plan": Source(
        kind="website",
        authors="Samaritans",
        title="Supporting someone with suicidal thoughts: creating a safety plan",
        container_title="Samaritans",
        url="https://www.samaritans.org/how-we-can-help/if-youre-worried-about-someone-else/"
        "supporting-someone-suicidal-thoughts/creating-safety-plan/",
    ),
    "nhs-urgent": Source(
        kind="website",
        authors="National Health Service",
        title="Where to get urgent help for mental health",
        container_title="NHS",
        url="https://www.nhs.uk/nhs-services/mental-health-services/"
        "where-to-get-urgent-help-for-mental-health/",
    ),
    "nhs-suicidal-thoughts": Source(
        kind="website",
        authors="National Health Service",
        title="Help for suicidal thoughts",
        container_title="NHS",
        url="https://www.nhs.uk/mental-health/feelings-symptoms-behaviours/behaviours/"
        "help-for-suicidal-thoughts/",
    ),
}
