"""Numbers and near words in messages."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def count(number: int, word: str) -> str:
    """A number of things: "1 error", "2,000 errors"."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def a(value: object) -> str:
    """The type of a value with its article: "an int", "a list"."""
    name = type(value).__name__
    # The names of types that start with U are said as "use" is: UUID, UserDict.
    return f"{'an' if name[0] in 'AEIOaeio' else 'a'} {name}"


def unknown(what: str, found: object, known: Iterable[str]) -> str:
    """What is said of a name that is none of the known ones, with the one that was probably meant."""
    # Read when a name is wrong: it takes a while.
    from difflib import get_close_matches

    known = list(known)
    near = get_close_matches(found, known, 1) if isinstance(found, str) else []
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"there is no {what} {found!r}: {hint}expected one of {', '.join(known)}"


class UnknownNameError(KeyError):
    """A `KeyError` whose words are printed as they are."""

    def __str__(self) -> str:
        return str(self.args[0])


UnknownNameError.__name__ = UnknownNameError.__qualname__ = "KeyError"
