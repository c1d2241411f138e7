"""The code of a page, and the output that it shows below each block."""

import re

BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def blocks(page, language):
    """Each block in a language: where its output stands in the page, the code, and the output."""
    found = [block for block in BLOCK.finditer(page) if block["language"] == language]
    return [(block.span("output"), block["code"], block["output"]) for block in found]
