"""What is written beside the files of a release: that its claims were checked, against which texts, and by which tools it was built."""

import json
import os
import platform
import zlib
from pathlib import Path

import zstandard

import sums
from refusal import Refusal


def texts_folder():
    """The folder with the texts of the documents, if it is known."""
    name = os.environ.get("CLAIMS_TEXTS", "")
    if not name:
        return None
    if not Path(name).is_dir():
        raise Refusal(f"CLAIMS_TEXTS names {name}, which is no folder: name the folder of the texts, or unset it where they are not at hand")
    return Path(name).resolve()


def check(source, program, work):
    """Runs `claims validate`, with the texts where they are at hand, and gives its receipt."""
    texts = texts_folder()
    if texts is None:
        print("warning: the evidence is not held against the texts: CLAIMS_TEXTS names no folder")
    path = work / "receipt.json"
    more = ["--texts", texts] if texts else []
    source.run(program, "validate", "--quiet", "--root", source.root, "--deny-warnings", "--receipt", path, *more)
    return json.loads(path.read_text(encoding="utf-8"))


def write(folder, source, checked):
    """Writes the receipt into the folder of the release."""
    version_of = {name: source.run(name, "--version").strip() for name in ["cargo", "rustc"]}
    tools = version_of | {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "zstandard": zstandard.__version__}
    texts = {file["path"]: file["sha256"] for file in checked["files"] if file["kind"] == "text"}
    receipt = {
        "version": source.version,
        "commit": source.commit,
        "sourceDateEpoch": source.time,
        "machine": f"{platform.system()} {platform.machine()}",
        "tools": tools,
        # By the name of the text's file; empty where the texts were not at hand, and the evidence was not verified.
        "texts": texts,
        "claimsValidate": checked,
    }
    (folder / sums.RECEIPT).write_text(json.dumps(receipt, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
