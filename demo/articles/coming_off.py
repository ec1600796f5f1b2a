"""An article that is still in the works, as an editor would leave it overnight."""

from demo.shapes import Article, callout, plain, questions, rich, section

ARTICLE = Article(
    slug="coming-off-slowly",
    title="Coming off an antidepressant, slowly",
    summary=plain("""
        When it may be time, why slow is kind, and how to tell withdrawal from the illness. A draft,
        in the works.
    """),
    search_description="How to come off an antidepressant slowly and safely. A draft.",
    authors=["maya"],
    topics=["living"],
    lead_image="path",
    in_short=rich("Slowly, with help, and not at a bad moment. (Still to be written.)"),
    draft=True,
    body=[
        callout(
            "information",
            "A draft",
            "Only signed-in editors see this page. It shows how an unfinished article looks.",
        ),
        section(
            "Why slowly",
            """
            Stopping at once gives the body no time. In a large review
            <a cite="henssler-2024">31 in 100 people had symptoms on stopping</a>. The
            psychiatrists’ college describes <a cite="rcpsych-stopping">how to go down in
            steps</a>.
            """,
        ),
        section(
            "What may happen to your mood",
            """
            In a trial with people who felt well enough to stop, <a cite="lewis-2021">56 in 100 of
            those who came off fell ill again within a year, and 39 in 100 of those who stayed
            on</a>.
            """,
        ),
        questions(
            "To be answered before publication",
            [
                ("How slowly?", "A table of examples is missing. Maya to write, Ada to check."),
                ("What if it is a bad year?", "To be written."),
            ],
        ),
    ],
)
