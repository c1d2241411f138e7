"""The codebook's vocabularies as objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guarantee_claims import _native
from guarantee_claims._words import UnknownNameError, unknown


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary."""

    value: str
    """The term as it is written in the data: `united-states`."""
    definition: str
    """What it means."""
    group: str | None = None
    """The class that it belongs to, where the codebook groups the terms (for speech acts, Searle's)."""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed vocabulary: all that may stand in a field. Iterating gives its terms in the codebook's order."""

    name: str
    """The name of the column whose values it lists, or a name of its own (`relation_kind`)."""
    description: str
    """What it is for."""
    terms: tuple[Term, ...]
    """The terms in the codebook's order."""

    @property
    def values(self) -> tuple[str, ...]:
        """The terms as they are written in the data, in the codebook's order."""
        return tuple(term.value for term in self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term: object) -> bool:
        return term in self.terms or term in self.values

    def __getitem__(self, value: str) -> Term:
        for term in self.terms:
            if term.value == value:
                return term
        raise UnknownNameError(unknown(f"term of {self.name!r}", value, self.values))


@cache
def _all() -> dict[str, Vocabulary]:
    return {
        name: Vocabulary(name, description, tuple(Term(*term) for term in terms))
        for name, description, terms in _native.vocabularies()
    }


def vocabularies() -> list[str]:
    """The names of the vocabularies, in the order of the fields that use them.

    >>> guarantee_claims.vocabularies()[:3]
    ['attribution', 'layer', 'commitment_type']
    """
    return list(_all())


def vocabulary(name: str) -> Vocabulary:
    """A vocabulary by its name. An unknown name is a `KeyError`, which says the nearest one.

    >>> "united-states" in guarantee_claims.vocabulary("layer")
    True
    """
    try:
        return _all()[name]
    except (KeyError, TypeError):
        raise UnknownNameError(unknown("vocabulary", name, _all())) from None
