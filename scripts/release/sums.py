"""The checksums of a release, in the form that `sha256sum --check` reads."""

import hashlib
import re

from refusal import Refusal

NAME = "SHA256SUMS"
# Lies beside the reproducible files and is none of them: it says when and by which tools this build was checked.
RECEIPT = "checks.json"


def sha256(path):
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def reproducible(folder):
    """The files of a release whose bytes follow from the commit, but for the list of checksums itself."""
    return sorted(path for path in folder.iterdir() if path.name not in {NAME, RECEIPT})


def write(folder):
    """Writes the list of checksums of a release."""
    lines = [f"{sha256(path)}  {path.name}\n" for path in reproducible(folder)]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def read(folder):
    """The checksum of each file that a release lists, each of which must be there and no other."""
    path = folder / NAME
    if not path.is_file():
        raise Refusal(f"{folder} has no file {NAME}: `make release` makes the folder of a release")
    lines = path.read_text(encoding="utf-8").splitlines()
    broken = [line for line in lines if not re.fullmatch(r"[0-9a-f]{64}  \S.*", line)]
    if broken:
        raise Refusal(f"{path} has the line {broken[0]!r}: a checksum of 64 digits, two spaces and a name were expected")
    listed = {line[66:]: line[:64] for line in lines}
    there = {path.name: sha256(path) for path in reproducible(folder)}
    for name in sorted(listed.keys() | there.keys()):
        if listed.get(name) != there.get(name):
            raise Refusal(f"{folder / name}: {NAME} says {listed.get(name, 'nothing')}, the file is {there.get(name, 'not there')}")
    if not listed:
        raise Refusal(f"{path} lists no file")
    return listed
