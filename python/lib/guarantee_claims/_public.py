"""All that is public, which the package gives out by these names."""

import guarantee_claims
from guarantee_claims._dataset import Dataset, table, tables
from guarantee_claims._errors import ClaimsError, InvalidClaimsError
from guarantee_claims._native import __version__
from guarantee_claims._report import Report
from guarantee_claims._table import ArrowTable, Column
from guarantee_claims._validate import ArrowStream, Readable, validate
from guarantee_claims._vocabulary import Term, Vocabulary, vocabularies, vocabulary

# Messages, help and pickles name what is public by its public name.
for _name in guarantee_claims.__all__:
    if _name != "__version__":
        globals()[_name].__module__ = "guarantee_claims"
