"""Runs the R code of docs/analysis-r.md and of the README beside an export: r_page.py DIST FOLDER [--renew].

What the page's blocks print must be as the page shows it. The figure is left in FOLDER.
"""

import subprocess
import sys
from pathlib import Path

from blocks import blocks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "analysis-r.md"
MARK = "== end of a block =="


def run(codes, folder):
    """What each block of R prints, or what R says of a failure."""
    script = "".join(f"{code}\ncat('{MARK}\\n')\n" for code in codes)
    command = ["Rscript", "--vanilla", "-e", "options(warn = 2, width = 120)", "-e", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"R ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout.split(f"{MARK}\n")[:-1]


def plain(text):
    """Without the spaces at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def main(dist, folder, renew):
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "dist"
    link.unlink(missing_ok=True)
    link.symlink_to(dist.resolve(), target_is_directory=True)
    page = PAGE.read_text(encoding="utf-8")
    found = blocks(page, "r")
    printed = [plain(text) for text in run([code for _, code, _ in found], folder)]
    if renew:
        for ((start, end), _, shown), text in reversed(list(zip(found, printed, strict=True))):
            page = page if shown is None else page[:start] + text + page[end:]
        PAGE.write_text(page, encoding="utf-8")
        return
    differing = [(code, shown, text) for (_, code, shown), text in zip(found, printed, strict=True) if (shown or "") != text]
    for code, shown, text in differing:
        print(f"this block prints something else than the page shows:\n{code}\nexpected:\n{shown}\nprinted:\n{text}", file=sys.stderr)
    checked = sum(shown is not None for *_, shown in found)
    figure = folder / "layers.png"
    if differing or checked < 3 or figure.stat().st_size < 10_000:
        sys.exit(f"{len(differing)} of {checked} outputs differ")
    twin(found[0][1], folder)
    ((_, code, _),) = blocks((PAGE.parents[1] / "README.md").read_text(encoding="utf-8"), "r")
    (table,) = run([code], folder)
    if "under-discussion" not in table:
        sys.exit(f"the README's R prints something else than a table of stages:\n{table}")
    print(f"docs/analysis-r.md: {len(found)} blocks of R run, {checked} outputs as shown; the figure is {figure}")


def twin(loading, folder):
    """R that names a column that is not there must fail."""
    broken = f"{loading}\nstopifnot('no_such_column' %in% names(claims))\n"
    done = subprocess.run(["Rscript", "--vanilla", "-e", broken], cwd=folder, capture_output=True, text=True)
    if done.returncode == 0:
        sys.exit("R that must fail ran")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--renew" in sys.argv[3:])
