"""What an operator is told in one line."""


class OperationError(Exception):
    """A backup or a restore cannot be done. The text says why, and what to do if it can tell."""


class DamagedBackup(OperationError):
    """The file is no whole, unaltered backup."""
