"""One vote for each comment and voter, changed or taken back, and the comment's totals with it."""

from django.db.models import Count, Q

from clinic.feedback.models import Comment, Vote
from clinic.feedback.totals import locked


class VoteRefusedError(Exception):
    """The comment is not there to be voted on, or is the voter's own."""


def vote(comment: Comment, voter: str, value: int) -> Comment:
    """Vote 1 or -1; the opposite of one's vote takes it back, the same again changes nothing.
    Gives the comment with its new totals.

    Raises VoteRefusedError.
    """
    with locked(comment.page_id):
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if not comment.is_published or comment.author == voter:
            raise VoteRefusedError
        own = Vote.objects.filter(comment=comment, voter=voter).first()
        if own is None:
            Vote.objects.create(comment=comment, voter=voter, value=value)
        elif own.value != value:
            own.delete()
        counted = comment.votes.aggregate(
            up=Count("pk", filter=Q(value=1)), down=Count("pk", filter=Q(value=-1))
        )
        comment.up_votes = counted["up"]
        comment.down_votes = counted["down"]
        comment.score = comment.up_votes - comment.down_votes
        comment.save(update_fields=["up_votes", "down_votes", "score"])
    return comment


def votes_of(page_id: int, voter: str) -> dict[int, int]:
    """This voter's latest votes on a page: the comment's id and 1 or -1."""
    votes = Vote.objects.filter(comment__page=page_id, voter=voter).order_by("-pk")
    return dict(votes.values_list("comment", "value")[:500])
