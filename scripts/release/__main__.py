"""Makes a release, compares two builds of it, and publishes it. CONTRIBUTING.md says when to call what."""

import argparse
import os
import sys
from pathlib import Path

import build
import publish
import reproduce
import source as sources
from refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="release", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("build", help="make target/release-<version>/ of the commit")
    making.add_argument("--check", action="store_true", help="make it in two clones, compare them byte by byte, and keep the first")
    making.add_argument("--tools", type=Path, default=ROOT / "target/tools", help="where cargo installs the tools that make parts")
    page = commands.add_parser("page", help="make the folder of the website")
    page.add_argument("--out", type=Path, default=ROOT / "target/page", help="the folder")
    gather = commands.add_parser("gather", help="add the wheels of other machines to the release")
    gather.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a folder with wheels")
    for name, what in [("publish-crate", "publish the crate"), ("publish-github", "make the release at GitHub")]:
        commands.add_parser(name, help=what).add_argument("--dry-run", action="store_true", help="do all but the last step, and print it")
    return parser.parse_args()


def tag(required):
    """The tag of the release, which RELEASE_TAG names where a tag is built or published."""
    name = os.environ.get("RELEASE_TAG", "")
    if required and not name:
        raise Refusal("RELEASE_TAG is not set: it should name the tag of the release, v<version>")
    return name or None


def run(given):
    """Does what was asked for."""
    name = tag(required=given.command.startswith("publish-"))
    source = sources.read(ROOT, name)
    match given.command:
        case "build" if given.check:
            reproduce.check(source, given.tools.resolve())
        case "build":
            build.make(source, given.tools.resolve(), tagged=name is not None)
        case "page":
            publish.page(source, build.program_of(source), given.out)
        case "gather":
            publish.gather(source, source.release, given.folders)
        case "publish-crate":
            publish.crate(source, source.release, given.dry_run)
        case "publish-github":
            publish.github(source, source.release, name, given.dry_run)


if __name__ == "__main__":
    try:
        run(arguments())
    except Refusal as refusal:
        sys.exit(f"error: {refusal}")
