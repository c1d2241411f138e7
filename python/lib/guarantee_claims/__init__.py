"""Who has promised what for Ukraine's security: hand-curated claims as tables, and the check of claims by the million.

Nothing but this package is imported: pandas, polars, DuckDB and pyarrow only when they are asked for.
"""

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

# Messages, help and pickles name what is public by its public name.
for _public in (
    ArrowStream,
    ArrowTable,
    ClaimsError,
    Column,
    Dataset,
    InvalidClaimsError,
    Readable,
    Report,
    Term,
    Vocabulary,
    table,
    tables,
    validate,
    vocabularies,
    vocabulary,
):
    _public.__module__ = __name__
del _public
