"""Draws the figures of docs/analysis.md from an export: python docs/analysis/plots.py DIST FOLDER"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import pandas as pd
import pyarrow.parquet as pq

# The same data gives the same bytes: no date, no random ids, text as text.
STYLE = {
    "svg.hashsalt": "guarantee-claims",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
}
METADATA = {"Date": None, "Creator": None}

# Stages from the first idea to what is being done, then what is no more; grey where no commitment is named.
STAGES = ["#c6dbef", "#9ecae1", "#4292c6", "#2171b5", "#08306b", "#cb181d", "#fb6a4a", "#d9d9d9"]
MONTHS = ["#9ecae1", "#08519c"]
CONFIDENCES = ["#fdae6b", "#c7e9c0", "#41ab5d"]

OFFICIAL = ["agreement", "declaration", "readout", "press-release"]
KINDS = {"report": "reports", "official": "official texts"}


def load(dist, name):
    """A table with its terms as categories in the order of the codebook."""
    path = dist / "parquet" / f"{name}.parquet"
    table = pd.read_parquet(path, dtype_backend="pyarrow")
    for field in pq.read_schema(path):
        if b"terms" in (field.metadata or {}):
            terms = json.loads(field.metadata[b"terms"])
            table[field.name] = pd.Categorical(table[field.name].astype("string"), categories=terms, ordered=True)
    return table


def bars(counts, colours, title, stacked=True):
    """Horizontal bars, one a row of the table, the first row on top."""
    figure, axes = plt.subplots(figsize=(7.2, 0.5 * len(counts) + 1.3), layout="constrained")
    # Bars are drawn from below.
    step = 1 if stacked else -1
    counts.iloc[::-1, ::step].plot.barh(ax=axes, stacked=stacked, color=colours[::step], width=0.75)
    axes.set(title=title, ylabel="")
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::step], labels[::step], title=counts.columns.name, bbox_to_anchor=(1, 1), loc="upper left")
    return figure, axes


def stages_by_layer(claims):
    """A panel for each kind of document, since the agreement alone would dwarf the reports."""
    figure, panels = plt.subplots(ncols=len(KINDS), figsize=(9.2, 4.3), layout="constrained", sharey=True)
    for axes, (kind, name) in zip(panels, KINDS.items(), strict=True):
        of_kind = claims[claims.kind == kind]
        counts = pd.crosstab(of_kind.layer, of_kind.stage, dropna=False)
        counts.iloc[::-1].plot.barh(ax=axes, stacked=True, color=STAGES, width=0.75, legend=False)
        axes.set(title=f"{name[0].upper()}{name[1:]}: claims by layer and stage", xlabel="claims", ylabel="")
    panels[-1].legend(title="stage", bbox_to_anchor=(1, 1), loc="upper left")
    return figure


def layers_by_month(claims):
    inside = claims[(claims.layer != "outside") & (claims.kind == "report")]
    shares = pd.crosstab(inside.layer.cat.remove_unused_categories(), inside.month, normalize="columns") * 100
    title = "Claims of the reports about the guarantees, by layer"
    figure, axes = bars(shares.rename_axis(columns="published"), MONTHS, title, stacked=False)
    axes.set_xlabel("per cent of the month's claims about the guarantees")
    return figure


def confidence_by_speech_act(claims):
    figure, axes = bars(pd.crosstab(claims.speech_act, claims.confidence), CONFIDENCES, "Claims by speech act and confidence")
    axes.set_xlabel("claims")
    return figure


FIGURES = [stages_by_layer, layers_by_month, confidence_by_speech_act]


def main(dist, folder):
    sources = load(dist, "sources").rename(columns={"id": "source"})
    sources["kind"] = sources.genre.astype("string").isin(OFFICIAL).map({True: "official", False: "report"})
    sources["month"] = sources.published_on.str.slice(0, 7)
    claims = load(dist, "claims").merge(sources[["source", "kind", "month"]], on="source", validate="many_to_one")
    folder.mkdir(parents=True, exist_ok=True)
    with plt.rc_context(STYLE):
        for draw in FIGURES:
            figure = draw(claims)
            figure.savefig(folder / f"{draw.__name__}.svg", metadata=METADATA)
            plt.close(figure)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
