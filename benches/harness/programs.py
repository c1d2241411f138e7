"""The programs that cargo builds, and the files that the generator writes."""

import json
import subprocess

from . import planted
from .tools import ROOT

BUILDS = [
    ["--features", "cli", "--bin", "claims"],
    ["--package", "claims-gen"],
]


def build():
    """Builds the optimised programs, if they are missing or stale; their paths by name."""
    command = ["cargo", "build", "--release", "--message-format", "json-render-diagnostics"]
    paths = {}
    for what in BUILDS:
        done = subprocess.run([*command, *what], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        messages = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
        built = (message for message in messages if message["reason"] == "compiler-artifact" and message["executable"])
        paths.update({message["target"]["name"]: message["executable"] for message in built})
    return paths


class Generator:
    """Writes files of claims into a folder, always anew: the generator may have changed."""

    def __init__(self, program, folder, seed):
        self.program, self.folder, self.seed = program, folder, seed

    def file(self, name, claims, *more):
        path = self.folder / f"{name}.jsonl"
        command = [self.program, "--claims", claims, "--seed", self.seed, "--out", path, *more]
        subprocess.run(list(map(str, command)), check=True)
        return path

    def broken(self, name, claims, broken):
        """A file in which so many claims are broken, and the list of what is to be found in it."""
        listed = self.folder / f"{name}.planted"
        path = self.file(name, claims, "--broken", broken, "--planted", listed)
        return path, planted.read_list(listed)


def relations(path):
    """How many relations the claims of a file have."""
    with open(path, "rb") as file:
        return sum(line.count(b'"target":') for line in file)

