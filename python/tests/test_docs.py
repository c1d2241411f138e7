"""docs/python.md is what the docstrings say, and the examples there, in the docstrings and in the pages are run."""

import doctest
import inspect
import os
import re
from operator import attrgetter
from pathlib import Path

import guarantee_claims
import guarantee_claims.spark
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "python.md"
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

HEAD = """# The Python package

The package `guarantee-claims` has the dataset as tables for pandas, polars, DuckDB and pyarrow, the codebook as objects, and the check of
claims, as quick as the program's. It needs no other package, and imports one only when it is asked for. `pip install ./python` in this
repository builds it, for which cargo is needed; the wheel that `make wheel` makes serves every CPython from 3.10 on. That of `make wheels`
serves every Linux with glibc 2.17 or later; Linux with musl, such as Alpine, builds the package from its sources. For Pythons without a
global lock, from 3.13t to 3.14t, there is no wheel: the stable interface is not theirs.
Claims that lie in a cluster are checked by `guarantee_claims.spark`: [clusters.md](clusters.md).

{snippets}At the prompt, `python -m guarantee_claims` and the script `claims` run the commands that only look: `validate`, `show` and `explain`, with the
options, messages and exit codes of the program. They read no Parquet: `validate(polars.read_parquet(path))` does.

This page is made from the docstrings (`RENEW=1` before the tests). In the examples, `guarantee_claims` is imported.

"""

KINDS = [
    ("Tables", ["tables", "table", "ArrowTable", "Column", "Dataset"]),
    ("The codebook", ["vocabularies", "vocabulary", "Vocabulary", "Term"]),
    ("The check", ["validate", "Report", "ArrowStream", "Readable", "ClaimsError", "InvalidClaimsError"]),
    ("The check in Spark", ["spark.judge", "spark.validate"]),
]


def text(found):
    """A docstring, with its examples as code."""
    said = inspect.cleandoc(found.__doc__)
    return re.sub(r"((?:^>>> .*\n?)(?:^(?!>>>|\n).+\n?)*)", lambda example: f"```pycon\n{example[0].rstrip()}\n```", said, flags=re.MULTILINE)


def signature(found):
    parts = str(inspect.signature(found)).replace("'", "").replace("guarantee_claims._dataset.", "")
    return re.sub(r"(^\()self(, )?", r"\1", parts)


def source_of(found):
    """The source of a class, which says that it is of another module than it stands in."""
    for path in (ROOT / "python" / "lib" / "guarantee_claims").glob("*.py"):
        if of_class := re.search(rf"^class {found.__name__}\b.*?(?=^\S|\Z)", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            return of_class[0]
    raise LookupError(found)


def members(found):
    """The public members of a class: attributes that a docstring follows, properties and methods, in the order of the source."""
    source = source_of(found)
    for name, kind, said in re.findall(r'^    (\w+): ([^=\n]+?)(?: = [^\n]+)?\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL):
        yield f"`{name}: {kind}`", " ".join(said.split())
    for name, member in vars(found).items():
        if name.startswith("_") or not getattr(member, "__doc__", None):
            continue
        if isinstance(member, property):
            yield f"`{name}: {inspect.signature(member.fget).return_annotation}`", text(member)
        elif inspect.isfunction(member) or isinstance(member, staticmethod):
            yield f"`{name}{signature(getattr(found, name))}`", text(member)


def entry(name):
    found = attrgetter(name)(guarantee_claims)
    if inspect.isfunction(found):
        head = f"### `{name}{signature(found)}`" if len(signature(found)) < 100 else f"### `{name}`\n\n```text\n{name}{signature(found)}\n```"
        return f"{head}\n\n{text(found)}\n"
    of_class = "".join(f"- {title}: {said}\n" if "\n" not in said else f"- {title}: {indented(said)}\n" for title, said in members(found))
    return f"### `{name}`\n\n{text(found)}\n" + (f"\n{of_class}" if of_class else "")


def indented(said):
    return said.replace("\n", "\n  ").replace("\n  \n", "\n\n")


def page():
    snippets = "".join(f"```python\n{code}```\n\n" for code in snippets_of(ROOT / "python" / "README.md"))
    parts = [HEAD.format(snippets=snippets)]
    for kind, names in KINDS:
        parts.append(f"## {kind}\n\n" + "\n".join(entry(name) for name in names) + "\n")
    return "".join(parts).rstrip() + "\n"


def snippets_of(path):
    return [code for code in FENCE.findall(path.read_text(encoding="utf-8")) if "guarantee_claims" in code]


def test_every_public_name_is_in_the_page():
    of_spark = {f"spark.{name}" for name in guarantee_claims.spark.__all__}
    assert sorted(name for _, names in KINDS for name in names) == sorted(set(guarantee_claims.__all__) - {"__version__"} | of_spark)


def test_the_page_is_what_the_docstrings_say():
    if os.environ.get("RENEW"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "RENEW=1 before the tests writes it anew"


@pytest.mark.parametrize("path", ["README.md", "docs/python.md", "python/README.md"])
def test_snippets_run(path, python, tmp_path):
    snippets = snippets_of(ROOT / path)
    assert len(snippets) >= 3
    for code in snippets:
        done = python(code, cwd=tmp_path)
        assert done.returncode == 0 and done.stdout and not done.stderr, f"{code}\n{done.stderr}"


def test_examples_in_docstrings_hold():
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    for name in guarantee_claims.__all__:
        found = getattr(guarantee_claims, name)
        for member in [found, *(vars(found).values() if inspect.isclass(found) else [])]:
            said = getattr(member, "__doc__", None) or ""
            runner.run(parser.get_doctest(said, {"guarantee_claims": guarantee_claims}, name, None, 0))
    assert runner.failures == 0 and runner.tries >= 6


def test_nothing_that_users_see_speaks_of_how_it_is_made():
    seen = page() + "".join(path.read_text(encoding="utf-8") for path in (ROOT / "python" / "lib" / "guarantee_claims").glob("[!_]*.py*"))
    assert not re.search(r"\brust\b|pyo3|capsule", seen, re.IGNORECASE)
