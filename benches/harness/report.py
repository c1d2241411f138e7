"""Results as Markdown: a table a section, and what was aimed at."""

from dataclasses import dataclass

HEADINGS = {
    "validate": "Validation",
    "start-up": "Start-up: validation of 1,000 claims",
    "parquet": "Conversion to Parquet (zstd, level 1)",
    "csv": "Conversion to CSV",
    "python": "The Python package: validation, whole processes",
}


def table(head, rows):
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def section(name, results, claims):
    """The medians and the shortest times of a section, these beside ours."""
    ours = results["claims"].shortest
    rows = [
        [
            result.job.label,
            seconds(result.wall),
            seconds(result.shortest),
            f"{result.shortest / ours:.2f}",
            f"{claims / result.shortest / 1000:,.0f}",
            seconds(result.cpu),
            f"{result.peak / 2**20:,.0f}",
        ]
        for result in sorted(results.values(), key=lambda result: result.shortest)
    ]
    return f"### {HEADINGS[name]}\n\n" + table(["tool", "median s", "shortest s", "times ours", "thousand claims/s", "processor s", "peak MiB"], rows)


def best(results, names):
    """The shortest time of these jobs; None if none was measured."""
    return min((results[name].shortest for name in names if name in results), default=None)


# What is written: the form, ours and theirs, DuckDB's job, ours.
CONVERSIONS = [
    ("parquet", "one table each", "duckdb", "claims-nested"),
    ("parquet", "six tables each", "duckdb-tables", "claims"),
    ("parquet", "six tables, theirs one", "duckdb", "claims"),
    ("csv", "six tables each", "duckdb-tables", "claims"),
    ("csv", "six tables, theirs one", "duckdb", "claims"),
]


def ratios(sections, peers):
    """What is aimed at as ratios of the shortest times, the higher the better. Those of jobs that were not measured are left out."""
    found = {}

    def add(name, theirs, ours):
        if theirs is not None and ours is not None:
            found[name] = theirs / ours

    validate = sections.get("validate", {})
    wall = {key: result.shortest for key, result in validate.items()}
    add("validate: best peer / ours", best(validate, peers), wall.get("claims"))
    add("validate, keys in any order: best peer / ours", best(validate, [f"{name}-shuffled" for name in peers]), wall.get("claims-shuffled"))
    add("validate: newlines / ours", wall.get("newlines"), wall.get("claims"))
    add("validate: clean / 1% broken", wall.get("claims"), wall.get("claims-broken"))
    start = sections.get("start-up", {})
    add("start-up: best peer / ours", best(start, peers), best(start, ["claims"]))
    python = sections.get("python", {})
    add("python: best peer / package", best(python, peers), best(python, ["package"]))
    add("python: program / package", best(python, ["claims"]), best(python, ["package"]))
    add("python: path / frame", best(python, ["package"]), best(python, ["package-frame"]))
    for form, label, theirs, ours in CONVERSIONS:
        results = sections.get(form, {})
        add(f"{form}, {label}: DuckDB / ours", best(results, [theirs]), best(results, [ours]))
    return found


@dataclass(frozen=True)
class Target:
    """What a figure must reach and what is aimed for."""

    label: str
    least: float
    aim: float
    unit: str
    # Whether more is better.
    more: bool

    def row(self, measured):
        def text(value):
            return f"{value:.3g}{self.unit}"

        def reached(bound):
            return measured >= bound if self.more else measured <= bound

        verdict = "aim reached" if reached(self.aim) else "reached" if reached(self.least) else "**missed**"
        return [self.label, text(self.least), text(self.aim), text(measured), verdict]


TARGETS = {
    "any order": Target("validate, keys in any order: against the best peer", 7, 7, "x", True),
    "own order": Target("validate, keys in our own order: against the best peer", 7, 15, "x", True),
    "newlines": Target("validate: times the scan for newlines", 6, 3, "x", False),
    "broken": Target("1% broken, all errors listed: times the clean file", 1.25, 1.1, "x", False),
    "parquet": Target("validate and write Parquet, one nested table: against DuckDB's conversion alone to one", 2, 3, "x", True),
    "parquet six": Target("the same, six tables: against DuckDB's conversion to six", 2, 3, "x", True),
    "parquet six and one": Target("the same, six tables: against DuckDB's conversion to one", 2, 3, "x", True),
    "csv": Target("validate and write CSV, six tables: against DuckDB's conversion to one", 2.5, 4, "x", True),
    "csv six": Target("the same: against DuckDB's conversion to six", 2.5, 4, "x", True),
    "package": Target("Python's validate(path): times the program", 1.3, 1.15, "x", False),
    "package peers": Target("Python's validate(path): against the best peer", 7, 10, "x", True),
    "package frame": Target("Python's validate(frame with columns), the reading of Parquet included: times validate(path)", 4, 1.5, "x", False),
    "memory": Target("peak memory, identities apart", 150, 100, " MiB", False),
    "start-up": Target("start-up, 1,000 claims", 10, 5, " ms", False),
}


def figures(sections, ratio, identities):
    """The figures of the targets, as far as they were measured."""
    found = {
        "any order": ratio.get("validate, keys in any order: best peer / ours"),
        "own order": ratio.get("validate: best peer / ours"),
        "newlines": inverse(ratio.get("validate: newlines / ours")),
        "broken": inverse(ratio.get("validate: clean / 1% broken")),
        "parquet": ratio.get("parquet, one table each: DuckDB / ours"),
        "parquet six": ratio.get("parquet, six tables each: DuckDB / ours"),
        "parquet six and one": ratio.get("parquet, six tables, theirs one: DuckDB / ours"),
        "csv": ratio.get("csv, six tables, theirs one: DuckDB / ours"),
        "csv six": ratio.get("csv, six tables each: DuckDB / ours"),
        "package": inverse(ratio.get("python: program / package")),
        "package peers": ratio.get("python: best peer / package"),
        "package frame": inverse(ratio.get("python: path / frame")),
        "memory": peak(sections, identities),
        "start-up": milliseconds(sections.get("start-up", {}).get("claims")),
    }
    return {key: value for key, value in found.items() if value is not None}


def inverse(value):
    return None if value is None else 1 / value


def milliseconds(result):
    return None if result is None else result.shortest * 1000


def peak(sections, identities):
    """The highest peak of our jobs in MiB, without the bytes allowed for identities."""
    ours = [result.peak for results in sections.values() for key, result in results.items() if key.startswith("claims")]
    return max(0, max(ours) - identities) / 2**20 if ours else None


def targets(found):
    """What was aimed at and what was reached."""
    rows = [TARGETS[key].row(value) for key, value in found.items()]
    return "### Targets\n\n" + table(["", "at least", "aim for", "measured", ""], rows)
