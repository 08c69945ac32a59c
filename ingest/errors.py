"""What can go wrong for a user, and which exit code a command ends with."""


class BadDataError(ValueError):
    """Documents, index, model or a file cannot be used; a command ends with exit code 1."""


class BadUsageError(ValueError):
    """What was asked for makes no sense; a command ends with exit code 2."""
