"""Spanish: mental health, its medicines and treatments, in the words of those who ask."""

from search.vocabulary.es.care import CARE
from search.vocabulary.es.conditions import CONDITIONS
from search.vocabulary.es.effects import SIDE_EFFECTS
from search.vocabulary.es.everyday import EVERYDAY
from search.vocabulary.es.medicines import BRANDS, MEDICINES
from search.vocabulary.es.treatments import TREATMENTS
from search.vocabulary.forms import Vocabulary, word_set

STOP_WORDS = word_set(
    """
    a al algo alguien alguna algunas alguno algunos algún ante antes aquel aquella aquello aquí
    así aunque bien cada casi clínica como con conmigo contra cosa cosas cual cuales cuando cuanto
    cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo da dar de debe debo decimos decir del
    desde después dice dicen digo donde dónde e el ella ellas ellos en entonces entre era eran es
    esa esas ese eso esos esta estaba estamos estar estas este esto estos estoy está están favor
    fue fueron gracias ha hace hacer hago han hasta hay he hemos hola la las le les lo los me mi
    mientras mis mucha muchas mucho muchos muy más mí necesita necesito ni no nos nosotros nuestra
    nuestro nunca o os otra otras otro otros para pero poco poder por porque pude puede pueden
    puedo pues que quien quiere quiero quién qué saber se sea ser será si sido siempre sin sobre
    solo somos son soy su sus sí sólo también tan tanto te tener tengo ti tiene tienen toda todas
    todo todos tu tus tuve tú un una unas uno unos usted ustedes va vamos van ver vez voy y ya yo
    él
    """
)

CRISIS = ("crisis", "suicidio", "suicidas", "plan de seguridad", "quitarse la vida")

VOCABULARY = Vocabulary(
    (*CONDITIONS, *TREATMENTS, *SIDE_EFFECTS, *CARE, *EVERYDAY, *BRANDS),
    STOP_WORDS,
    MEDICINES,
    CRISIS,
)
