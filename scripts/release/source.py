"""What a release is made of: a commit of the repository, its version and its time."""

import os
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

from refusal import Refusal


# What would lead a build elsewhere, or change what it does.
NOT_PASSED_ON = {"CARGO_ENCODED_RUSTFLAGS", "CARGO_TARGET_DIR", "CLAIMS_TEXTS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "RUSTFLAGS"}


@dataclass(frozen=True)
class Source:
    """A checkout of a commit."""

    root: Path
    version: str
    commit: str
    # When the commit was made, in seconds since 1970: the time of everything in the release.
    time: int

    @property
    def release(self):
        """The folder of the release."""
        return self.root / "target" / f"release-{self.version}"

    def environment(self):
        """The environment of every program that builds a part."""
        kept = {name: value for name, value in os.environ.items() if name not in NOT_PASSED_ON}
        return kept | {"SOURCE_DATE_EPOCH": str(self.time), "PYTHONHASHSEED": "0"}

    def run(self, *command, **variables):
        """Runs a program in the checkout, and gives what it printed on its standard output."""
        command = list(map(str, command))
        try:
            done = subprocess.run(
                command, cwd=self.root, env=self.environment() | variables, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False
            )
        except FileNotFoundError as error:
            raise Refusal(f"there is no program {command[0]}, which makes a part of the release: install it") from error
        if done.returncode != 0:
            raise Refusal(f"`{' '.join(command)}` ended with {done.returncode}: see above what it says\n{done.stdout}".rstrip())
        return done.stdout


def git(root, *arguments):
    """What git says of the checkout."""
    try:
        done = subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    except FileNotFoundError as error:
        raise Refusal("there is no program git: a release is made of a commit") from error
    if done.returncode != 0:
        raise Refusal(f"`git {' '.join(arguments)}` ended with {done.returncode} in {root}: {done.stderr.strip()}")
    return done.stdout.strip()


def version_of(root):
    """The version of the dataset, which the crate must have too."""
    dataset = tomllib.loads((root / "data/dataset.toml").read_text(encoding="utf-8"))["version"]
    crate = tomllib.loads((root / "Cargo.toml").read_text(encoding="utf-8"))["package"]["version"]
    if dataset != crate:
        raise Refusal(f"data/dataset.toml has version {dataset}, Cargo.toml has {crate}: both should be the version of the release")
    if not re.fullmatch(r"\d+\.\d+\.\d+", dataset):
        raise Refusal(f"the version {dataset!r} in data/dataset.toml is not of the form MAJOR.MINOR.PATCH")
    return dataset


def read(root, tag=None):
    """The checkout at `root`, which must be what its commit holds; with a tag, one that names its version."""
    root = Path(root).resolve()
    changed = git(root, "status", "--porcelain")
    if changed:
        raise Refusal(f"a release is made of a commit, and the checkout differs from it: commit or remove\n{changed}")
    version = version_of(root)
    if tag and tag != f"v{version}":
        raise Refusal(f"the tag is {tag}, the version in data/dataset.toml is {version}: the tag should be v{version}")
    commit, time = git(root, "log", "-1", "--format=%H %ct").split()
    return Source(root=root, version=version, commit=commit, time=int(time))
