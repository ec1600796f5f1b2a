"""The articles of the demonstration, by key, in the order in which they were written."""

from demo.articles.antidepressant_side_effects import ARTICLE as ANTIDEPRESSANT_SIDE_EFFECTS
from demo.articles.coming_off import ARTICLE as COMING_OFF
from demo.articles.esketamine import ARTICLE as ESKETAMINE
from demo.articles.ketamine_day import ARTICLE as KETAMINE_DAY
from demo.articles.ketamine_duration import ARTICLE as KETAMINE_DURATION
from demo.articles.not_lifting import ARTICLE as NOT_LIFTING
from demo.articles.safety_plan import ARTICLE as SAFETY_PLAN
from demo.articles.talking_treatments import ARTICLE as TALKING_TREATMENTS
from demo.shapes import Article

ARTICLES: dict[str, Article] = {
    "safety-plan": SAFETY_PLAN,
    "talking-treatments": TALKING_TREATMENTS,
    "antidepressant-side-effects": ANTIDEPRESSANT_SIDE_EFFECTS,
    "not-lifting": NOT_LIFTING,
    "esketamine": ESKETAMINE,
    "ketamine-day": KETAMINE_DAY,
    "ketamine-duration": KETAMINE_DURATION,
    "coming-off": COMING_OFF,
}
