"""How long ketamine helps against depression."""

from demo.articles.ketamine_duration.effect import EFFECT
from demo.articles.ketamine_duration.treatment import TREATMENT
from demo.shapes import Article, plain

ARTICLE = Article(
    slug="how-long-does-ketamine-last",
    title="How long does ketamine’s effect on depression last?",
    summary=plain("""
        Days after one infusion, weeks after a course, for those it helps. What the studies
        found, what may stretch or shorten the effect, and what nobody knows yet.
    """),
    search_description=plain("""
        How many days or weeks ketamine eases depression, what changes that, its benefits and
        side effects, with the studies behind each answer.
    """),
    authors=["ada", "ivo"],
    topics=["ketamine", "depression"],
    lead_image="window",
    related=["ketamine-day", "esketamine", "not-lifting"],
    body=[*EFFECT, *TREATMENT],
    further_reading=["popova-2019"],
)
