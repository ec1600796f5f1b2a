"""Spanish wording for pages about what does not exist."""

from tests.search.quality.sorts import Sort, lines

MEDICINES = Sort(
    names=lines("""
        Tasmelor
        Quindrel
        Velorina
        Nomarex
        Pelutina
        Ostrivano
        Carbelina
        Zuvemida
        Fandoril
        Brinoxal
        Lumetrina
        Orbecada
        Sivantol
        Drefonilo
        Galepina
        Hestramol
        Jolivasta
        Uxarina
        Corvelasa
        Mundelano
        Pristovel
        Ratomida
        Selgobana
        Tinverol
        Ulmadina
    """),
    titles=lines("""
        {name}: lo que conviene saber antes de empezar
        {name} en comprimidos
        Tomar {name}
        {name}, explicado con palabras sencillas
    """),
    summaries=lines("""
        {name} es un medicamento inventado. Esta página sirve para probar un buscador.
        No existe ningún medicamento llamado {name}. Una página de prueba sobre el ánimo bajo.
    """),
    sections={
        "what": (
            ("Qué es {name}", "Sobre {name}", "Para qué se usa"),
            lines("""
                En este prospecto {name} se usa para el ánimo bajo; no es real.
                Es un antidepresivo sin autorización que se toma una vez al día.
                Dicen que se probó en {number} personas imaginarias con depresión.
            """),
        ),
        "taking": (
            ("Cómo se toma", "Dosis y horarios", "Cuánto y cuándo"),
            lines("""
                La dosis inventada es de {number} miligramos por la mañana.
                En el cuento se traga con agua, antes o después del desayuno.
                El prospecto pide empezar con poco y subir por pasos.
            """),
        ),
        "effects": (
            ("Efectos secundarios", "Efectos secundarios de {name}", "Lo que puede ir mal"),
            lines("""
                Efectos secundarios, inventados: náuseas, dolor de cabeza, mareo, insomnio.
                En {number} de cada 100 personas imaginarias causó sueño.
                También se nombran el temblor, el sudor y un cambio de peso.
            """),
        ),
        "missed": (
            ("Si olvida una dosis", "Una dosis olvidada", "¿Se olvidó de una?"),
            lines("""
                Quien olvida una dosis la deja, y toma la siguiente a su hora.
                El prospecto dice que no se tomen dos por una olvidada.
            """),
        ),
        "alcohol": (
            ("Alcohol", "{name} y el alcohol", "¿Puedo beber?"),
            lines("""
                El prospecto desaconseja el alcohol con {name}, como todos los prospectos.
                El vino y la cerveza pueden aumentar el sueño inventado.
            """),
        ),
        "driving": (
            ("Conducir", "Conducir y usar máquinas", "¿Puedo conducir?"),
            lines("""
                El prospecto pide no conducir hasta saber cómo afecta {name}.
                Lo mismo dice de la bicicleta y de las herramientas.
            """),
        ),
        "pregnancy": (
            ("Embarazo y lactancia", "Si está embarazada"),
            lines("""
                Quien está embarazada o da el pecho pregunta antes de tomar {name}.
                No hay estudios en el embarazo, porque no hay estudios.
            """),
        ),
        "stopping": (
            ("Dejar {name}", "Cuando quiera dejarlo", "Cómo dejarlo poco a poco"),
            lines("""
                Nadie deja {name} de golpe: la dosis baja en {number} semanas.
                Los síntomas inventados de abstinencia son sueños raros.
            """),
        ),
        "bottom": (
            ("En resumen", "Lo esencial"),
            lines("""
                {name} no existe, así que nadie debe tomarlo.
                Lo que dice esta página está aquí para ser buscado y para nada más.
            """),
        ),
    },
)

TREATMENTS = Sort(
    names=lines("""
        la terapia del faro
        el método del puerto
        la respiración de la marea
        el paseo del huerto
        la cuenta de los guijarros
        la práctica de la tetera
        el dibujo en la ventana
        el ejercicio de la canica
        la escucha del seto
        el barco de papel
        el cuaderno de la tarde
        las charlas de la brújula
        el canto en la escalera
        el hilo azul
        el jardín a la luz de la luna
    """),
    titles=lines("""
        Qué es {name}
        {name}, paso a paso
        Una guía de {name}
    """),
    summaries=lines("""
        {name} es un tratamiento inventado. Esta página sirve para probar un buscador.
        Cómo sería {name}, cuánto duraría y cuánto costaría, si existiera.
    """),
    sections={
        "what": (
            ("La idea", "Más que una afición"),
            lines("""
                {name} se ha inventado para esta página.
                La idea es que personas con depresión se reúnan y hagan algo pequeño.
            """),
        ),
        "session": (
            ("Cómo es una sesión", "Una sesión, paso a paso"),
            lines("""
                Una sesión dura {number} minutos y empieza con un té.
                Primero cada uno cuenta su semana; después se trabaja.
                Entre sesiones hay tareas de {number} minutos al día.
            """),
        ),
        "long": (
            ("Cuánto dura", "Número de sesiones"),
            lines("""
                El curso inventado tiene {number} sesiones, una por semana.
                Algunos se quedan un mes y otros un año, en este cuento.
            """),
        ),
        "whom": (
            ("Para quién es", "¿Es para usted?"),
            lines("""
                Es para adultos imaginarios a quienes les gustan las tareas pequeñas.
                Quien esté en una crisis llama a una línea de crisis y no espera.
            """),
        ),
        "cost": (
            ("Precio", "Lo que cuesta", "Dinero"),
            lines("""
                Una sesión cuesta {number} euros inventados.
                La primera visita es gratis y el seguro no paga.
            """),
        ),
        "evidence": (
            ("¿Funciona?", "Lo que dicen los estudios"),
            lines("""
                Ningún estudio muestra que {name} funcione, porque no existe.
                Un ensayo imaginario con {number} personas la comparó con una lista de espera.
            """),
        ),
    },
)

SUBJECTS = Sort(
    names=lines("""
        los turnos de noche
        una mudanza
        los nervios antes de un examen
        los vecinos ruidosos
        la jubilación
        el trabajo en casa
        un bebé en casa
        el cuidado de un padre
        los inviernos largos
        las deudas
        el desempleo
        la soledad en la gran ciudad
        el móvil en el dormitorio
        el café por la tarde
        un divorcio
        el acoso en la escuela
        el miedo a volar
        el miedo a las agujas
        el miedo al dentista
        el diario del sueño
        las siestas
        el paseo diario
        el tabaco
        el calor del verano
        la rabia
        los celos
        la culpa
        el aburrimiento
        la nostalgia del hogar
        el nido vacío
    """),
    titles=lines("""
        {name} y su estado de ánimo
        Vivir con {name}
        Pensar en {name}
    """),
    summaries=lines("""
        Una página de prueba sobre {name}. No es un consejo y nadie la ha revisado.
        Notas inventadas sobre {name}, el sueño, el estrés y el ánimo.
    """),
    sections={
        "why": (
            ("Por qué importa", "Lo que cuenta la gente"),
            lines("""
                En esta encuesta inventada {number} de cada 100 personas mencionaron {name}.
                Algunos lo llaman estrés y otros no lo llaman nada.
            """),
        ),
        "try": (
            ("Qué se puede probar", "Pequeños pasos"),
            lines("""
                Los personajes prueban cosas pequeñas: escriben una lista y tachan la mitad.
                Un paseo, una llamada, un vaso de agua: nada de esto es un tratamiento.
            """),
        ),
        "others": (
            ("Familia y amigos", "Contárselo a alguien"),
            lines("""
                La familia escucha, y una amiga del cuento no da consejos.
                La familia acuerda una tarde sin {name}.
            """),
        ),
        "help": (
            ("Cuándo pedir ayuda", "A quién preguntar"),
            lines("""
                Si dura semanas, los personajes piden ayuda a su médico de cabecera.
                Una cita es un buen lugar para una historia larga.
            """),
        ),
    },
)

PLACES = Sort(
    names=lines("""
        Casa del Aliso
        Patio del Olmo
        Villa Helecho
        Sala del Tilo
        Rincón del Sauce
        Torre del Roble
        Plaza del Pino
        Casa Romero
        Puerta del Laurel
        Jardín del Cerezo
    """),
    titles=lines("""
        {name}: cómo encontrarnos
        Visitar {name}
    """),
    summaries=lines("""
        {name} es una sede inventada. No vaya allí.
        Cómo sería una visita a {name}, inventada para una prueba.
    """),
    sections={
        "way": (
            ("Cómo llegar", "Autobús y tren"),
            lines("""
                {name} estaría a {number} minutos a pie de una estación inventada.
                El autobús {number} pararía en la puerta.
            """),
        ),
        "parking": (
            ("Aparcamiento", "En coche"),
            lines("""
                Hay {number} plazas para aparcar detrás de {name}, ninguna real.
                Las bicicletas van bajo el techo.
            """),
        ),
        "hours": (
            ("Horario", "Cuándo está abierto"),
            lines("""
                Abierto de lunes a viernes desde las nueve, cerrado todos los días que existen.
            """),
        ),
        "access": (
            ("Sillas de ruedas y ascensor", "Accesibilidad"),
            lines("""
                Una rampa para sillas de ruedas lleva a la puerta y un ascensor a cada planta.
                En el mostrador hay letra grande.
            """),
        ),
        "cancel": (
            ("Anular una cita", "Si no puede venir"),
            lines("""
                Para anular una cita llame el día antes, y no se cobra nada.
                Quien se olvida paga {number} euros inventados.
            """),
        ),
    },
)

SORTS = {
    "medicine": MEDICINES,
    "treatment": TREATMENTS,
    "subject": SUBJECTS,
    "place": PLACES,
}

MENTIONS = lines("""
    Alguien del cuento ha tenido ketamina, y dice que eso es otra cosa.
    Lo mismo preguntan de la esketamina, y esta página no lo sabe.
    Un antidepresivo puede tener efectos secundarios propios, que otra página enumera.
    La terapia se menciona aquí solo de paso.
    El plan de seguridad de un personaje cuelga en la nevera.
    En una crisis los personajes llaman primero a la línea de crisis.
    La depresión no es el tema de este párrafo, aunque lleve la palabra.
    Lo que cuesta una infusión está en la página de precios.
    Conducir después de la ketamina es pregunta para otra página.
    Los pensamientos de suicidio son motivo para pedir ayuda enseguida, también en un cuento.
""")
