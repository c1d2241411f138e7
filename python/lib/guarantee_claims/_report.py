"""What a check came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, final

from guarantee_claims import _native
from guarantee_claims._errors import InvalidClaimsError
from guarantee_claims._table import ArrowTable
from guarantee_claims._words import count

_DESCRIPTION = "What was found, in the order of the records."


@final
class Report:
    """What `validate` came to. It has no truth value: ask `ok`."""

    __slots__ = ("_by_severity", "findings", "hidden", "records", "refused")

    findings: ArrowTable
    """The findings, a row each: `row` (of the source, from 0), `id`, `line`, `column`, `pointer`, `rule`, `severity`, `message`, `help`."""
    records: int
    """How many records were checked."""
    refused: int
    """How many of them have an error."""
    hidden: int
    """How many findings are counted but not listed, since there are more than `max_findings`."""

    def __init__(self, findings: ArrowTable, records: int, refused: int, by_severity: list[tuple[str, str, int]], hidden: int) -> None:
        self.findings = findings
        self.records = records
        self.refused = refused
        self.hidden = hidden
        self._by_severity = by_severity

    @property
    def ok(self) -> bool:
        """Whether there is no error. Of no claims at all, this is false: that is an error of its own."""
        return self.errors == 0

    @property
    def errors(self) -> int:
        """How many errors there are, listed or not."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """How many warnings there are, listed or not."""
        return self._count("warning")

    @property
    def counts(self) -> dict[str, int]:
        """How many findings each rule has, listed or not, the most frequent first."""
        counts: dict[str, int] = {}
        for rule, _, number in self._by_severity:
            counts[rule] = counts.get(rule, 0) + number
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @property
    def truncated(self) -> bool:
        """Whether `findings` is not all of them."""
        return self.hidden > 0

    def raise_for_errors(self) -> None:
        """Raises `InvalidClaimsError`, which lists the first errors, if there is one."""
        if not self.ok:
            raise InvalidClaimsError(self)

    def _count(self, severity: str) -> int:
        return sum(number for _, of, number in self._by_severity if of == severity)

    def _summary(self, lines: int) -> str:
        found = f"{count(self.errors, 'error')}, {count(self.warnings, 'warning')}"
        if self.refused:
            found += f"; {self.refused:,} of {count(self.records, 'record')} {'has' if self.refused == 1 else 'have'} errors"
        said = [f"checked {count(self.records, 'record')}: {found}"]
        listed = self.findings.rows()
        said += [_line(finding) for finding in listed[:lines]]
        more = len(listed) + self.hidden - lines
        if lines and more > 0:
            said.append(f"and {count(more, 'finding')} more")
        elif self.truncated:
            said.append(f"{count(self.hidden, 'finding')} not listed: expected all with max_findings=None")
        return "\n".join(said)

    def __str__(self) -> str:
        return self._summary(lines=0)

    def __repr__(self) -> str:
        return f"<Report: {self._summary(lines=0)}>"

    def __bool__(self) -> NoReturn:
        raise TypeError("a report is neither true nor false: expected report.ok")

    def __reduce__(self) -> tuple[Callable[..., Report], tuple[Any, ...]]:
        rows = [tuple(row.values()) for row in self.findings.rows()]
        return _report_of, (rows, self.records, self.refused, self._by_severity, self.hidden)


def _line(finding: dict[str, Any]) -> str:
    place = "" if finding["row"] is None else f"row {finding['row']}"
    if finding["pointer"] is not None:
        place += f" {finding['pointer']}"
    return f"  {place}: {finding['severity']}[{finding['rule']}]: {finding['message']}".replace("  : ", "  ")


def _findings_of(rows: list[tuple[Any, ...]]) -> ArrowTable:
    return findings_table(_native.Table.of_findings(rows))


def findings_table(native: _native.Table) -> ArrowTable:
    """The table of findings."""
    table = ArrowTable(native, "findings", _DESCRIPTION, (_findings_of, ([],)))
    table._origin = (_Rows(table), ())
    return table


class _Rows:
    """Makes the same table of findings elsewhere."""

    def __init__(self, table: ArrowTable) -> None:
        self._table = table

    def __call__(self) -> ArrowTable:
        return self._table

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return _rows_of, ([tuple(row.values()) for row in self._table.rows()],)


def _rows_of(rows: list[tuple[Any, ...]]) -> Callable[[], ArrowTable]:
    return _Rows(_findings_of(rows))


def _report_of(
    rows: list[tuple[Any, ...]], records: int, refused: int, by_severity: list[tuple[str, str, int]], hidden: int
) -> Report:
    return Report(_findings_of(rows), records, refused, by_severity, hidden)
