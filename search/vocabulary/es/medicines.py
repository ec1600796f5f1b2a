"""Medicines: their brand names, and all that is no misspelling."""

from search.vocabulary.forms import both, word_set

BRANDS = (
    both("prozac", "fluoxetina"),
    both("besitran", "sertralina"),
    both("zoloft", "sertralina"),
    both("cipralex", "escitalopram"),
    both("lexapro", "escitalopram"),
    both("seropram", "citalopram"),
    both("seroxat", "paroxetina"),
    both("vandral", "venlafaxina"),
    both("cymbalta", "duloxetina"),
    both("rexer", "mirtazapina"),
    both("elontril", "bupropión"),
    both("deprax", "trazodona"),
    both("seroquel", "quetiapina"),
    both("plenur", "litio"),
    both("lyrica", "pregabalina"),
    both("orfidal", "lorazepam"),
    both("trankimazin", "alprazolam"),
    both("valium", "diazepam"),
    both("rivotril", "clonazepam"),
    both("acetaminofén", "paracetamol"),
)

MEDICINES = word_set(
    """
    agomelatina alprazolam amisulprida amitriptilina aripiprazol aspirina atomoxetina bupropión
    buprenorfina buspirona carbamazepina clomipramina clonazepam clozapina codeína citalopram
    desvenlafaxina diazepam duloxetina escitalopram esketamina fentanilo fluoxetina fluvoxamina
    gabapentina haloperidol hidroxizina ibuprofeno imipramina ketamina lamotrigina levotiroxina
    lisdexanfetamina litio lorazepam lurasidona melatonina metadona metilfenidato mianserina
    midazolam mirtazapina moclobemida morfina naloxona naltrexona nortriptilina olanzapina
    ondansetrón oxicodona paracetamol paroxetina fenelzina pregabalina propofol propranolol
    psilocibina quetiapina reboxetina risperidona sertralina temazepam topiramato tramadol
    tranilcipromina trazodona valproato venlafaxina vortioxetina zolpidem zopiclona ketamine
    esketamine spravato prozac besitran zoloft cipralex lexapro seropram seroxat vandral cymbalta
    rexer elontril deprax seroquel plenur lyrica orfidal trankimazin valium rivotril acetaminofén
    """
)
