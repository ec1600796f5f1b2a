"""Spanish."""

from clinic.writing.words.form import Grammar, Kind, StartingWords

WORDS: StartingWords = {
    Kind.ABSOLUTE: {
        "cura|curan|curar|curado|curada": "trata, ayuda con",
        "seguro|segura|seguros|seguras": "di qué riesgos hay y cómo se vigilan",
        "inofensivo|inofensiva|inocuo|inocua": "di qué puede ir mal",
        "sin riesgo|sin riesgos|ningún riesgo": "di cuán pequeño es el riesgo, y para quién",
        "sin efectos secundarios|ningún efecto secundario": "pocos efectos secundarios, y cuáles",
        "garantiza|garantizan|garantizado|garantizada|garantía": "puede",
        "milagro|milagroso|milagrosa": "di cuánto ayudó y a quién",
        "solución definitiva|cura definitiva|alivio permanente": "di cuánto dura",
        "funciona para todos|ayuda a todos|siempre funciona": "ayuda a algunas personas",
    },
    Kind.FINE: dict.fromkeys(
        (
            *("lugar seguro", "sitio seguro", "espacio seguro", "sentirse seguro", "seguro médico"),
            *("sentirse segura", "estar seguro", "estar segura", "compañía de seguros"),
        ),
        "",
    ),
    Kind.OFF_LABEL: {
        "ketamina + depresión|ketamina + ansiedad|ketamina + trastorno bipolar": "",
        "ketamina + estrés postraumático|ketamina + dolor crónico": "",
    },
    Kind.STIGMA: {
        "se suicidó": "murió por suicidio",
        "cometió suicidio|cometer suicidio": "murió por suicidio",
        "adicto|adicta": "persona con una adicción",
        "adictos|adictas": "personas con una adicción",
        "drogadicto|drogadicta|yonqui": "persona que consume drogas",
        "alcohólico|alcohólica": "persona con un problema de alcohol",
        "esquizofrénico|esquizofrénica": "persona con esquizofrenia",
        "enfermo mental|enfermos mentales": "persona con una enfermedad mental",
        "sufre de|padece": "tiene, vive con",
        "loco|loca": "di qué hace o siente la persona",
    },
    Kind.JARGON: {
        "emesis": "vómitos",
        "contraindicado|contraindicada": "que no debe usarse",
        "comorbilidad": "otra enfermedad",
        "psicopatología": "síntomas",
        "neuroplasticidad": "",
        "titulación": "subida paso a paso",
        "profilaxis": "prevención",
        "intramuscular": "en un músculo",
        "sublingual": "bajo la lengua",
        "hipertensión": "tensión alta",
        "taquicardia": "pulso rápido",
    },
    Kind.VAGUE_LINK: dict.fromkeys(
        ("aquí", "haz clic aquí", "haga clic aquí", "más", "leer más", "este enlace", "enlace"), ""
    ),
}

_PEOPLE = r"(?:personas?|pacientes?|participantes?|adultos?|mujeres|hombres|niños|casos?)"
_PART = r"(?:la\s+mitad|un\s+(?:tercio|cuarto|quinto)|(?:dos|tres)\s+(?:tercios|cuartos|quintos))"
_LONG = r"(?:horas?|días?|semanas?|meses|mes|años?)"

GRAMMAR = Grammar(
    numbers={
        **{"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6},
        **{"siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15},
        **{"veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60},
    },
    to=r"(?:a|o|y|hasta)",
    times={
        **{"minuto": 1, "min": 1, "hora": 60, "día": 1440, "semana": 10080, "mes": 43800},
        **{"mese": 43800, "año": 525600},
    },
    claims=(
        r"{number}\s*(?:%|por\s+ciento\b)",
        rf"\b{{number}}\s+(?:de\s+cada|de)\s+(?:los\s+|las\s+)?{{number}}\s+{_PEOPLE}",
        r"\b\d[\d,.]*\s+de\s+cada\s+\d+",
        rf"\b{_PART}\s+de\s+(?:l[oa]s\s+)?{_PEOPLE}",
        r"\b(?:el\s+doble|el\s+triple|{number}\s+veces)\s+(?:de|más|menos)\b",
        rf"\b(?:estudios?|ensayos?)\s+(?:de|con)\s+{{number}}\s+{_PEOPLE}",
    ),
    no_claims=r"\b(?:si|cuando)\b[^,]*$",
    effects=(
        r"\b(?:alivio|efectos?|mejor\w*|beneficios?|recaídas?|dura|duran|actúa)\b[^.;:?]*?"
        rf"\b{{range}}\s+{_LONG}\b"
    ),
    comparisons=(
        r"\b(?:mejor|peor|más\s+(?:eficaz|efectiv[oa]|rápid[oa]|segur[oa])|menos\s+[\w ]+?)"
        r"\s+que\b",
        r"\ba\s+diferencia\s+de\b",
    ),
    treatments=(
        r"\b(?:tratamientos?|terapias?|medicamentos?|fármacos?|pastillas?|infusi[óo]n\w*|placebo"
        r"|antidepresivos?)\b"
    ),
    units=(
        r"(?:mg|mcg|µg|μg|miligramos?|microgramos?|UI)"
        r"(?:\s*(?:/|por|por\s+cada)\s*(?:kg|kilogramos?|kilo))?"
    ),
    loose_units=r"(?:g|gramos?|ml|mililitros?|unidades)",
    dose_words=r"\b(?:dosis)\b",
    routes=(
        r"\b(?:por\s+vía\s+\w+|por\s+boca|oral|comprimidos?|cápsulas?|pastillas?|goteo|infusi\w+"
        r"|infund\w+|intravenos[oa]|vena|inyec\w+|intramuscular|músculo|bajo\s+la\s+lengua"
        r"|sublingual|subcutáne[oa]|nasal|nariz|parches?|jarabe|gotas)\b"
    ),
    ways={
        "vein": r"\b(?:infusi\w+|infund\w+|goteo|intravenos[oa]|vena)\b",
        "mouth": r"\b(?:boca|oral|comprimidos?|cápsulas?|pastillas?|jarabe)\b",
        "nose": r"\b(?:nasal|nariz)\b",
        "needle": r"\b(?:inyec\w+|intramuscular|músculo|subcutáne[oa])\b",
        "tongue": r"\b(?:lengua|sublingual)\b",
    },
    repeated=(
        r"\b(?:diari[oa]s?|diariamente|semanal(?:es|mente)?|al\s+día|por\s+día|a\s+la\s+semana"
        r"|cada\s+\w+|por\s+la\s+(?:mañana|noche|tarde)|única"
        r"|(?:durante|en)\s+(?:unos\s+)?{range}\s+(?:minutos?|horas?|días?|semanas?|meses))\b"
    ),
    negations=(
        r"\b(?:no(?!\s+sólo|\s+solo)|nunca|nadie|ningun[oa]?|ningún|ni|sin|tampoco|si|hasta)\b"
    ),
    doubts_after=r"\b(?:no\s+se\s+sabe|desconocid[oa]|incierto|incierta)\b",
    approvals=r"\b(?:aprobad[oa]s?|autorizad[oa]s?|autorización|licencia)\b",
    off_label=r"\b(?:fuera\s+de\s+(?:indicación|ficha\s+técnica)|off[- ]label)\b",
    studies=r"\b(?:estudios?|ensayos?|participantes|investigador\w+|recibieron|recibió|se\s+dio)\b",
    phases=r"\b(?:luego|después|al\s+principio|primero|más\s+tarde|a\s+veces|si)\b",
    medicines=frozenset(
        [
            "ketamina",
            "esketamina",
            "sertralina",
            "citalopram",
            "escitalopram",
            "fluoxetina",
            "paroxetina",
            "venlafaxina",
            "duloxetina",
            "mirtazapina",
            "bupropión",
            "vortioxetina",
            "trazodona",
            "amitriptilina",
            "clomipramina",
            "litio",
            "lamotrigina",
            "valproato",
            "quetiapina",
            "olanzapina",
            "aripiprazol",
            "risperidona",
            "diazepam",
            "lorazepam",
            "alprazolam",
            "clonazepam",
            "midazolam",
            "zopiclona",
            "melatonina",
            "pregabalina",
            "gabapentina",
            "propranolol",
            "ibuprofeno",
            "paracetamol",
            "ondansetrón",
        ]
    ),
    infusions=r"\b(?:infusi\w+|infund\w+|goteo|intravenos[oa]|vena)\b",
    sessions=r"\bsesi(?:ón|ones)\b",
    other_sessions=r"\b(?:terapia|grupo|evaluación|seguimiento|descans\w+|antes|después)\b",
    given_over=(
        r"(?:\bdurante|\bdura|\bduran|\ben|\btarda)\s+(?:unos\s+|unas\s+|aproximadamente\s+)*"
    ),
    interval=(
        r"(?P<times>{number})\s+ve(?:z|ces)\s+(?:al|a\s+la|por)\s+(?P<unit>día|semana|mes)\b"
        r"|\bcada\s+(?:(?P<every>{number})\s+)?(?P<each>día|semana|mes)(?:e?s)?\b"
        r"|\b(?P<adverb>diariamente|semanalmente|mensualmente)\b"
    ),
    interval_words={
        **{"día": 7, "semana": 1, "mes": 0.23},
        **{"diariamente": 7, "semanalmente": 1, "mensualmente": 0.23},
    },
    course=(
        r"\b(?:tome|tomar|tomarse|continuar|siga)\b[^.;]*?\b(?:comprimidos|pastillas|{medicine})\b"
        r"[^.;]*?\bdurante\s+"
    ),
    qualifiers={
        "starting": r"\b(?:inicial|empezar|empiece|comenzar)\b",
        "maximum": r"\b(?:máxim[oa]|hasta|no\s+más\s+de)\b",
        "maintenance": r"\b(?:mantenimiento|a\s+largo\s+plazo)\b",
        "children": r"\b(?:niñ\w+|adolescentes|mayores|ancianos|riñón|hígado)\b",
    },
    risks=r"\b(?:riesgos?|efectos\s+(?:secundarios|adversos)|daños?|peligros?)\b",
    one=r"una?",
    at_least=r"al\s+menos",
    at_most=r"(?:hasta|como\s+máximo)",
    and_a_half=r"\s+y\s+media",
    vowels="aeiouáéíóúü",
    thousands=".",
)
