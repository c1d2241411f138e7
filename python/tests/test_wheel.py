"""The wheel: what is in it, how large it is, and what other tools say of it, each with a twin that must fail."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What is published. A quick build, as in .ci/run, is larger.
MOST = 5_000_000 if "CARGO_PROFILE_WHEEL_LTO" not in os.environ else 8_000_000


@pytest.fixture(scope="module")
def wheel():
    folder = os.environ.get("CLAIMS_WHEELS", "target/wheels")
    wheels = sorted((ROOT / folder).glob("*.whl"))
    if len(wheels) != 1:
        pytest.fail(f"there are {len(wheels)} wheels in {folder}: run `make wheel`", pytrace=False)
    return wheels[0]


@pytest.fixture
def damaged(wheel, tmp_path):
    """Makes a wheel with other files in it."""

    def damage(change, **more):
        out = tmp_path / wheel.name
        with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                content = change(name, old.read(name))
                if content is not None:
                    new.writestr(name, content)
            for name, content in more.items():
                new.writestr(name, content)
        return out

    return damage


def run(*command):
    return subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, timeout=300)


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {f"guarantee_claims/{path.name}" for path in (ROOT / "python" / "lib" / "guarantee_claims").glob("*.py*")}
    rest = {name.split("/", 1)[1] if ".dist-info/" in name else name for name in names - package - {"guarantee_claims/py.typed"}}
    assert package <= names and "guarantee_claims/py.typed" in names
    assert {name for name in rest if not name.startswith(("licenses/", "sboms/"))} == {
        "guarantee_claims/_native.abi3.so",
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
    }


def test_the_wheel_is_small_and_for_every_later_python(wheel):
    assert wheel.stat().st_size <= MOST and "-cp310-abi3-" in wheel.name


def test_abi3audit_finds_only_the_stable_interface(wheel, tmp_path):
    done = run("abi3audit", "--strict", wheel)
    assert done.returncode == 0, done.stdout + done.stderr
    empty = tmp_path / wheel.name.replace("abi3", "abi4")
    empty.write_bytes(b"no wheel")
    assert run("abi3audit", "--strict", empty).returncode != 0


def test_twine_takes_the_description(wheel, damaged):
    done = run("twine", "check", "--strict", wheel)
    assert done.returncode == 0, done.stdout
    twin = damaged(lambda name, content: content.split(b"\n\n")[0] + b"\n" if name.endswith("METADATA") else content)
    assert run("twine", "check", "--strict", twin).returncode != 0


def test_check_wheel_contents_finds_nothing(wheel, damaged):
    done = run("check_wheel_contents", wheel)
    assert done.returncode == 0, done.stdout
    record = b"guarantee_claims/left.pyc,,\n"
    twin = damaged(lambda name, content: content + record if name.endswith("RECORD") else content, **{"guarantee_claims/left.pyc": b""})
    assert run("check_wheel_contents", twin).returncode != 0


def test_no_code_in_c_is_brought_along():
    def tree(*arguments):
        done = subprocess.run(
            ["cargo", "tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return {line.split()[0] for line in done.stdout.splitlines() if line}

    # The numbers of the kernel's calls, in Rust.
    of_package = tree("--package", "guarantee-claims-python") - {"linux-raw-sys"}
    assert not {name for name in of_package if name.endswith("-sys") or name in {"cc", "ring", "cmake"}}
    assert "zstd-sys" in tree("--package", "guarantee-claims", "--features", "parquet"), "the tree should name such crates"
