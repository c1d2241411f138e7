"""What is wrong with a release, said to whoever makes it."""


class Refusal(Exception):
    """A release that cannot be made, or is not as it should be: what was found, what was expected, what to do."""
