"""Converts the workbook of an export to CSV with LibreOffice, and compares each sheet with ours: workbook.py DIST."""

import csv
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

NAME = "guarantee-claims.xlsx"
# Commas, quotation marks, UTF-8, from the first line on; cells as they are shown; every sheet as a file of its own.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def converted(workbook, out):
    """The sheets of a workbook as LibreOffice reads them."""
    program = shutil.which("soffice") or sys.exit("there is no soffice: install LibreOffice Calc")
    command = [program, f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", FILTER, "--outdir", out, workbook]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem.split("-")[-1]: rows(path) for path in out.glob("*.csv")}


def differing(sheets, dist):
    """The places where a sheet and our CSV differ."""
    found = []
    for path in sorted((dist / "csv").glob("*.csv")):
        ours, theirs = rows(path), sheets.get(path.stem)
        if theirs is None or len(ours) != len(theirs):
            found.append(f"{path.stem}: {len(ours)} rows, in the workbook {theirs and len(theirs)}")
            continue
        pairs = ((i, j, a, b) for i, (left, right) in enumerate(zip(ours, theirs)) for j, (a, b) in enumerate(zip(left, right, strict=True)))
        found += [f"{path.stem}, row {i + 1}, {ours[0][j]}: {a!r}, in the workbook {b!r}" for i, j, a, b in pairs if a != b]
    return found


def main(dist):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        sheets = converted(dist / NAME, folder)
        found = differing(sheets, dist)
        if found or len(sheets) < 20:
            sys.exit("\n".join([f"{len(sheets)} sheets, {len(found)} differences", *found[:20]]))
        # The twin: one changed cell is found.
        book = openpyxl.load_workbook(dist / NAME)
        book["claims"]["A7"].value += "x"
        book.save(folder / NAME)
        (folder / "twin").mkdir()
        if len(differing(converted(folder / NAME, folder / "twin"), dist)) != 1:
            sys.exit("a changed cell is not found")
    cells = sum(len(row) for sheet in sheets.values() for row in sheet)
    print(f"{NAME}: {len(sheets)} sheets, {cells} cells as LibreOffice shows them are ours")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
