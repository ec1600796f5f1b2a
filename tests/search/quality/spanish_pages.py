"""A few Spanish pages of the invented clinic, written by hand: a search in Spanish meets more
than what a script made."""

from tests.search.quality.invented import InventedPage, InventedSection


def page(name: str, title: str, summary: str, *sections: tuple[str, str, str]) -> InventedPage:
    made = tuple(InventedSection(about, heading, text) for about, heading, text in sections)
    return InventedPage("es", "clinic", name, title, summary, made)


SPANISH_PAGES = [
    page(
        "plan de seguridad",
        "Ayuda en una crisis y un plan de seguridad",
        "A quién llamar ahora si piensa en morir o en quitarse la vida. Y, con más calma, cómo "
        "escribir una página que ayude en la próxima hora mala.",
        (
            "plan",
            "Qué es un plan de seguridad",
            "Una página con sus propias palabras: qué hacer primero, segundo y tercero cuando "
            "vuelven los pensamientos de suicidio. Se empieza por arriba y se baja solo lo "
            "necesario.",
        ),
        (
            "steps",
            "Seis pasos para escribirlo",
            "Mis señales de aviso. Lo que puedo hacer a solas. Dónde puedo estar entre gente. A "
            "quién se lo puedo contar. Quién ayuda por oficio. Cómo hago más seguro lo que me "
            "rodea.",
        ),
        (
            "friend",
            "Si le preocupa otra persona",
            "Pregunte con claridad si piensa en el suicidio. Escuche más de lo que habla. Quédese, "
            "o busque a alguien que pueda quedarse con su amigo o familiar.",
        ),
        (
            "questions",
            "Preguntas que hace la gente",
            "¿Me van a encerrar si lo digo? Lo primero es que alguien escucha. No quiero morir, "
            "solo quiero que pare: ¿eso cuenta? Sí, es razón suficiente para llamar.",
        ),
    ),
    page(
        "precios",
        "Precios",
        "Precios inventados de una clínica inventada, completos y sin sorpresas.",
        (
            "prices",
            "Lo que costaría cada cosa",
            "Primera llamada, nada. Primera consulta, 280 euros. Seguimiento, 140. Una infusión "
            "de ketamina, 320. Un curso de seis infusiones, 1920, sin descuento.",
        ),
        (
            "insurance",
            "Seguro y facturas",
            "¿Paga el seguro? Pídalo por escrito, con el nombre del tratamiento. Quien deja de "
            "venir, deja de pagar.",
        ),
        (
            "free",
            "Lo que puede tener gratis",
            "Su médico de cabecera y la sanidad pública. Pregunte primero allí.",
        ),
    ),
    page(
        "día del tratamiento",
        "Qué pasa el día de un tratamiento con ketamina",
        "Del desayuno a la noche: cómo prepararse, qué puede sentir en el sillón y cuándo vuelve "
        "a casa, en nuestra clínica inventada.",
        (
            "day",
            "El día, paso a paso",
            "Por la mañana coma poco y deje de comer dos horas antes de venir. Una enfermera le "
            "recibe, mide la tensión y pone la vía. El goteo dura cuarenta minutos.",
        ),
        (
            "feeling",
            "Qué se siente",
            "Hay quien cuenta que flota, que la música llena la sala, que se mira desde fuera. Los "
            "médicos lo llaman disociación.",
        ),
        (
            "home",
            "La vuelta a casa",
            "Alguien le acompaña hasta la puerta de su casa, no solo hasta el autobús. No conduzca "
            "hasta haber dormido una noche.",
        ),
        (
            "questions",
            "Preguntas que hace la gente",
            "¿Puede sentarse alguien conmigo? Sí. ¿Estaré dormido? No. ¿Puedo trabajar el mismo "
            "día? No; casi todos pueden al día siguiente.",
        ),
    ),
    page(
        "cómo trabajamos",
        "Cómo trabajamos",
        "De la primera llamada a la última visita: a quién conoce, qué se decide y cuándo decimos "
        "que no.",
        (
            "steps",
            "Paso a paso",
            "Usted llama y pide una cita. Una enfermera escucha. Su médico manda una carta. La "
            "primera consulta dura setenta y cinco minutos y todavía no se decide nada.",
        ),
        (
            "no",
            "Cuándo decimos que no",
            "Cuando no se ha probado algo más sencillo, cuando el cuerpo no lo llevaría bien o "
            "cuando tendría que ser con prisa.",
        ),
        (
            "questions",
            "Preguntas que hace la gente",
            "¿Necesito una derivación? Sí, para que su médico de cabecera lo sepa. ¿Quién ve mi "
            "historia? Quien le trata. ¿Puedo cambiar de idea? En cualquier momento.",
        ),
    ),
]
