"""Words of acute distress in Spanish."""

from clinic.content.distress_words.starting import StartingWords

PHRASES = """\
suicidio
suicidios
suicida
suicidas
suicidar
suicidarme
suicidarse
suicidarte
suicido
suicidado
suicidada
suicidándome
quiero morir
quiero morirme
me quiero morir
quiere morir
quiere morirse
se quiere morir
quisiera morir
quisiera morirme
quisiera estar muerto
quisiera estar muerta
quiero estar muerto
quiero estar muerta
preferiría morir
preferiría estar muerto
preferiría estar muerta
prefiero morir
prefiero morirme
deseo morir
deseos de morir
ganas de morir
ganas de morirme
quiero matarme
me quiero matar
quiere matarse
se quiere matar
voy a matarme
me voy a matar
matarme
matarse
mátenme
mátame
quitarme la vida
quitarse la vida
quitarme de en medio
se quitó la vida
me quito la vida
acabar con mi vida
acabar con su vida
terminar con mi vida
terminar con su vida
acabar con todo
terminar con todo
acabar con esto
acabar de una vez
poner fin a mi vida
ponerle fin a mi vida
poner fin a todo
que todo termine
que todo acabe
no quiero vivir
no quiero seguir
no quiere vivir
no quiere seguir viviendo
no deseo vivir
no quiero estar vivo
no quiero estar viva
no quiero estar aquí
no quiero estar en este mundo
no quiero existir
quiero dejar de existir
quiero dejar de vivir
quiero desaparecer
desaparecer del mundo
desaparecer para siempre
no tengo ganas de vivir
no tiene ganas de vivir
sin ganas de vivir
perdí las ganas de vivir
perdido las ganas de vivir
cansado de vivir
cansada de vivir
cansado de la vida
cansada de la vida
harto de vivir
harta de vivir
harto de la vida
harta de la vida
odio vivir
odio mi vida
estaría mejor muerto
estaría mejor muerta
mejor muerto
mejor muerta
mejor estar muerto
mejor estar muerta
ojalá estuviera muerto
ojalá estuviera muerta
ojalá me muera
ojalá me muriera
ojalá no despertara
ojalá no hubiera nacido
no haber nacido
no debí haber nacido
no quiero despertar
dormir para siempre
dormir y no despertar
no despertar nunca
no volver a despertar
nunca despertar
no vale la pena vivir
la vida no vale la pena
mi vida no vale
la vida no tiene sentido
mi vida no tiene sentido
no le veo sentido a la vida
no le encuentro sentido a la vida
no tengo razones para vivir
no tengo motivos para vivir
no tengo razón para vivir
no tengo nada por que vivir
para qué vivir
para qué seguir viviendo
no puedo más
no aguanto más
no soporto más
no lo soporto más
no puedo seguir así
no puedo seguir viviendo
no puedo seguir adelante
no veo salida
no hay salida
estarían mejor sin mí
estarán mejor sin mí
estaría mejor sin mí
mejor sin mí
soy una carga
nadie me extrañaría
nadie me va a extrañar
nadie me echaría de menos
a nadie le importaría si muero
si me muero
si me muriera
si no estuviera
si desaparezco
cómo morir
cómo puedo morir
formas de morir
maneras de morir
morir sin dolor
muerte sin dolor
muerte indolora
muerte rápida
morirme dormido
morirme dormida
dosis letal
dosis mortal
cantidad letal
pastillas para morir
pastillas para morirme
cuánto para morir
sobredosis
me tomé todas las pastillas
me he tomado todas las pastillas
tomarme todas las pastillas
tomar todas las pastillas
tomé demasiadas pastillas
he tomado demasiadas pastillas
tomado muchas pastillas
tomé un bote de pastillas
ahorcarme
ahorcarse
ahorcó
colgarme
pegarme un tiro
me pego un tiro
dispararme
envenenarme
tirarme de un puente
tirarme por la ventana
tirarme al tren
tirarme por el balcón
tirarme a las vías
saltar de un puente
saltar al vacío
cortarme
cortarse
me corto
me he cortado los brazos
cortarme las venas
abrirme las venas
quemarme
hacerme daño
hacerse daño
me hago daño
se hace daño
me he hecho daño
lastimarme
lastimarse
me lastimo
herirme
autolesión
autolesiones
autolesionarme
autolesionarse
autolesiono
autolesiona
autolesionarte
pensamientos de muerte
ideas de muerte
ideación de muerte
pensando en morir
pensar en morir
pienso en morir
pienso en morirme
pienso en matarme
pienso en la muerte
carta de despedida
nota de despedida
despedirme de todos
despedirme para siempre
voces que me dicen
las voces me dicen
voces me dicen que
matar a alguien
hacerle daño a alguien
hacer daño a alguien
hacer daño a mi bebé
hacerle daño a mi bebé
hacer daño a mi hijo
hacerle daño a mi hijo
hacer daño a mi hija
hacerle daño a mi hija
me violaron
me violó
me han violado
fui violada
fui violado
estoy en crisis
está en crisis
en una crisis
crisis de salud mental
línea de crisis
línea de ayuda
línea de la vida
teléfono de la esperanza
teléfono de ayuda
número de emergencia
número de emergencias
necesito ayuda ahora
necesito ayuda urgente
ayuda urgente
necesito hablar con alguien
"""

NO_DISTRESS = """\
escuadrón suicida
misión suicida
atentado suicida
ataque suicida
terrorista suicida
suicidio político
suicidio profesional
suicidio comercial
me quiero morir de risa
me quiero morir de la risa
me quiero morir de vergüenza
quiero morirme de risa
quiero morirme de vergüenza
si me muero de hambre
si me muero de frío
si me muero de sueño
matarme a trabajar
matarme trabajando
matarme a estudiar
matarme estudiando
matarse a trabajar
matarse estudiando
matarme de risa
cortarme el pelo
cortarme las uñas
cortarme el cabello
cortarme el flequillo
cortarse el pelo
cortarse las uñas
cortarse la leche
me corto el pelo
me corto las uñas
me corto el cabello
me corto un poco el pelo
colgarme el teléfono
colgarme del teléfono
colgarme la llamada
quemarme con el sol
quemarme al sol
quemarme cocinando
no quiero seguir esperando
no quiero seguir con el tratamiento
no quiero seguir tomando
no quiero seguir leyendo
no quiero seguir trabajando
no quiero vivir cerca
no quiero vivir con mis padres
no quiero vivir con mi ex
no quiero vivir en esta ciudad
no quiero vivir en esta casa
no quiero vivir en este piso
no quiero vivir en este país
no quiero vivir en este barrio
no puedo más que
lastimarme la espalda
lastimarme la rodilla
lastimarme el pie
lastimarme corriendo
lastimarme en el gimnasio
quiero desaparecer de las redes
"""

PLAIN_FORMS = {
    # Short forms.
    "k": "que",
    "q": "que",
    "qe": "que",
    "ke": "que",
    "xq": "porque",
    "pq": "porque",
    "xa": "para",
    "pa": "para",
    "tmb": "tambien",
    "toy": "estoy",
    "ta": "esta",
    # Misspellings.
    "kiero": "quiero",
    "qiero": "quiero",
    "quero": "quiero",
    "qero": "quiero",
    "quieor": "quiero",
    "kisiera": "quisiera",
    "quiciera": "quisiera",
    "kitarme": "quitarme",
    "matarne": "matarme",
    "matrame": "matarme",
    "bida": "vida",
    "vivr": "vivir",
    "bibir": "vivir",
    "vibir": "vivir",
    "bivir": "vivir",
    "morri": "morir",
    "moror": "morir",
    "acer": "hacer",
    "acerme": "hacerme",
    "aserme": "hacerme",
    "danio": "daño",
    "aorcarme": "ahorcarme",
    "ahorcame": "ahorcarme",
    "suisidio": "suicidio",
    "suicido me": "suicidarme",
    "suisida": "suicida",
    "suisidarme": "suicidarme",
    "suisidarse": "suicidarse",
    "sucidio": "suicidio",
    "sucida": "suicida",
    "sucidarme": "suicidarme",
    "suicidarm": "suicidarme",
    "suicidame": "suicidarme",
    "suidicio": "suicidio",
    "suicidiarme": "suicidarme",
    "zuicidio": "suicidio",
    "zuicidarme": "suicidarme",
    "sobre dosis": "sobredosis",
    "sobredocis": "sobredosis",
    "auto lesion": "autolesion",
    "auto lesiones": "autolesiones",
    "autolecion": "autolesion",
    "auto lesionarme": "autolesionarme",
    "oja la": "ojala",
    "ojalá que": "ojala",
    # Words that add nothing.
    "a veces": "",
    "de verdad": "",
    "joder": "",
    "muy": "",
    "nomas": "",
    "puta": "",
    "pues": "",
    "realmente": "",
    "simplemente": "",
    "solo": "",
    "solamente": "",
    "tan": "",
    "ya": "",
    "yo": "",
}

WORDS = StartingWords(PHRASES, NO_DISTRESS, PLAIN_FORMS)
