"""How the apps above take part in a purge."""

from django.dispatch import Signal

# Sent once a transaction is committed, with its `changes`: a receiver returns the ids of further
# pages whose answers are no longer what they were. Pages may be gone already; what must be looked
# up while they are there is put down, by `noting()`, when they go.
spreading = Signal()
