"""What the figures were measured on and with."""

import datetime
import importlib.metadata
import os
import subprocess

from .tools import ROOT, node

PACKAGES = ["jsonschema-rs", "orjson", "msgspec", "pydantic", "sourcemeta-jsonschema", "duckdb", "pyarrow", "polars", "pandas"]


def said_by(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "unknown")


def version(package):
    try:
        return f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return None


def ajv():
    lock = ROOT / "benches" / "node_modules" / "ajv" / "package.json"
    if not lock.is_file():
        return []
    import json

    return [f"Ajv {json.loads(lock.read_text(encoding='utf-8'))['version']} on Node {said_by(node(), '--version')}"]


def description(program):
    """The date, the machine and the versions, in two sentences."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    cores = len(os.sched_getaffinity(0))
    commit = said_by("git", "describe", "--always", "--dirty", "--abbrev=10")
    packages = [found for found in map(version, PACKAGES) if found]
    return (
        f"Measured on {datetime.date.today()} on a machine with {cores} cores ({processor()}) and {memory:.0f} GiB of memory, "
        f"Linux {os.uname().release.partition('-')[0]}, {said_by('rustc', '--version').split(' (')[0]}, Python {'.'.join(map(str, os.sys.version_info[:3]))}.\n"
        f"`{said_by(program, '--version')}` at commit {commit}; {', '.join([*packages, *ajv()])}."
    )
