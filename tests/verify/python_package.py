"""The Python package for publishing: which Linux takes the wheel, by auditwheel, and that the wheel builds from the sources; with twins."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / os.environ.get("CLAIMS_WHEELS", "target/wheels/published")
LIBRARY = "guarantee_claims/_native.abi3.so"


def only(pattern):
    found = sorted(PUBLISHED.glob(pattern))
    if len(found) != 1:
        pytest.fail(f"{PUBLISHED} has {len(found)} files {pattern}: run `make wheels`", pytrace=False)
    return found[0]


def run(*command, **options):
    return subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, timeout=1800, **options)


def taken_by(wheel):
    """The oldest Linux that takes a wheel, by what its library asks for."""
    done = run("auditwheel", "show", wheel)
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.split())
    return words.split("following platform tag: ")[1].split('"')[1]


def test_every_linux_with_glibc_2_17_takes_the_wheel():
    wheel = only("*.whl")
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64"} <= set(wheel.stem.split("-")[-1].split("."))
    assert taken_by(wheel) in {"manylinux_2_17_x86_64", "manylinux_2_12_x86_64", "manylinux_2_5_x86_64"}


def test_auditwheel_tells_a_wheel_that_asks_for_a_newer_one(tmp_path):
    wheel = only("*.whl")
    twin = tmp_path / wheel.name
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(twin, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == LIBRARY:
                assert b"GLIBC_2.14\0" in content
                content = content.replace(b"GLIBC_2.14\0", b"GLIBC_2.38\0")
            new.writestr(name, content)
    assert taken_by(twin) not in {"manylinux_2_17_x86_64", "manylinux_2_12_x86_64", "manylinux_2_5_x86_64"}


def test_twine_takes_the_sources(tmp_path):
    sources = only("*.tar.gz")
    assert run("twine", "check", "--strict", sources).returncode == 0
    broken = tmp_path / sources.name
    broken.write_bytes(b"no archive")
    assert run("twine", "check", "--strict", broken).returncode != 0


def wheel_of(sources, out):
    """Builds a wheel from the sources alone: as quick as it gets, since what it holds is asked for and not how small it is."""
    quick = {"MATURIN_PEP517_ARGS": "--profile dev", "CARGO_TARGET_DIR": str(ROOT / "target"), "CARGO_INCREMENTAL": "0"}
    # maturin is here, in the version that pyproject.toml names.
    command = ["pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--wheel-dir", out, sources]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return run(*command, env=os.environ | quick | {"PATH": path})


def test_the_wheel_builds_from_the_sources_and_works(tmp_path):
    done = wheel_of(only("*.tar.gz"), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = "import guarantee_claims, json; print(json.dumps([guarantee_claims.__file__, guarantee_claims.__version__, len(guarantee_claims.table('claims'))]))"
    used = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(tmp_path / "site")})
    assert used.returncode == 0, used.stderr
    file, version, claims = json.loads(used.stdout)
    assert Path(file).is_relative_to(tmp_path) and f"-{version}-" in wheel.name and claims > 500


def test_without_the_data_it_does_not_build(tmp_path):
    sources = only("*.tar.gz")
    with tarfile.open(sources) as archive:
        archive.extractall(tmp_path, filter="data")
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir()]
    [data] = [path for path in folder.rglob("dataset.toml") if path.parent.name == "data"]
    data.unlink()
    assert wheel_of(folder, tmp_path).returncode != 0 or not works(tmp_path)


def works(folder):
    """Whether the package that was built has its claims."""
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    code = "import guarantee_claims; guarantee_claims.table('claims')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, env=os.environ | {"PYTHONPATH": str(folder / "site")}).returncode == 0
