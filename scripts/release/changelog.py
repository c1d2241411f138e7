"""What the changelog says of a version."""

import re

from refusal import Refusal


def section(text, version, tagged):
    """The part of the changelog about a version, under its heading; what is tagged may not be called unreleased."""
    parts = re.split(r"^(?=## )", text, flags=re.M)
    headings = [f"## {version}", f"## Unreleased ({version})"]
    found = [part for part in parts if part.split("\n", 1)[0].strip() in headings]
    if len(found) != 1:
        raise Refusal(f"CHANGELOG.md has {len(found)} parts about version {version}: one should have the heading `## {version}`")
    heading, body = found[0].split("\n", 1)
    if tagged and heading.strip() != headings[0]:
        raise Refusal(f"CHANGELOG.md calls version {version} unreleased, and it is tagged: the heading should be `{headings[0]}`")
    if not body.strip():
        raise Refusal(f"CHANGELOG.md says nothing about version {version}")
    return f"# Guarantee Claims {version}\n\n{body.strip()}\n"
