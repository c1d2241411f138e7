"""How a release is made: the same bytes wherever, all parts or none, and nothing published that was not looked at."""

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from release_copy import TIME, Copy, bill_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts/release"))

import archive  # noqa: E402
import bom  # noqa: E402
import changelog  # noqa: E402
import parts  # noqa: E402
import publish  # noqa: E402
import reproduce  # noqa: E402
import sums  # noqa: E402
from refusal import Refusal  # noqa: E402
from source import Source  # noqa: E402


@pytest.fixture
def repository(root, claims_bin, tmp_path):
    return Copy(root, tmp_path, claims_bin)


@pytest.fixture
def source(tmp_path):
    return Source(root=tmp_path, version="0.2.0", commit="0" * 40, time=TIME)


@pytest.fixture
def build(source, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    return parts.Build(source=source, export=tmp_path / "export", tools=tmp_path / "tools", out=out)


# Parts


def writes(*names):
    def make(build):
        for name in names:
            build.write(name, b"x")

    return make


CHANGES = parts.Part("changes", "CHANGELOG-{version}.md", writes("CHANGELOG-0.2.0.md"))
TWO = writes("guarantee_claims-0.2.0-a.whl", "guarantee_claims-0.2.0-b.whl")
WHEELS = parts.Part("wheel", "guarantee_claims-{version}-*.whl", TWO, several=True)


def test_all_parts_are_made(build):
    parts.make_all(build, [CHANGES, WHEELS])
    assert len(list(build.out.iterdir())) == 3


def test_a_part_that_is_missing_is_an_error(build):
    nothing = parts.Part("explorer", "explorer.html", parts.of_export("explorer.html"))
    with pytest.raises(Refusal, match="the release has no explorer: a file explorer.html was expected"):
        parts.make_all(build, [CHANGES, nothing])


def test_a_file_of_no_part_and_a_second_file_are_errors(build):
    with pytest.raises(Refusal, match="belong to none of its parts: notes.txt"):
        parts.make_all(build, [CHANGES, parts.Part("more", "more.txt", writes("more.txt", "notes.txt"))])
    for path in build.out.iterdir():
        path.unlink()
    with pytest.raises(Refusal, match="2 times"):
        parts.make_all(build, [parts.Part("wheel", WHEELS.pattern, WHEELS.make)])


def test_each_part_is_listed_once():
    names = [part.name for part in parts.PARTS]
    assert len(set(names)) == len(names) > 8


def test_the_python_package_is_built_anew_and_without_the_paths_of_this_machine(repository, build):
    (repository.folder / "python").mkdir(exist_ok=True)
    (repository.folder / "python/pyproject.toml").touch()
    old = repository.folder / parts.PACKAGE[1] / "guarantee_claims-0.1.0.tar.gz"
    old.parent.mkdir(parents=True)
    old.touch()
    source = dataclasses.replace(build.source, root=repository.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{repository.bin}{os.pathsep}{os.environ['PATH']}")
        parts.python(dataclasses.replace(build, source=source))
    made = {path.suffix: path.read_text(encoding="utf-8") for path in build.out.iterdir()}
    assert made == {".whl": f"{TIME}\n", ".gz": "1\n"}


# Archives


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "some"
    for name in ["b/c.txt", "a.txt", archive.MARK]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return archive.files_below(folder)


@pytest.mark.parametrize("pack", [archive.zipped, archive.tarred])
def test_an_archive_follows_from_its_files_alone(files, tmp_path, pack):
    assert list(files) == ["a.txt", "b/c.txt"]
    first = pack(files, "top", TIME)
    (tmp_path / "some/a.txt").chmod(0o777)
    (tmp_path / "some/b/c.txt").touch()
    assert pack(archive.files_below(tmp_path / "some"), "top", TIME) == first
    assert pack(files, "top", TIME + 2) != first
    assert pack(files | {"a.txt": b"other"}, "top", TIME) != first
    path = tmp_path / ("x.zip" if pack is archive.zipped else "x.tar.zst")
    path.write_bytes(first)
    assert [name for name in archive.members(path)] == ["top/a.txt", "top/b/c.txt"]


def test_what_cannot_be_packed_is_refused(files, tmp_path):
    with pytest.raises(Refusal, match="no time before 1980"):
        archive.zipped(files, "top", 0)
    (tmp_path / "none").mkdir()
    with pytest.raises(Refusal, match="holds no file"):
        archive.files_below(tmp_path / "none")
    (tmp_path / "some/link").symlink_to(tmp_path)
    with pytest.raises(Refusal, match="is a link"):
        archive.files_below(tmp_path / "some")


# Checksums


def test_a_list_of_checksums_that_is_not_one_is_refused(tmp_path):
    with pytest.raises(Refusal, match="has no file SHA256SUMS"):
        sums.read(tmp_path)
    (tmp_path / "a").write_text("x", encoding="utf-8")
    sums.write(tmp_path)
    assert list(sums.read(tmp_path)) == ["a"]
    (tmp_path / "b").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match="SHA256SUMS says nothing, the file is"):
        sums.read(tmp_path)
    (tmp_path / sums.NAME).write_text("a\n", encoding="utf-8")
    with pytest.raises(Refusal, match="has the line 'a'"):
        sums.read(tmp_path)


# The bill of materials and the changelog


def test_a_bill_of_materials_follows_from_what_it_lists():
    one, two = bill_of("0.2.0"), bill_of("0.2.0")
    two["packages"].reverse()
    two["creationInfo"]["created"] = "2030-01-01T00:00:00Z"
    assert bom.normal(one, "0.2.0", TIME) == bom.normal(two, "0.2.0", TIME)
    other = bill_of("0.2.0")
    other["packages"][1]["versionInfo"] = "1.0.230"
    assert bom.normal(other, "0.2.0", TIME) != bom.normal(bill_of("0.2.0"), "0.2.0", TIME)
    with pytest.raises(Refusal, match="0 of them guarantee-claims 0.3.0"):
        bom.normal(bill_of("0.2.0"), "0.3.0", TIME)


def test_the_section_of_a_version_is_found():
    text = "# Changelog\n\n## Unreleased (0.3.0)\n\n- New.\n\n## 0.2.0\n\n- Old.\n\n## 0.1.0\n"
    assert changelog.section(text, "0.2.0", tagged=True) == "# Guarantee Claims 0.2.0\n\n- Old.\n"
    assert "New" in changelog.section(text, "0.3.0", tagged=False)
    for version, tagged, message in [("0.3.0", True, "unreleased"), ("0.4.0", False, "0 parts"), ("0.1.0", True, "says nothing")]:
        with pytest.raises(Refusal, match=message):
            changelog.section(text, version, tagged)


# A release of this repository


def test_two_clones_make_the_same_release_and_a_clone_that_differs_is_found(repository):
    done = repository.make("verify-release", "pytest=echo hold it against")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "two clones made the same" in done.stdout and "hold it against/test_release_folder.py" in done.stdout
    listed = sums.read(repository.release)
    assert len(listed) == len(parts.PARTS), listed
    assert (repository.release / sums.RECEIPT).is_file()
    again = shutil.copytree(repository.release, repository.folder.parent / "again")
    assert reproduce.differences(again, repository.release) == []
    top = f"guarantee-claims-data-{repository.version}"
    data = again / f"{top}.zip"
    files = {name.removeprefix(f"{top}/"): content for name, (*_, content) in archive.members(data).items()}
    data.write_bytes(archive.zipped(files | {"README.md": b"other"}, top, TIME))
    sums.write(again)
    assert reproduce.differences(again, repository.release) == [f"{top}.zip: {top}/README.md"]


def test_a_checkout_that_is_not_the_commit_makes_no_release(repository):
    (repository.folder / "README.md").write_text("other\n", encoding="utf-8")
    done = repository.make("release")
    assert done.returncode != 0
    assert "differs from it" in done.stderr and "M README.md" in done.stderr
    assert not repository.release.exists()


def test_a_tag_names_the_version(repository):
    done = repository.make("release", RELEASE_TAG="v99.0.0")
    assert done.returncode != 0
    assert f"the tag should be v{repository.version}" in done.stderr


@pytest.fixture
def tagged(released, tmp_path):
    """The repository with a release of a tag, and the tag."""
    return released.copied(tmp_path / "copy"), f"v{released.version}"


def test_the_crate_is_published_as_it_was_released_alone(tagged):
    repository, tag = tagged
    done = repository.make("publish-crate", "RELEASE=--dry-run", RELEASE_TAG=tag)
    assert done.returncode == 0, done.stderr
    assert "dry run: cargo publish --locked --no-verify" in done.stdout
    assert not any(line.startswith("publish") for line in repository.said.read_text().splitlines())
    crate = repository.release / f"guarantee-claims-{repository.version}.crate"
    crate.write_bytes(crate.read_bytes() + b"x")
    done = repository.make("publish-crate", "RELEASE=--dry-run", RELEASE_TAG=tag)
    assert done.returncode != 0 and "SHA256SUMS says" in done.stderr
    sums.write(repository.release)
    done = repository.make("publish-crate", "RELEASE=--dry-run", RELEASE_TAG=tag)
    assert done.returncode != 0 and "publish from the commit of the release" in done.stderr
    assert repository.make("publish-crate", "RELEASE=--dry-run").returncode != 0


def test_every_file_is_attached_to_the_tag(tagged):
    repository, tag = tagged
    repository.put(repository.bin / "gh", '#!/bin/sh\necho "published $@"\n')
    done = repository.make("publish-github", "RELEASE=--dry-run", RELEASE_TAG=tag)
    assert done.returncode == 0, done.stderr
    assert "dry run: gh release create" in done.stdout and "\npublished" not in done.stdout
    done = repository.make("publish-github", RELEASE_TAG=tag)
    assert done.returncode == 0, done.stderr
    [said] = [line for line in done.stdout.splitlines() if line.startswith("published")]
    assert f"release create {tag} --verify-tag" in said
    assert all(f"/{path.name}" in said for path in repository.release.iterdir())
    next(repository.release.glob("*.zip")).unlink()
    assert "not there" in repository.make("publish-github", RELEASE_TAG=tag).stderr


def test_the_page_is_the_explorer_of_an_export(source, tmp_path):
    program = tmp_path / "program"
    Copy.put(program, '#!/bin/sh\nmkdir -p "$6"\n')
    with pytest.raises(Refusal, match="has no explorer.html"):
        publish.page(source, program, tmp_path / "page")
    Copy.put(program, '#!/bin/sh\necho "<title>" > "$6/explorer.html"\n')
    publish.page(source, program, tmp_path / "page")
    assert (tmp_path / "page/index.html").read_text(encoding="utf-8") == "<title>\n"


def test_the_page_is_made_of_this_repository(tagged):
    repository, _ = tagged
    done = repository.make("page")
    assert done.returncode == 0, done.stderr
    assert (repository.folder / "target/page/index.html").stat().st_size > 10_000


def test_a_wheel_of_another_machine_is_added_to_the_release(tagged):
    repository, _ = tagged
    wheel = repository.folder / "target/wheels" / f"guarantee_claims-{repository.version}-cp310-abi3-other.whl"
    wheel.parent.mkdir(exist_ok=True)
    wheel.write_text("x", encoding="utf-8")
    done = repository.make("gather")
    assert done.returncode == 0, done.stderr
    assert wheel.name in sums.read(repository.release)
    wheel.unlink()
    assert "there is no wheel" in repository.make("gather").stderr


def test_wheels_of_other_machines_are_gathered(source, tmp_path):
    folder, more = tmp_path / "release", tmp_path / "more"
    for path in [folder / "CHANGELOG-0.2.0.md", folder / "guarantee_claims-0.2.0.tar.gz", more / "guarantee_claims-0.2.0-x.whl"]:
        path.parent.mkdir(exist_ok=True)
        path.write_text(path.name, encoding="utf-8")
    (tmp_path / "target").mkdir()
    sums.write(folder)
    publish.gather(source, folder, [more])
    assert "guarantee_claims-0.2.0-x.whl" in sums.read(folder)
    package = sorted(path.name for path in (tmp_path / "target/python-package").iterdir())
    assert package == ["guarantee_claims-0.2.0-x.whl", "guarantee_claims-0.2.0.tar.gz"]
    (more / "guarantee_claims-0.2.0-x.whl").write_text("other", encoding="utf-8")
    with pytest.raises(Refusal, match="with different bytes"):
        publish.gather(source, folder, [more])
    (more / "guarantee_claims-0.2.0-x.whl").rename(more / "guarantee_claims-0.1.0-x.whl")
    with pytest.raises(Refusal, match="no wheel of version"):
        publish.gather(source, folder, [more])
    (more / "guarantee_claims-0.1.0-x.whl").unlink()
    with pytest.raises(Refusal, match="there is no wheel"):
        publish.gather(source, folder, [more])


def test_the_command_says_what_it_can_do(root):
    done = subprocess.run([sys.executable, "-B", root / "scripts/release", "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in ["build", "gather", "page", "publish-crate", "publish-github"])
