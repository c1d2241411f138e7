"""A release, held against by programs that had no part in making it: with CLAIMS_RELEASE=1 the one in
target/release-<version>/, else one that is made here."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

from reading import read_toml

SCRIPTS = Path(sysconfig.get_path("scripts"))


@pytest.fixture(scope="module")
def made(root, request):
    """The folder of a release."""
    if os.environ.get("CLAIMS_RELEASE"):
        folder = root / "target" / f"release-{read_toml(root / 'data/dataset.toml')['version']}"
        assert folder.is_dir(), f"there is no folder {folder}: `make verify-release` makes it"
        return folder
    return request.getfixturevalue("released").release


@pytest.fixture
def release(made, tmp_path):
    """A copy of the release that a test may damage."""
    return shutil.copytree(made, tmp_path / "release")


def only(release, pattern):
    [path] = release.glob(pattern)
    return path


def run(*command, cwd):
    return subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)


def sha256sum(folder):
    if not shutil.which("sha256sum"):
        pytest.skip("the machine has no sha256sum")
    return run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=folder)


def test_the_checksums_are_those_of_the_files(release):
    done = sha256sum(release)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(listed) == len(list(release.iterdir())) - 2 > 4
    path = only(release, "*.spdx.json")
    path.write_text(path.read_text(encoding="utf-8").replace("serde", "serve", 1), encoding="utf-8")
    done = sha256sum(release)
    assert done.returncode == 1 and f"{path.name}: FAILED" in done.stdout


def unpacked(archive, folder):
    """The files of an archive, unpacked by Python's tar and zip and by the machine's zstd."""
    if archive.suffix == ".zst":
        if not shutil.which("zstd"):
            pytest.skip("the machine has no zstd")
        done = run("zstd", "--quiet", "--decompress", archive, "-o", folder.with_suffix(".tar"), cwd=folder.parent)
        assert done.returncode == 0, done.stderr
        with tarfile.open(folder.with_suffix(".tar")) as reader:
            reader.extractall(folder, filter="data")
    else:
        shutil.unpack_archive(archive, folder)
    [top] = folder.iterdir()
    assert top.name == re.sub(r"\.(zip|tar\.zst)$", "", archive.name)
    return top


@pytest.mark.parametrize("pattern", ["guarantee-claims-data-*.zip", "guarantee-claims-data-*.tar.zst"])
def test_an_archive_holds_the_export_as_its_checksums_say(release, tmp_path, pattern):
    export = unpacked(only(release, pattern), tmp_path / "unpacked")
    done = sha256sum(export)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {line.split("  ", 1)[1] for line in (export / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {path.relative_to(export).as_posix() for path in export.rglob("*") if path.is_file()}
    assert there == listed | {"SHA256SUMS"} and len(there) > 50
    with (export / "csv/claims.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    assert sha256sum(export).returncode == 1


def test_a_damaged_archive_is_found(release, tmp_path):
    archive = only(release, "guarantee-claims-data-*.zip")
    damaged = bytearray(archive.read_bytes())
    damaged[len(damaged) // 2] ^= 255
    archive.write_bytes(damaged)
    with pytest.raises(Exception, match="CRC|decompressing"):
        unpacked(archive, tmp_path / "unpacked")


def spdx(file):
    return run(SCRIPTS / "pyspdxtools", "--infile", file, cwd=file.parent)


def test_the_bill_of_materials_is_valid_spdx(release):
    bill = only(release, "*.spdx.json")
    done = spdx(bill)
    assert done.returncode == 0, done.stdout + done.stderr
    text = bill.read_text(encoding="utf-8")
    own = "SPDXRef-Package-guarantee-claims"
    for find, write in [('"CC0-1.0"', '"MIT"'), (own, own.replace("-claims", "_claims")), ("SPDX-2.3", "SPDX-9")]:
        assert find in text
        bill.write_text(text.replace(find, write), encoding="utf-8")
        assert spdx(bill).returncode != 0, find


def test_the_bill_of_materials_names_crates_of_the_lock_file_alone(release, root):
    lock = re.findall(r'^name = "(.+)"\nversion = "(.+)"$', (root / "Cargo.lock").read_text(encoding="utf-8"), re.M)
    named = re.findall(r'"name": "(.+)",\n *"versionInfo": "(.+)"', only(release, "*.spdx.json").read_text(encoding="utf-8"))
    assert len(named) > 1 and set(named) <= set(lock)
    assert {("guarantee-claims", "0.0.0")} - set(lock)


def test_the_crate_is_what_cargo_packs(release):
    crate = only(release, "*.crate")
    version = crate.name.removeprefix("guarantee-claims-").removesuffix(".crate")
    with tarfile.open(crate, "r:gz") as reader:
        names = reader.getnames()
        manifest = reader.extractfile(f"guarantee-claims-{version}/Cargo.toml").read().decode()
    assert all(name.startswith(f"guarantee-claims-{version}/") for name in names) and len(names) > 100
    assert f'version = "{version}"' in manifest


def test_the_schemas_are_valid(release, tmp_path):
    schemas = unpacked(only(release, "guarantee-claims-schemas-*.zip"), tmp_path / "unpacked")
    files = sorted(schemas.rglob("*.schema.json"))
    assert len(files) > 5
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema"]
    done = run(*command, *files, cwd=schemas)
    assert done.returncode == 0, done.stdout
    files[0].write_text(files[0].read_text(encoding="utf-8").replace('"object"', '"thing"', 1), encoding="utf-8")
    assert run(*command, files[0], cwd=schemas).returncode == 1
