"""English: mental health, its medicines and treatments, in the words of those who ask."""

from search.vocabulary.en.care import CARE
from search.vocabulary.en.conditions import CONDITIONS
from search.vocabulary.en.effects import SIDE_EFFECTS
from search.vocabulary.en.everyday import EVERYDAY
from search.vocabulary.en.medicines import BRANDS, KINDS, MEDICINES
from search.vocabulary.en.treatments import TREATMENTS
from search.vocabulary.forms import Vocabulary, word_set

STOP_WORDS = word_set(
    """
    a about again all also always am an and any anybody anyone anything are as at be because been
    being both but by can cannot clinic could did do does doing done each either else ever every
    for from gave get gets getting give given gives go goes going gone got had happen happened
    happening happens has have having he her here hers herself him himself his how i if in into is
    it its itself just know let like lot made make makes many may maybe me mean means might mine
    more most much must my myself need needs no nor not now of off on once one only onto or other
    our ours out over own please possible quite rather really said same say says shall she should
    so some somebody someone something such take taken takes taking tell than thank thanks that
    the their theirs them themselves then there these they thing things think this those though
    through to told too took under until up upon us use used using very want wants was we went
    were what whatever when where whether which while who whom whose why will with within without
    won would yes yet you your yours yourself aren't can't couldn't didn't doesn't don't hadn't
    hasn't haven't he's i'd i'll i'm i've isn't it's let's shouldn't that's there's they're wasn't
    we're weren't what's where's who's why's won't wouldn't you're arent cant couldnt didnt doesnt
    dont hadnt hasnt havent hes im ive isnt shouldnt thats theres theyre wasnt werent whats wheres
    whos wont wouldnt youre
    """
)

CRISIS = ("crisis", "suicide", "suicidal", "safety plan", "ending your life")

VOCABULARY = Vocabulary(
    (*CONDITIONS, *TREATMENTS, *SIDE_EFFECTS, *CARE, *EVERYDAY, *BRANDS, *KINDS),
    STOP_WORDS,
    MEDICINES,
    CRISIS,
)
