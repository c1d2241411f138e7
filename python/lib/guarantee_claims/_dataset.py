"""Datasets: the one that the package brings along, and others."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import cache
from typing import final

from guarantee_claims import _native
from guarantee_claims._table import ArrowTable
from guarantee_claims._words import UnknownNameError, count, unknown


@final
class Dataset:
    """A dataset: its tables, and the registers that claims are checked against."""

    __slots__ = ("_path", "_register")

    def __init__(self, register: _native.Register, path: str | None) -> None:
        self._register = register
        self._path = path

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Dataset:
        """The dataset in a folder with `data/` and `seeds/`, which is checked while it is read.

        A folder that is not there is a `FileNotFoundError`; one with errors in its data a `ClaimsError` that lists them.
        """
        path = os.path.abspath(os.fspath(path))
        if not os.path.isdir(path):
            number = errno.ENOTDIR if os.path.exists(path) else errno.ENOENT
            raise OSError(number, os.strerror(number), path)
        return Dataset(_native.Register.load(path), path)

    @property
    def version(self) -> str:
        """The version of the dataset."""
        return self._register.version()

    def tables(self) -> list[str]:
        """The names of the tables."""
        return self._register.tables()

    def table(self, name: str) -> ArrowTable:
        """A table by its name. An unknown name is a `KeyError`, which says the nearest one."""
        found = self._register.table(name) if isinstance(name, str) else None
        if found is None:
            raise UnknownNameError(unknown("table", name, self.tables()))
        native, description = found
        return ArrowTable(native, name, description, (_table_of, (self, name)))

    def __repr__(self) -> str:
        where = "of this package" if self._path is None else f"in {self._path!r}"
        return f"<Dataset {self.version} {where}: {count(self._register.claims(), 'claim')}>"

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[str, ...]]:
        return (_embedded, ()) if self._path is None else (Dataset.load, (self._path,))


@cache
def _embedded() -> Dataset:
    return Dataset(_native.Register.embedded(), None)


def _table_of(dataset: Dataset, name: str) -> ArrowTable:
    return dataset.table(name)


def tables() -> list[str]:
    """The names of the tables of the dataset that the package brings along.

    >>> "claims" in guarantee_claims.tables()
    True
    """
    return _embedded().tables()


def table(name: str) -> ArrowTable:
    """A table of the dataset that the package brings along. An unknown name is a `KeyError`, which says the nearest one.

    >>> guarantee_claims.table("claims").column_names[:3]
    ['id', 'source', 'speaker']
    """
    return _embedded().table(name)
