"""Line ends: those that git writes, and those that are none, inside the lines of an export."""

import json
import re
import shutil
import subprocess

import pytest

CLAIMS = "data/claims/example-2025.toml"

# All at which Python's `splitlines` cuts.
BREAKS = ["\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def test_these_are_the_characters_at_which_lines_are_cut():
    assert [chr(code) for code in range(0x110000) if len(f"a{chr(code)}b".splitlines()) > 1] == sorted(BREAKS)


@pytest.fixture
def dataset(root, tmp_path):
    """The miniature dataset in canonical layout."""
    folder = tmp_path / "dataset"
    shutil.copytree(root / "tests/fixtures/mini", folder)
    return folder


def export(program, dataset, out):
    return subprocess.run([program, "export", "--root", dataset, "--out", out, "--format", "json"], capture_output=True, text=True)


def cut(path):
    """The lines that are no record by themselves."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not is_record(line)]


def is_record(line):
    try:
        return isinstance(json.loads(line), dict)
    except json.JSONDecodeError:
        return False


@pytest.mark.parametrize("place", ['note = "Invented', 'quote = "We will be'])
@pytest.mark.parametrize("character", BREAKS, ids=ascii)
def test_no_line_of_an_export_is_cut_in_two(claims_bin, dataset, tmp_path, character, place):
    path = dataset / CLAIMS
    text = path.read_text(encoding="utf-8")
    assert text.count(place) == 1
    path.write_text(text.replace(place, f"{place}\\u{ord(character):04x}"), encoding="utf-8")
    done = export(claims_bin, dataset, tmp_path / "out")
    # A quotation may have the document's own line breaks, which are escaped in JSON.
    if place.startswith("quote") and character in "\n\r":
        assert done.returncode == 0, done.stdout
        assert len(cut(tmp_path / "out/json/claims.ndjson")) == 0
    else:
        said = "line break" if character in "\n\r" else f"U+{ord(character):04X}"
        assert done.returncode == 1 and said in done.stdout, done.stdout
        assert not (tmp_path / "out").exists()


def test_a_line_that_is_cut_is_noticed(tmp_path):
    path = tmp_path / "claims.ndjson"
    path.write_text('{"note": "a\u2028b"}\n', encoding="utf-8")
    assert len(cut(path)) == 2


# git


def git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def documented(root):
    """The content of .gitattributes that docs/ci.md gives."""
    page = (root / "docs/ci.md").read_text(encoding="utf-8")
    return re.search(r"^```gitattributes\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[1]


@pytest.mark.parametrize("kept", [True, False], ids=["with attributes", "without"])
def test_with_the_documented_attributes_a_checkout_is_in_canonical_layout(root, claims_bin, dataset, tmp_path, kept):
    subprocess.run([claims_bin, "fmt", "-q", "--root", dataset], check=True)
    if kept:
        (dataset / ".gitattributes").write_text(documented(root), encoding="utf-8")
    git(dataset, "init", "-q")
    git(dataset, "add", ".")
    git(dataset, "commit", "-qm", "All of it")
    # As git for Windows is set up.
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", dataset, "clone")
    done = subprocess.run([claims_bin, "fmt", "--check", "--root", tmp_path / "clone"], capture_output=True, text=True)
    assert done.returncode == (0 if kept else 1), done.stdout
    assert ("the lines end with CRLF" in done.stdout) != kept


def attributes(root, paths, name):
    """The value of an attribute of each path."""
    listed = subprocess.run(["git", "check-attr", "-z", "--stdin", name], cwd=root, input="\0".join(paths), capture_output=True, text=True)
    assert listed.returncode == 0, listed.stderr
    fields = listed.stdout.split("\0")
    return dict(zip(fields[0::3], fields[2::3], strict=False))


def unprotected(root, paths):
    """The files in which git would change bytes: neither plain text with LF nor marked as no text."""
    marks = attributes(root, paths, "text")
    changeable = [path for path in paths if marks[path] != "unset"]
    return [path for path in changeable if {b"\r", b"\0"} & {bytes([byte]) for byte in (root / path).read_bytes()}]


def test_git_changes_no_byte_of_this_repository(root):
    paths = [path for path in git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0") if path]
    paths = [path for path in paths if (root / path).is_file()]
    assert len(paths) > 400 and "tests/corpus/accepted-white-space.json" in paths
    assert unprotected(root, paths) == []
    assert set(attributes(root, paths, "eol").values()) == {"lf"}


def test_a_file_whose_bytes_git_would_change_is_noticed(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text("* text=auto eol=lf\n*.png binary\n", encoding="utf-8")
    for name in ["a.txt", "b.bin", "c.png", "d.txt"]:
        (tmp_path / name).write_bytes({"a.txt": b"a\r\n", "d.txt": b"d\n"}.get(name, b"\0\r\n"))
    assert unprotected(tmp_path, ["a.txt", "b.bin", "c.png", "d.txt"]) == ["a.txt", "b.bin"]
