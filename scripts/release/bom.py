"""The bill of materials: the crates that the program is built of, as SPDX 2.3, by cargo-sbom."""

import hashlib
import json
import re
import time

from refusal import Refusal

VERSION = "0.10.0"
PACKAGE = "guarantee-claims"


def installed(source, tools):
    """The program cargo-sbom, which is built where it is not there in this version."""
    program = tools / "bin" / "cargo-sbom"
    if not program.is_file() or source.run(program, "sbom", "--version").split()[-1:] != [VERSION]:
        source.run("cargo", "install", "--quiet", "--locked", "--force", "--root", tools, f"cargo-sbom@{VERSION}")
    return program


def make(source, tools):
    """The bill of materials of a commit."""
    printed = source.run(installed(source, tools), "sbom", "--cargo-package", PACKAGE, "--output-format", "spdx_json_2_3")
    # An id of SPDX has no underscores; cargo-sbom minds that for crates alone, which it writes with two dashes.
    printed = re.sub(r'"SPDXRef-File-[^"]*"', lambda found: found[0].replace("_", "--"), printed)
    try:
        document = json.loads(printed)
    except json.JSONDecodeError as error:
        raise Refusal(f"cargo-sbom printed no JSON: {error}") from error
    return normal(document, source.version, source.time)


def normal(document, version, when):
    """A bill of materials whose bytes follow from what it lists: cargo-sbom writes the time, a random address and a random order."""
    packages = document.get("packages", [])
    own = [package for package in packages if (package["name"], package["versionInfo"]) == (PACKAGE, version)]
    if len(own) != 1 or len(packages) < 2:
        raise Refusal(f"cargo-sbom lists {len(packages)} crates, {len(own)} of them {PACKAGE} {version}: it should list this one and more")
    document["creationInfo"]["created"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))
    packages.sort(key=lambda package: package["SPDXID"])
    for package in packages:
        # The files of the crates were not looked at, and their authors not asked.
        package |= {"filesAnalyzed": False, "copyrightText": "NOASSERTION"}
        # SPDX knows no registries as places; the package URL beside it names the crate in its own.
        if package["downloadLocation"].startswith("registry+"):
            package["downloadLocation"] = "NOASSERTION"
    for of_document in ["files", "relationships"]:
        document[of_document].sort(key=lambda entry: json.dumps(entry, sort_keys=True))
    document["documentNamespace"] = ""
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    document["documentNamespace"] = f"https://spdx.org/spdxdocs/{PACKAGE}-{version}-{digest[:32]}"
    return (json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
