"""Puts a release where others find it. A dry run does all but the last step, and prints that."""

import fnmatch
import shlex
import shutil

import sums
from refusal import Refusal


def last_step(source, command, dry):
    """Runs the command that publishes, or prints it."""
    if dry:
        print("dry run:", shlex.join(map(str, command)))
    else:
        print(source.run(*command), end="")


def crate(source, folder, dry):
    """Publishes the crate, if what cargo packs here is what the release holds."""
    name = f"guarantee-claims-{source.version}.crate"
    listed = sums.read(folder)
    if name not in listed:
        raise Refusal(f"{folder} holds no {name}: the release is of another version")
    target = source.root / "target" / "package-to-publish"
    source.run("cargo", "package", "--quiet", "--locked", "--no-verify", "--target-dir", target)
    packed = sums.sha256(target / "package" / name)
    if packed != listed[name]:
        raise Refusal(f"cargo packs {name} as {packed}, the release holds {listed[name]}: publish from the commit of the release")
    # What it is built of was built when the release was made.
    last_step(source, ["cargo", "publish", "--locked", "--no-verify", "--target-dir", target], dry)


def github(source, folder, tag, dry):
    """Makes the release at GitHub of a tag, with all files and the section of the changelog."""
    listed = sums.read(folder)
    notes = folder / f"CHANGELOG-{source.version}.md"
    if notes.name not in listed:
        raise Refusal(f"{folder} holds no {notes.name}: the release is of another version")
    files = [folder / name for name in [*listed, sums.NAME, sums.RECEIPT]]
    title = f"Guarantee Claims {source.version}"
    last_step(source, ["gh", "release", "create", tag, "--verify-tag", "--title", title, "--notes-file", notes, *files], dry)


def page(source, program, out):
    """Makes the folder of the website: the explorer as its first page."""
    export = source.root / "target" / "export-of-page"
    source.run(program, "export", "--quiet", "--root", source.root, "--out", export)
    explorer = export / "explorer.html"
    if not explorer.is_file():
        raise Refusal(f"the export has no {explorer.name}, which is the page to publish")
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.html").write_bytes(explorer.read_bytes())
    print(f"made {out / 'index.html'}")


def gather(source, folder, more):
    """Adds the wheels of other machines to a release, and lays the Python package apart; one that is there with other bytes is an error."""
    sums.read(folder)
    wheels = sorted(path for place in more for path in place.glob("*.whl"))
    if not wheels:
        raise Refusal(f"there is no wheel in {', '.join(map(str, more))}")
    for wheel in wheels:
        there = folder / wheel.name
        if not fnmatch.fnmatchcase(wheel.name, f"guarantee_claims-{source.version}-*.whl"):
            raise Refusal(f"{wheel} is no wheel of version {source.version}")
        if there.is_file() and sums.sha256(there) != sums.sha256(wheel):
            raise Refusal(f"two machines built {wheel.name} with different bytes")
        there.write_bytes(wheel.read_bytes())
    sums.write(folder)
    package = source.root / "target" / "python-package"
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir()
    of_package = [*sorted(folder.glob("guarantee_claims-*.whl")), *folder.glob("guarantee_claims-*.tar.gz")]
    for path in of_package:
        shutil.copyfile(path, package / path.name)
    print(f"the Python package has {len(of_package)} files: {', '.join(path.name for path in of_package)}")
