"""Ketamine and esketamine."""

from demo.references.journals import AM_J_PSYCHIATRY, BIOL_PSYCHIATRY, JAMA_PSYCHIATRY, NEJM
from demo.shapes import Source

KETAMINE: dict[str, Source] = {
    # --- Ketamine: trials ---------------------------------------------------------------
    "berman-2000": Source(
        kind="trial",
        authors="Berman RM, Cappiello A, Anand A, et al.",
        title="Antidepressant effects of ketamine in depressed patients",
        container_title=BIOL_PSYCHIATRY,
        year=2000,
        volume_pages="47(4):351-354",
        doi="10.1016/S0006-3223(99)00230-9",
    ),
    "zarate-2006": Source(
        kind="trial",
        authors="Zarate CA Jr, Singh JB, Carlson PJ, et al.",
        title="A randomized trial of an N-methyl-D-aspartate antagonist in treatment-resistant "
        "major depression",
        container_title="Archives of General Psychiatry",
        year=2006,
        volume_pages="63(8):856-864",
        doi="10.1001/archpsyc.63.8.856",
    ),
    "murrough-2013-repeated": Source(
        kind="trial",
        authors="Murrough JW, Perez AM, Pillemer S, et al.",
        title="Rapid and longer-term antidepressant effects of repeated ketamine infusions in "
        "treatment-resistant major depression",
        container_title=BIOL_PSYCHIATRY,
        year=2013,
        volume_pages="74(4):250-256",
        doi="10.1016/j.biopsych.2012.06.022",
    ),
    "murrough-2013-midazolam": Source(
        kind="trial",
        authors="Murrough JW, Iosifescu DV, Chang LC, et al.",
        title="Antidepressant efficacy of ketamine in treatment-resistant major depression: "
        "a two-site randomized controlled trial",
        container_title=AM_J_PSYCHIATRY,
        year=2013,
        volume_pages="170(10):1134-1142",
        pubmed_id="23982301",
    ),
    "singh-2016": Source(
        kind="trial",
        authors="Singh JB, Fedgchin M, Daly EJ, et al.",
        title="A double-blind, randomized, placebo-controlled, dose-frequency study of "
        "intravenous ketamine in patients with treatment-resistant depression",
        container_title=AM_J_PSYCHIATRY,
        year=2016,
        volume_pages="173(8):816-826",
        doi="10.1176/appi.ajp.2016.16010037",
    ),
    "phillips-2019": Source(
        kind="trial",
        authors="Phillips JL, Norris S, Talbot J, et al.",
        title="Single, repeated, and maintenance ketamine infusions for treatment-resistant "
        "depression: a randomized controlled trial",
        container_title=AM_J_PSYCHIATRY,
        year=2019,
        volume_pages="176(5):401-409",
        doi="10.1176/appi.ajp.2018.18070834",
        pubmed_id="30922101",
    ),
    "fava-2020": Source(
        kind="trial",
        authors="Fava M, Freeman MP, Flynn M, et al.",
        title="Double-blind, placebo-controlled, dose-ranging trial of intravenous ketamine as "
        "adjunctive therapy in treatment-resistant depression (TRD)",
        container_title="Molecular Psychiatry",
        year=2020,
        volume_pages="25(7):1592-1603",
        doi="10.1038/s41380-018-0256-5",
        pubmed_id="30283029",
    ),
    "ekstrand-2022": Source(
        kind="trial",
        authors="Ekstrand J, Fattah C, Persson M, et al.",
        title="Racemic ketamine as an alternative to electroconvulsive therapy for unipolar "
        "depression: a randomized, open-label, non-inferiority trial (KetECT)",
        container_title="International Journal of Neuropsychopharmacology",
        year=2022,
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC9154276/",
    ),
    "anand-2023": Source(
        kind="trial",
        authors="Anand A, Mathew SJ, Sanacora G, et al.",
        title="Ketamine versus ECT for nonpsychotic treatment-resistant major depression",
        container_title=NEJM,
        year=2023,
        volume_pages="388(25):2315-2325",
        doi="10.1056/NEJMoa2302399",
        pubmed_id="37224232",
    ),
    "jha-2024": Source(
        kind="study",
        authors="Jha MK, et al.",
        title="Ketamine vs electroconvulsive therapy for treatment-resistant depression: "
        "a secondary analysis of a randomized clinical trial",
        container_title="JAMA Network Open",
        year=2024,
        url="https://pmc.ncbi.nlm.nih.gov/articles/PMC11200139/",
    ),
    "jelovac-2025": Source(
        kind="trial",
        authors="Jelovac A, et al.",
        title="Serial ketamine infusions as adjunctive therapy to inpatient care for depression: "
        "the KARMA-Dep 2 randomized clinical trial",
        container_title=JAMA_PSYCHIATRY,
        year=2025,
        doi="10.1001/jamapsychiatry.2025.3019",
        pubmed_id="41123905",
    ),
    "feder-2021": Source(
        kind="trial",
        authors="Feder A, Costi S, Rutter SB, et al.",
        title="A randomized controlled trial of repeated ketamine administration for chronic "
        "posttraumatic stress disorder",
        container_title=AM_J_PSYCHIATRY,
        year=2021,
        doi="10.1176/appi.ajp.2020.20050596",
    ),
    "abdallah-2022": Source(
        kind="trial",
        authors="Abdallah CG, Roache JD, Gueorguieva R, et al.",
        title="Dose-related effects of ketamine for antidepressant-resistant symptoms of "
        "posttraumatic stress disorder in veterans and active duty military",
        container_title="Neuropsychopharmacology",
        year=2022,
        doi="10.1038/s41386-022-01266-9",
    ),
    # --- Ketamine: reviews and consensus -----------------------------------------------
    "sanacora-2017": Source(
        kind="guideline",
        authors="Sanacora G, Frye MA, McDonald W, et al.",
        title="A consensus statement on the use of ketamine in the treatment of mood disorders",
        container_title=JAMA_PSYCHIATRY,
        year=2017,
        volume_pages="74(4):399-405",
        doi="10.1001/jamapsychiatry.2017.0080",
    ),
    "short-2018": Source(
        kind="review",
        authors="Short B, Fong J, Galvez V, Shelker W, Loo CK",
        title="Side-effects associated with ketamine use in depression: a systematic review",
        container_title="Lancet Psychiatry",
        year=2018,
        volume_pages="5(1):65-78",
        doi="10.1016/S2215-0366(17)30272-9",
        pubmed_id="28757132",
    ),
    "wilkinson-2018": Source(
        kind="review",
        authors="Wilkinson ST, Ballard ED, Bloch MH, et al.",
        title="The effect of a single dose of intravenous ketamine on suicidal ideation: "
        "a systematic review and individual participant data meta-analysis",
        container_title=AM_J_PSYCHIATRY,
        year=2018,
        volume_pages="175(2):150-158",
        doi="10.1176/appi.ajp.2017.17040472",
        pubmed_id="28969441",
    ),
    "dean-2021": Source(
        kind="review",
        authors="Dean RL, Hurducas C, Hawton K, et al.",
        title="Ketamine and other glutamate receptor modulators for depression in adults with "
        "unipolar major depressive disorder",
        container_title="Cochrane Database of Systematic Reviews",
        year=2021,
        volume_pages="9:CD011612",
        doi="10.1002/14651858.CD011612.pub3",
        pubmed_id="34510411",
    ),
    "mcintyre-2021": Source(
        kind="review",
        authors="McIntyre RS, Rosenblat JD, Nemeroff CB, et al.",
        title="Synthesizing the evidence for ketamine and esketamine in treatment-resistant "
        "depression: an international expert opinion on the available evidence and "
        "implementation",
        container_title=AM_J_PSYCHIATRY,
        year=2021,
        volume_pages="178(5):383-399",
        doi="10.1176/appi.ajp.2020.20081251",
        pubmed_id="33726522",
    ),
    # --- Medicine labels and regulators -------------------------------------------------
    "ketamine-smpc": Source(
        kind="label",
        authors="Panpharma UK Ltd",
        title="Ketamine 50 mg/ml solution for injection: summary of product characteristics",
        container_title="Electronic medicines compendium",
        url="https://www.medicines.org.uk/emc/product/2420/smpc",
    ),
    "spravato-smpc": Source(
        kind="label",
        authors="Janssen-Cilag Ltd",
        title="Spravato 28 mg nasal spray, solution: summary of product characteristics",
        container_title="Electronic medicines compendium",
        url="https://www.medicines.org.uk/emc/product/10977/smpc",
    ),
    "spravato-label": Source(
        kind="label",
        authors="Janssen Pharmaceuticals, Inc.",
        title="Spravato (esketamine) nasal spray: prescribing information, United States",
        container_title="US Food and Drug Administration",
        url="https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm"
        "?event=overview.process&ApplNo=211243",
    ),
    "fda-2023": Source(
        kind="website",
        authors="US Food and Drug Administration",
        title="FDA warns patients and health care providers about potential risks associated "
        "with compounded ketamine products, including oral formulations, for the treatment of "
        "psychiatric disorders",
        container_title="US Food and Drug Administration",
        year=2023,
        url="https://www.fda.gov/drugs/human-drug-compounding/fda-warns-patients-and-health-care-"
        "providers-about-potential-risks-associated-compounded-ketamine",
    ),
    "nice-ta854": Source(
        kind="guideline",
        authors="National Institute for Health and Care Excellence",
        title="Esketamine nasal spray for treatment-resistant depression (TA854)",
        container_title="NICE",
        year=2022,
        url="https://www.nice.org.uk/guidance/ta854",
    ),
    "smc-2258": Source(
        kind="guideline",
        authors="Scottish Medicines Consortium",
        title="Esketamine (Spravato): advice following a full submission (SMC2258)",
        container_title="Scottish Medicines Consortium",
        year=2020,
        url="https://www.scottishmedicines.org.uk/medicines-advice/"
        "esketamine-spravato-full-smc2258/",
    ),
    # --- Esketamine ---------------------------------------------------------------------
    "popova-2019": Source(
        kind="trial",
        authors="Popova V, Daly EJ, Trivedi M, et al.",
        title="Efficacy and safety of flexibly dosed esketamine nasal spray combined with a "
        "newly initiated oral antidepressant in treatment-resistant depression: a randomized "
        "double-blind active-controlled study",
        container_title=AM_J_PSYCHIATRY,
        year=2019,
        volume_pages="176(6):428-438",
        doi="10.1176/appi.ajp.2019.19020172",
    ),
    "daly-2019": Source(
        kind="trial",
        authors="Daly EJ, Trivedi MH, Janik A, et al.",
        title="Efficacy of esketamine nasal spray plus oral antidepressant treatment for relapse "
        "prevention in patients with treatment-resistant depression: a randomized clinical trial",
        container_title=JAMA_PSYCHIATRY,
        year=2019,
        volume_pages="76(9):893-903",
        doi="10.1001/jamapsychiatry.2019.1189",
        pubmed_id="31166571",
    ),
    "reif-2023": Source(
        kind="trial",
        authors="Reif A, Bitter I, Buyze J, et al.",
        title="Esketamine nasal spray versus quetiapine for treatment-resistant depression",
        container_title=NEJM,
        year=2023,
        volume_pages="389(14):1298-1309",
        doi="10.1056/NEJMoa2304145",
    ),
}
