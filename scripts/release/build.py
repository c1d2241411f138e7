"""Makes the folder of a release."""

import shutil
import tempfile
from pathlib import Path

import parts
import receipt
import sums


def program_of(source):
    """The program `claims`, built of the commit."""
    source.run("cargo", "build", "--quiet", "--locked", "--features", "cli", "--bin", "claims", "--target-dir", source.root / "target")
    return source.root / "target" / "debug" / "claims"


def make(source, tools, tagged=False, program=None, of=parts.PARTS):
    """Makes the release in `target/release-<version>/`, which then holds nothing else; a release that fails leaves what was there."""
    program = program or program_of(source)
    source.release.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=source.release.parent) as work:
        work = Path(work)
        checked = receipt.check(source, program, work)
        export, out = work / "export", work / "release"
        out.mkdir()
        source.run(program, "export", "--quiet", "--root", source.root, "--out", export)
        parts.make_all(parts.Build(source, export, tools, out, tagged), of)
        sums.write(out)
        receipt.write(out, source, checked)
        shutil.rmtree(source.release, ignore_errors=True)
        out.rename(source.release)
    report(source)
    return source.release


def report(source):
    """Prints what was made."""
    for path in sorted(source.release.iterdir()):
        print(f"{path.stat().st_size:>12,} bytes  {path.name}")
    print(f"made {source.release} of commit {source.commit}")
