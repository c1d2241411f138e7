"""The errors of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guarantee_claims._report import Report


class ClaimsError(Exception):
    """What keeps a call from being carried out: a dataset that is invalid, a source that cannot be read to its end.

    What is wrong with claims is no error: it is in the findings of a `Report`.
    """


class InvalidClaimsError(ClaimsError):
    """Claims have errors, and `Report.raise_for_errors` was called. `report` is the whole report."""

    report: Report

    def __init__(self, report: Report) -> None:
        super().__init__(report._summary(lines=10))
        self.report = report

    def __reduce__(self) -> tuple[type[InvalidClaimsError], tuple[Report]]:
        return InvalidClaimsError, (self.report,)
