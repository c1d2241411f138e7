"""Measures `claims` beside the tools that could be used instead, on the same made-up claims: see docs/performance.md.

Every tool is a whole process; all run in turn, for some rounds; the tables show medians. Before anything is timed, each validator must
have told the valid claims from the broken ones, and `claims` must have found each planted error at its place.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from harness import gate, machine, report, verdicts
from harness.programs import Generator, build, relations
from harness.runs import Wrong, interleave
from harness.sections import Sections
from harness.tools import CONVERTERS, ROOT, VALIDATORS, Program

RECORDED = ROOT / "benches" / "recorded.json"
PAGE = ROOT / "docs" / "performance.md"
SECTIONS = ["planted", *report.HEADINGS]
PEERS = list(dict.fromkeys([*VALIDATORS, *(name for form in CONVERTERS.values() for name in form)]))
# Short runs are disturbed more.
START_UP_ROUNDS = 15
# What an id and a relation may each keep in memory.
IDENTITY = 16


def say(line):
    print(line, file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims the files have [default: 1000000]")
    parser.add_argument("--rounds", type=int, default=5, help="how often each tool runs [default: 5]")
    parser.add_argument("--threads", type=int, default=2, help="how many threads ours and DuckDB have [default: 2]")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other claims [default: 1]")
    parser.add_argument("--sections", default=",".join(SECTIONS), help=f"what is measured [default: {','.join(SECTIONS)}]")
    parser.add_argument("--peers", default=",".join(PEERS), help=f"beside which tools [default: {','.join(PEERS)}]")
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "bench", help="the folder for the files [default: target/bench]")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--gate", action="store_true", help="end with 1 if a ratio has fallen 25%% below the recorded one")
    parser.add_argument("--record", action="store_true", help="write the ratios to benches/recorded.json")
    given = parser.parse_args()
    given.sections, given.peers = given.sections.split(","), given.peers.split(",")
    for name, known in [*((name, SECTIONS) for name in given.sections), *((name, PEERS) for name in given.peers)]:
        if name not in known:
            parser.error(f"{name} is unknown: expected {', '.join(known)}")
    given.work = given.work.resolve()
    given.work.mkdir(parents=True, exist_ok=True)
    return given


def run(given, work):
    """Measures; the page's part, and the ratios."""
    programs = build()
    program, generator = Program(programs["claims"]), Generator(programs["claims-gen"], work, given.seed)
    verdicts.tell_apart(generator, given.peers, work, say)
    parts = [machine.description(program.path)]
    if "planted" in given.sections:
        parts.append(verdicts.exact(program, generator, given.claims, given.threads, work))
    clean = generator.file("claims", given.claims)
    size = clean.stat().st_size
    parts.append(f"{given.claims:,} claims, {size / 1e6:,.0f} MB of lines; {given.rounds} rounds.")
    sections = {}
    for section in (section for section in given.sections if section != "planted"):
        jobs = list(Sections(programs, program, generator, given).jobs(section, clean))
        rounds = max(given.rounds, START_UP_ROUNDS) if section == "start-up" else given.rounds
        sections[section] = interleave(jobs, rounds, work, say)
        for file in work.glob("*.jsonl"):
            if file != clean:
                file.unlink()
        parts.append(report.section(section, sections[section], 1000 if section == "start-up" else given.claims))
    ratios = report.ratios(sections, [name for name in VALIDATORS if name in given.peers])
    identities = IDENTITY * (given.claims + relations(clean))
    parts.append(report.targets(report.figures(sections, ratios, identities)))
    return "\n\n".join(parts), ratios


def write(given, text):
    """Puts the tables into the page, between the marks for this number of claims."""
    page = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- measured: {given.claims} -->\n", "<!-- end -->"
    if start not in page:
        raise Wrong(f"{PAGE.name} has no line {start.strip()}")
    before, rest = page.split(start, 1)
    _, after = rest.split(end, 1)
    PAGE.write_text(f"{before}{start}\n{text}\n\n{end}{after}", encoding="utf-8")


def fallen(given, ratios):
    """The ratios that have fallen too far below the recorded ones, one line each."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    if recorded["claims"] != given.claims:
        raise Wrong(f"the recorded ratios are of {recorded['claims']} claims, these of {given.claims}")
    lines = gate.fallen(recorded["ratios"], ratios)
    for line in lines:
        say(f"error: {line}")
    return lines


def measured(given):
    """Measures and prints; the page's part, and the ratios."""
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        text, ratios = run(given, Path(work))
    print(text)
    print("\n### Ratios\n\n" + report.table(["", "ratio"], [[name, f"{ratio:.2f}"] for name, ratio in ratios.items()]), flush=True)
    return text, ratios


def main():
    given = arguments()
    try:
        text, ratios = measured(given)
        if given.write:
            write(given, text)
        if given.record:
            rounded = {name: float(f"{ratio:.3g}") for name, ratio in ratios.items()}
            RECORDED.write_text(json.dumps({"claims": given.claims, "ratios": rounded}, indent=2) + "\n", encoding="utf-8")
        # What disturbed the machine once does not do so twice; what made the program slower does.
        return 1 if given.gate and fallen(given, ratios) and fallen(given, measured(given)[1]) else 0
    except Wrong as wrong:
        say(f"error: {wrong}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
