"""Draws the figure of docs/reported-and-signed.md from an export: python docs/analysis/instruments.py DIST FOLDER

What it draws is the answer to the page's query under "How much of each".
"""

import re
import sys
from pathlib import Path

import duckdb

from plots import METADATA, STYLE, plt

PAGE = Path(__file__).resolve().parents[1] / "reported-and-signed.md"

# For each panel, the parts of its bars: the label, the columns that are added and taken away, the colour, and that of the number on it.
PANELS = {
    "reported, or said officially": [
        ("reported as fact, certain or required", ["reported"], ["of_these_less_than_certain"], "#2171b5", "white"),
        ("reported as less than certain", ["of_these_less_than_certain"], [], "#9ecae1", "black"),
        ("said officially", ["said_officially"], [], "#fdd0a2", "black"),
    ],
    "signed": [
        ("binding (“shall”)", ["of_these_binding"], [], "#08306b", "white"),
        ("undertaken, not said how firmly", ["not_said_how_firmly"], [], "#4292c6", "black"),
        ("discretionary", ["discretionary"], [], "#c6dbef", "black"),
        ("nothing undertaken", ["nothing_undertaken"], [], "#d9d9d9", "black"),
    ],
}


def counts(dist):
    """The answer to the page's first query: a row for each instrument."""
    before, section = PAGE.read_text(encoding="utf-8").split("\n## How much of each\n")
    blocks = re.findall(r"```sql\n(.*?)```", before, re.DOTALL) + re.findall(r"```sql\n(.*?)```", section, re.DOTALL)[:1]
    with duckdb.connect() as database:
        for block in blocks:
            answer = database.execute(block.replace("'dist/", f"'{dist.as_posix()}/"))
        return answer.df().set_index("instrument")


def draw_panel(axes, rows, title, parts):
    left = rows.reported * 0
    for label, added, taken, colour, ink in parts:
        width = rows[added].sum(axis=1) - rows[taken].sum(axis=1)
        bars = axes.barh(rows.index, width, left=left, color=colour, height=0.75, label=label)
        axes.bar_label(bars, labels=[f"{number:.0f}" if number else "" for number in width], label_type="center", color=ink)
        left = left + width
    for name, number in left.items():
        if not number:
            axes.annotate("none", (0, name), xytext=(3, 0), textcoords="offset points", va="center", style="italic")
    axes.set(title=title[0].upper() + title[1:], xlabel="claims")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.17))


def instruments(rows):
    figure, panels = plt.subplots(ncols=len(PANELS), figsize=(9.2, 4.6), layout="constrained", sharex=True, sharey=True)
    for axes, (title, parts) in zip(panels, PANELS.items(), strict=True):
        draw_panel(axes, rows, title, parts)
    # The first row on top.
    panels[0].invert_yaxis()
    return figure


def main(dist, folder):
    folder.mkdir(parents=True, exist_ok=True)
    with plt.rc_context(STYLE):
        figure = instruments(counts(dist))
        figure.savefig(folder / "instruments.svg", metadata=METADATA)
        plt.close(figure)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
