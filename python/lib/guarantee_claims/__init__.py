"""Who has promised what for Ukraine's security: hand-curated claims as tables, and the check of claims by the million.

Nothing but this package is imported: pandas, polars, DuckDB and pyarrow only when they are asked for. The package itself is read when
something of it is used for the first time.
"""

# As for `typing.TYPE_CHECKING`, whose module takes longer to read than all that is here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from guarantee_claims._dataset import Dataset, table, tables
    from guarantee_claims._errors import ClaimsError, InvalidClaimsError
    from guarantee_claims._native import __version__
    from guarantee_claims._report import Report
    from guarantee_claims._table import ArrowTable, Column
    from guarantee_claims._validate import ArrowStream, Readable, validate
    from guarantee_claims._vocabulary import Term, Vocabulary, vocabularies, vocabulary

__all__ = [
    "ArrowStream",
    "ArrowTable",
    "ClaimsError",
    "Column",
    "Dataset",
    "InvalidClaimsError",
    "Readable",
    "Report",
    "Term",
    "Vocabulary",
    "__version__",
    "table",
    "tables",
    "validate",
    "vocabularies",
    "vocabulary",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    from guarantee_claims import _public

    globals().update({public: getattr(_public, public) for public in __all__})
    return globals()[name]


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
