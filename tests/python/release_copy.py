"""A repository of its own with the files of this one, and programs in the places of those that take long: for tests that make releases."""

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from reading import read_toml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts/release"))

import parts  # noqa: E402

# When the commit of the copy was made.
TIME = 1_790_000_000
NOBODY = {"NAME": "Test", "EMAIL": "test@example.org"}
IDENTITY = {f"GIT_{who}_{what}": value for who in ["AUTHOR", "COMMITTER"] for what, value in NOBODY.items()}

# Cargo as it is, but for what would build everything anew: the program is there, and the package is not built by itself.
CARGO = """#!/bin/sh
echo "$@" >> "{said}"
case "$1" in
    build) mkdir -p target/debug; ln -sf "{program}" target/debug/claims ;;
    package) [ "$4" = --no-verify ] || set -- "$@" --no-verify; exec "{cargo}" "$@" ;;
    *) exec "{cargo}" "$@" ;;
esac
"""

# Make as it is, but for what builds the Python package for publishing.
MAKE = """#!/bin/sh
for target; do :; done
[ "$target" = "{target}" ] || exec "{make}" "$@"
mkdir -p "{folder}"
echo "$SOURCE_DATE_EPOCH" > "{folder}/guarantee_claims-{version}-cp310-abi3-any.whl"
echo "$CARGO_ENCODED_RUSTFLAGS" | grep -c "remap-path-prefix=$PWD=." > "{folder}/guarantee_claims-{version}.tar.gz"
"""

# What cargo-sbom prints, in small: in an order that differs from run to run, with its time and its random address.
SBOM = """#!{python}
import json, random, sys, time, uuid
if sys.argv[1:] == ["sbom", "--version"]:
    print("cargo-sbom 0.10.0")
    raise SystemExit
document = json.loads('''{document}''')
document["creationInfo"]["created"] = time.strftime("%Y-%m-%dT%H:%M:%SZ")
document["documentNamespace"] = f"https://spdx.org/spdxdocs/guarantee-claims-{{uuid.uuid4()}}"
for part in ["packages", "relationships"]:
    random.shuffle(document[part])
print(json.dumps(document))
"""


def crate(name, version, source="registry+https://github.com/rust-lang/crates.io-index"):
    """A crate as cargo-sbom lists it."""
    licence = {"licenseConcluded": "MIT", "licenseDeclared": "MIT"}
    return {"SPDXID": f"SPDXRef-Package-{name}-{version}", "name": name, "versionInfo": version, "downloadLocation": source} | licence


def relation(of, kind, to):
    return {"spdxElementId": f"SPDXRef-{of}", "relationshipType": kind, "relatedSpdxElement": f"SPDXRef-{to}"}


def bill_of(version):
    """A bill of materials of two crates."""
    own = f"Package-guarantee-claims-{version}"
    checksums = [{"algorithm": "SHA1", "checksumValue": "0" * 40}]
    files = [{"SPDXID": "SPDXRef-File-guarantee_claims", "fileName": "./Cargo.lock", "checksums": checksums}]
    relations = [
        relation("DOCUMENT", "DESCRIBES", "File-guarantee_claims"),
        relation("File-guarantee_claims", "GENERATED_FROM", own),
        relation(own, "DEPENDS_ON", "Package-serde-1.0.229"),
    ]
    document = {"SPDXID": "SPDXRef-DOCUMENT", "spdxVersion": "SPDX-2.3", "name": "guarantee-claims", "dataLicense": "CC0-1.0"}
    lists = {"files": files, "packages": [crate("guarantee-claims", version, "NONE"), crate("serde", "1.0.229")], "relationships": relations}
    return document | {"creationInfo": {"creators": ["Tool: cargo-sbom-v0.10.0"]}} | lists


class Copy:
    """The repository, and how programs are run in it."""

    def __init__(self, root, folder, program):
        self.folder = folder / "repository"
        self.said = folder / "cargo-said"
        self.bin = folder / "bin"
        self.bin.mkdir()
        self._copy(root)
        cargo = CARGO.format(said=self.said, program=program, cargo=shutil.which("cargo"))
        self.put(self.bin / "cargo", cargo)
        self.version = read_toml(root / "data/dataset.toml")["version"]
        target, folder = parts.PACKAGE
        make = MAKE.format(target=target, folder=folder, version=self.version, make=shutil.which("make"))
        self.put(self.bin / "make", make)
        self.put(self.folder / "target/tools/bin/cargo-sbom", SBOM.format(python=sys.executable, document=json.dumps(bill_of(self.version))))

    @staticmethod
    def put(path, text):
        """A program at this path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def _copy(self, root):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True, text=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (root / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / name, self.folder / name)
        self.git("init", "--quiet")
        self.commit()

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "CLAIMS_", "RELEASE"))}
        time = {name: f"{TIME} +0000" for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"]}
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "CARGO_NET_OFFLINE": "true"}
        return kept | IDENTITY | time | nobody | {"PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}"} | more

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment(), check=True, capture_output=True)

    def commit(self):
        """Commits all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "All")

    def make(self, target, *more, **variables):
        """Runs a make target as a workflow does; what packs a release is the Python that runs this test."""
        settled = ["-o", ".venv-release/.ready", "-o", "setup"]
        command = ["make", *settled, target, f"release={sys.executable} -B scripts/release", *more]
        return subprocess.run(command, cwd=self.folder, env=self.environment(**variables), capture_output=True, text=True, check=False)

    def tag(self):
        """Commits the version as one that is released, and gives its tag."""
        changelog = self.folder / "CHANGELOG.md"
        text = changelog.read_text(encoding="utf-8")
        changelog.write_text(text.replace(f"Unreleased ({self.version})", self.version), encoding="utf-8")
        self.commit()
        return f"v{self.version}"

    def copied(self, folder):
        """The same in another folder."""
        other = copy.copy(self)
        other.folder = shutil.copytree(self.folder, folder, symlinks=True)
        return other

    @property
    def release(self):
        """The folder of the release."""
        return self.folder / "target" / f"release-{self.version}"
