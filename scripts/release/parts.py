"""The parts of a release, in one list: what each is called and how it is made. A part that is missing is an error."""

import fnmatch
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import archive
import bom
import changelog
import fallback
from refusal import Refusal
from source import Source

# The target that builds the Python package for publishing, wheel and sources, and where it puts them.
PACKAGE = ("wheels", "target/wheels/published")


@dataclass(frozen=True)
class Build:
    """A release while it is made."""

    source: Source
    # The export of the dataset.
    export: Path
    # Where cargo installs the tools that make parts.
    tools: Path
    # The folder of the release, into which the parts are written.
    out: Path
    # Whether the commit is tagged as this version.
    tagged: bool = False

    @property
    def version(self):
        return self.source.version

    def write(self, name, content):
        """Writes a file of the release."""
        (self.out / name).write_bytes(content)

    def take(self, files):
        """Copies files that another program made."""
        for path in files:
            shutil.copyfile(path, self.out / path.name)


@dataclass(frozen=True)
class Part:
    """A part of a release."""

    name: str
    # The form of its files' names, with the version for `{version}`.
    pattern: str
    # Writes its files; several parts may share a maker, which then runs once.
    make: Callable[[Build], None]
    # Whether it may have several files, as a wheel for each kind of machine.
    several: bool = False

    def files(self, build):
        """The files of the part that were made."""
        return sorted(path for path in build.out.iterdir() if fnmatch.fnmatchcase(path.name, self.pattern.format(version=build.version)))


def crate(build):
    """What is published as the crate, as cargo packs it and builds it once more by itself."""
    target = build.source.root / "target" / "package-of-release"
    build.source.run("cargo", "package", "--quiet", "--locked", "--target-dir", target)
    build.take([target / "package" / f"guarantee-claims-{build.version}.crate"])


def python(build):
    """The Python package, built and as source; whatever was built before is not taken."""
    if not (build.source.root / "python/pyproject.toml").is_file():
        return
    target, folder = PACKAGE
    wheels = build.source.root / folder
    shutil.rmtree(wheels, ignore_errors=True)
    # The paths of this machine are not left in what is compiled.
    home = Path(build.source.environment().get("CARGO_HOME") or Path.home() / ".cargo")
    flags = [f"--remap-path-prefix={build.source.root}=.", f"--remap-path-prefix={home}=cargo"]
    build.source.run("make", target, CARGO_ENCODED_RUSTFLAGS="\x1f".join(flags))
    build.take(sorted(wheels.iterdir()))


def tables_alone(build):
    """The Python package for machines that no other wheel is for."""
    if (build.source.root / "python/pyproject.toml").is_file():
        content = fallback.wheel(build.source.root, build.export, build.version, build.source.time)
        build.write(f"guarantee_claims-{build.version}-py3-none-any.whl", content)


def archives(build):
    """The export as one file, in two forms."""
    files = archive.files_below(build.export)
    name = f"guarantee-claims-data-{build.version}"
    build.write(f"{name}.zip", archive.zipped(files, name, build.source.time))
    build.write(f"{name}.tar.zst", archive.tarred(files, name, build.source.time))


def of_export(name):
    """A file of the export that many want alone."""

    def make(build):
        build.take([path for path in [build.export / name] if path.is_file()])

    return make


def schemas(build):
    """The JSON Schemas."""
    name = f"guarantee-claims-schemas-{build.version}"
    build.write(f"{name}.zip", archive.zipped(archive.files_below(build.export / "schema"), name, build.source.time))


def changes(build):
    """What the changelog says of this version."""
    text = (build.source.root / "CHANGELOG.md").read_text(encoding="utf-8")
    build.write(f"CHANGELOG-{build.version}.md", changelog.section(text, build.version, build.tagged).encode())


def materials(build):
    """The crates that the program is built of."""
    build.write(f"guarantee-claims-{build.version}.spdx.json", bom.make(build.source, build.tools))


PARTS = (
    Part("crate", "guarantee-claims-{version}.crate", crate),
    Part("wheel", "guarantee_claims-{version}-cp*.whl", python, several=True),
    Part("sdist", "guarantee_claims-{version}.tar.gz", python),
    Part("wheel of tables", "guarantee_claims-{version}-py3-none-any.whl", tables_alone),
    Part("zip", "guarantee-claims-data-{version}.zip", archives),
    Part("tar", "guarantee-claims-data-{version}.tar.zst", archives),
    Part("explorer", "explorer.html", of_export("explorer.html")),
    Part("workbook", "guarantee-claims.xlsx", of_export("guarantee-claims.xlsx")),
    Part("schemas", "guarantee-claims-schemas-{version}.zip", schemas),
    Part("changelog", "CHANGELOG-{version}.md", changes),
    Part("bill of materials", "guarantee-claims-{version}.spdx.json", materials),
)


def make_all(build, parts=PARTS):
    """Makes every part and holds the folder against the list."""
    for maker in dict.fromkeys(part.make for part in parts):
        maker(build)
    for part in parts:
        check(part, build)
    belong = {path for part in parts for path in part.files(build)}
    strangers = sorted(path.name for path in build.out.iterdir() if path not in belong)
    if strangers:
        raise Refusal(f"the release has files that belong to none of its parts: {', '.join(strangers)}; scripts/release/parts.py lists them")


def check(part, build):
    """A part that is missing, or is there twice, is an error."""
    files = [path.name for path in part.files(build)]
    if len(files) > 1 and not part.several:
        raise Refusal(f"the release has the part {part.name} {len(files)} times: {', '.join(files)}; it should be there once")
    if not files:
        raise Refusal(f"the release has no {part.name}: a file {part.pattern.format(version=build.version)} was expected")
