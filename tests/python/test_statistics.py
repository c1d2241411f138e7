"""The files for Stata and SPSS that docs/analysis-r.md makes, read back."""

import pandas
import pyreadstat
import pytest

from test_readme import blocks, run_python

CODED = ["layer", "commitment_type", "speech_act", "modality", "polarity", "stage", "aspect", "confidence"]


@pytest.fixture(scope="module")
def code(root):
    (found,) = [code for language, code in blocks((root / "docs/analysis-r.md").read_text(encoding="utf-8")) if language == "python"]
    return found


@pytest.fixture(scope="module")
def folder(dist, code, tmp_path_factory):
    folder = tmp_path_factory.mktemp("statistics")
    (folder / "dist").symlink_to(dist, target_is_directory=True)
    assert run_python(code, folder) == (0, "")
    return folder


READERS = {"claims.dta": pyreadstat.read_dta, "claims.sav": pyreadstat.read_sav}


def differing(frame, meta, rows, vocabulary):
    """The columns whose values are not those of the table, coded ones by their labels and numbers."""
    wanted = pandas.DataFrame(rows["claims_wide"])
    assert len(frame) == len(wanted) > 500
    found = [column for column in ["id", "statement", "stated_on"] if list(frame[column]) != list(wanted[column])]
    for column in CODED:
        labels = meta.variable_value_labels[column]
        assert [labels[code] for code in sorted(labels)] == vocabulary[column]
        found += [column] if list(frame[column].map(labels)) != list(wanted[column]) else []
    return found


@pytest.mark.parametrize("name", READERS)
def test_the_values_and_labels_are_those_of_the_table(folder, rows, vocabulary, name):
    frame, meta = READERS[name](folder / name)
    assert differing(frame, meta, rows, vocabulary) == []


@pytest.mark.parametrize("name", READERS)
def test_a_changed_value_is_found(folder, rows, vocabulary, name):
    frame, meta = READERS[name](folder / name)
    frame.loc[3, "stage"] = 9 - frame.loc[3, "stage"]
    frame.loc[4, "statement"] += "x"
    assert differing(frame, meta, rows, vocabulary) == ["statement", "stage"]


def test_every_text_is_short_enough_for_stata(rows):
    assert max(len(str(value).encode()) for row in rows["claims_wide"] for value in row.values()) <= 2045
