"""Medicines: their brand names, what kind they are of, and all that is no misspelling."""

from search.vocabulary.forms import both, one_way, word_set

# Brand names beside the medicine that is in them (British National Formulary).
BRANDS = (
    both("ketalar", "ketamine"),
    both("prozac", "fluoxetine"),
    both("lustral", "sertraline"),
    both("zoloft", "sertraline"),
    both("cipramil", "citalopram"),
    both("celexa", "citalopram"),
    both("cipralex", "escitalopram"),
    both("lexapro", "escitalopram"),
    both("seroxat", "paroxetine"),
    both("paxil", "paroxetine"),
    both("efexor", "venlafaxine"),
    both("effexor", "venlafaxine"),
    both("cymbalta", "duloxetine"),
    both("zispin", "mirtazapine"),
    both("remeron", "mirtazapine"),
    both("wellbutrin", "bupropion"),
    both("zyban", "bupropion"),
    both("brintellix", "vortioxetine"),
    both("trintellix", "vortioxetine"),
    both("molipaxin", "trazodone"),
    both("valdoxan", "agomelatine"),
    both("seroquel", "quetiapine"),
    both("abilify", "aripiprazole"),
    both("zyprexa", "olanzapine"),
    both("risperdal", "risperidone"),
    both("priadel", "lithium"),
    both("camcolit", "lithium"),
    both("lamictal", "lamotrigine"),
    both("depakote", "valproate"),
    both("epilim", "valproate"),
    both("tegretol", "carbamazepine"),
    both("lyrica", "pregabalin"),
    both("neurontin", "gabapentin"),
    both("valium", "diazepam"),
    both("xanax", "alprazolam"),
    both("ativan", "lorazepam"),
    both("hypnovel", "midazolam"),
    both("ritalin", "methylphenidate"),
    both("nurofen", "ibuprofen"),
    both("tylenol", "paracetamol"),
    both("acetaminophen", "paracetamol"),
    both("zofran", "ondansetron"),
)

# Of what kind each is (British National Formulary): a page about the kind is about each of them.
KINDS = (
    *(
        one_way(name, "ssri", "antidepressant")
        for name in (
            "citalopram",
            "escitalopram",
            "fluoxetine",
            "fluvoxamine",
            "paroxetine",
            "sertraline",
        )
    ),
    *(one_way(name, "snri", "antidepressant") for name in ("duloxetine", "venlafaxine")),
    *(
        one_way(name, "tricyclic", "antidepressant")
        for name in (
            "amitriptyline",
            "clomipramine",
            "dosulepin",
            "doxepin",
            "imipramine",
            "lofepramine",
            "nortriptyline",
            "trimipramine",
        )
    ),
    *(
        one_way(name, "maoi", "antidepressant")
        for name in ("isocarboxazid", "moclobemide", "phenelzine", "tranylcypromine")
    ),
    *(
        one_way(name, "antidepressant")
        for name in (
            "agomelatine",
            "bupropion",
            "mirtazapine",
            "reboxetine",
            "trazodone",
            "vortioxetine",
        )
    ),
    *(
        one_way(name, "benzodiazepine")
        for name in ("alprazolam", "clonazepam", "diazepam", "lorazepam", "temazepam")
    ),
    *(
        one_way(name, "antipsychotic")
        for name in ("aripiprazole", "olanzapine", "quetiapine", "risperidone")
    ),
    *(one_way(name, "sleeping tablets", "hypnotic") for name in ("zolpidem", "zopiclone")),
)

MEDICINES = word_set(
    """
    agomelatine alprazolam amisulpride amitriptyline aripiprazole aspirin atomoxetine bupropion
    buprenorphine buspirone cannabidiol carbamazepine cariprazine chlordiazepoxide chlorpromazine
    citalopram clomipramine clonazepam clonidine clozapine codeine cyclizine desvenlafaxine
    dexamfetamine dextromethorphan diazepam dosulepin doxepin duloxetine escitalopram esketamine
    fentanyl fluoxetine flupentixol fluvoxamine gabapentin haloperidol hydroxyzine ibuprofen
    imipramine isocarboxazid ketamine labetalol lamotrigine levothyroxine lisdexamfetamine lithium
    lofepramine lorazepam lurasidone melatonin methadone methylphenidate metoclopramide mianserin
    midazolam mirtazapine moclobemide modafinil morphine naloxone naltrexone nortriptyline
    olanzapine ondansetron oxazepam oxycodone paracetamol paroxetine phenelzine pregabalin
    prochlorperazine promethazine propofol propranolol psilocybin quetiapine reboxetine risperidone
    scopolamine sertraline temazepam thiopental topiramate tramadol tranylcypromine trazodone
    trimipramine valproate venlafaxine vortioxetine zolpidem zopiclone zuranolone brexanolone
    spravato
    ketalar prozac lustral zoloft cipramil celexa cipralex lexapro seroxat paxil efexor effexor
    cymbalta zispin remeron wellbutrin zyban brintellix trintellix molipaxin valdoxan seroquel
    abilify zyprexa risperdal priadel camcolit lamictal depakote epilim tegretol lyrica neurontin
    valium xanax ativan hypnovel ritalin nurofen tylenol acetaminophen zofran
    """
)
