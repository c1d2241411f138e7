"""Whole processes, run in turn and measured."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

MEASURE = Path(__file__).with_name("measure.py")


@dataclass(frozen=True)
class Job:
    """A command that is measured."""

    key: str
    label: str
    command: list[str]
    # The exit code that it must end with.
    code: int = 0
    # The folder that it writes to, made anew for each run.
    folder: Path | None = None
    # Looks at what was printed and written, and raises if that is not what it should be.
    check: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Sample:
    """What a run took: seconds of the clock, seconds of the processors, bytes at the peak."""

    wall: float
    cpu: float
    peak: int


@dataclass
class Result:
    """All runs of a job."""

    job: Job
    samples: list[Sample] = field(default_factory=list)

    @property
    def wall(self):
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def shortest(self):
        """The time of the least disturbed run: what else the machine does only adds."""
        return min(sample.wall for sample in self.samples)

    @property
    def cpu(self):
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def peak(self):
        return max(sample.peak for sample in self.samples)


class Wrong(Exception):
    """A tool that does not do what it is measured at."""


def measure(job, scratch, check=True):
    """One run of a job."""
    if job.folder:
        shutil.rmtree(job.folder, ignore_errors=True)
        job.folder.mkdir()
    output, errors = scratch / "stdout", scratch / "stderr"
    # What the run before has written would else be brought to the disk during this one.
    os.sync()
    launcher = [sys.executable, "-I", "-S", str(MEASURE), str(output), str(errors)]
    taken = json.loads(subprocess.run([*launcher, *job.command], check=True, capture_output=True, text=True).stdout)
    if taken["code"] != job.code:
        said = "".join(path.read_text(errors="replace")[-2000:] for path in (output, errors))
        raise Wrong(f"{job.key} ended with {taken['code']}, expected {job.code}: {' '.join(job.command)}\n{said}")
    if check and job.check:
        job.check(output.read_text(errors="replace") + errors.read_text(errors="replace"))
    if job.folder:
        shutil.rmtree(job.folder)
    return Sample(taken["wall"], taken["cpu"], taken["peak"])


def interleave(jobs, rounds, scratch, say):
    """Runs all jobs once a round, so that what disturbs the machine for a while disturbs all of them."""
    results = {job.key: Result(job) for job in jobs}
    for number in range(rounds):
        for job in jobs:
            sample = measure(job, scratch, check=number == 0)
            results[job.key].samples.append(sample)
            say(f"round {number + 1} of {rounds}: {job.key}: {sample.wall:.3f} s, {sample.peak / 2**20:.0f} MiB")
    return results
