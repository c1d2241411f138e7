"""Whether two clones, at different paths and times and under different settings, make the same release."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import archive
import bom
import source as sources
import sums
from refusal import Refusal

# How the machines of two people may differ.
SETTINGS = (
    ("one", 0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8"}),
    ("elsewhere/and-deeper/two", 0o077, {"TZ": "Asia/Kathmandu", "LC_ALL": "C"}),
)


def clone(source, folder):
    """A clean clone at the commit of the release."""
    sources.git(source.root, "clone", "--quiet", "--no-hardlinks", source.root, folder)
    sources.git(folder, "checkout", "--quiet", "--detach", source.commit)
    return folder


def build_in(folder, umask, variables, tools):
    """Makes the release in a clone, as whoever cloned it would, and gives its folder."""
    command = [sys.executable, "-B", folder / "scripts/release", "build", "--tools", tools]
    done = subprocess.run(list(map(str, command)), cwd=folder, env=os.environ | variables, umask=umask, check=False)
    if done.returncode != 0:
        raise Refusal(f"the release could not be made in the clone {folder}: see above")
    return folder / "target" / f"release-{sources.version_of(folder)}"


def differences(left, right):
    """Where two releases differ: files, and for an archive what in it."""
    ours, theirs = sums.read(left), sums.read(right)
    found = []
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) == theirs.get(name):
            continue
        if name not in ours or name not in theirs:
            found.append(f"{name}: only in one of both")
            continue
        one, two = archive.members(left / name), archive.members(right / name)
        inside = sorted(member for member in one.keys() | two.keys() if one.get(member) != two.get(member))
        found.append(f"{name}: {', '.join(inside) or 'the files in it are the same, the bytes around them are not'}" if one else name)
    return found


def check(source, tools):
    """Makes the release twice and compares; the first becomes the release of this checkout."""
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        # Both would build it at once.
        bom.installed(source, tools)
        places = [Path(folder) / name for name, _, _ in SETTINGS]
        for place in places:
            place.parent.mkdir(parents=True, exist_ok=True)
            clone(source, place)
        # Beside one another: the last steps of a build keep one processor busy.
        with ThreadPoolExecutor() as threads:
            made = list(threads.map(lambda place, setting: build_in(place, *setting[1:], tools), places, SETTINGS))
        found = differences(*made)
        if found:
            raise Refusal("two clones made different releases:\n  " + "\n  ".join(found))
        files = sums.read(made[0])
        source.release.parent.mkdir(exist_ok=True)
        shutil.rmtree(source.release, ignore_errors=True)
        shutil.move(made[0], source.release)
    print(f"two clones made the same {len(files)} files, byte by byte")
    return files
