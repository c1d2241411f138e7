"""Programs of others on the descriptions that stand beside the tables of an export."""

import json
import subprocess
import sys

import mlcroissant


def validate(path):
    """What `frictionless validate` says: its exit code and the types of the errors."""
    # The library's own entry point, as a program: paths outside the current folder are refused unless it runs there.
    command = [sys.executable, "-m", "frictionless", "validate", path.name, "--json"]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True)
    report = json.loads(done.stdout)
    return done.returncode, {error["type"] for task in report["tasks"] for error in task["errors"]}


def croissant(dist):
    return mlcroissant.Dataset(jsonld=str(dist / "croissant.json"))


def check_sums(folder):
    return subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True).returncode


def export_formats(claims_bin, root, out, formats):
    command = [claims_bin, "export", "--root", root, "--out", out, "--format", formats]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.suffix in (".json", ".sql") and path.parent.name != "json"}
