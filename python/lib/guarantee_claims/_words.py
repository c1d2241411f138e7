"""Numbers and near words in messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def count(number: int, word: str) -> str:
    """A number of things: "1 error", "2,000 errors"."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def unknown(what: str, found: object, known: Iterable[str]) -> str:
    """What is said of a name that is none of the known ones, with the one that was probably meant."""
    known = list(known)
    near = get_close_matches(found, known, 1) if isinstance(found, str) else []
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"there is no {what} {found!r}: {hint}expected one of {', '.join(known)}"


class UnknownNameError(KeyError):
    """A `KeyError` whose words are printed as they are."""

    def __str__(self) -> str:
        return str(self.args[0])


UnknownNameError.__name__ = UnknownNameError.__qualname__ = "KeyError"
