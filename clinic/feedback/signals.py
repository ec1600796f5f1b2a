"""What happened to a comment, for those who tell people about it.

Sent within the transaction: a receiver hands over to a task on commit. Each gives `comment`.
"""

from django.dispatch import Signal

submitted = Signal()  # waits for a moderator: new, or edited by its author
published = Signal()  # is public for the first time
rejected = Signal()  # will not be published as it is
diverted = Signal()  # is about to be erased: it was moved to the private inbox
received = Signal()  # a private message, as `message`
