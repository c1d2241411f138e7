"""Tasks that are watched: they say where they run and wait to be killed, or lose what they find."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import guarantee_claims.spark


@dataclass
class Waiting:
    """A task whose first attempt says in which process it is, and waits."""

    task: Any
    folder: str

    def __call__(self, batches):
        folder = Path(self.folder)
        try:
            (folder / "first").touch(exist_ok=False)
        except FileExistsError:
            (folder / f"again-{os.getpid()}-{time.time_ns()}").touch()
        else:
            (folder / "pid.new").write_text(str(os.getpid()))
            (folder / "pid.new").rename(folder / "pid")
            time.sleep(300)
        yield from self.task(batches)


@dataclass
class Losing:
    """A task that loses one row of all that it makes."""

    task: Any

    def __call__(self, batches):
        has_lost = False
        for batch in self.task(batches):
            if batch.num_rows and not has_lost:
                batch, has_lost = batch.slice(1), True
            yield batch


def wrap(monkeypatch, kind, wrapper):
    """Has tasks of a kind wrapped, wherever they run."""
    mapped = guarantee_claims.spark._mapped

    def wrapped(frame, task, columns):
        return mapped(frame, wrapper(task) if type(task).__name__ == kind else task, columns)

    monkeypatch.setattr(guarantee_claims.spark, "_mapped", wrapped)


def parents(pid):
    """The processes from which a process comes, the nearest first: pid and command."""
    found = []
    while pid > 1:
        found.append((pid, Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")))
        stat = Path(f"/proc/{pid}/stat").read_text()
        pid = int(stat.rpartition(")")[2].split()[1])
    return found


def kill(folder, what):
    """Waits until a task says where it is, and kills its process, or the nearest one from which it comes whose command has these words."""
    end = time.monotonic() + 120
    while not (folder / "pid").exists():
        assert time.monotonic() < end, "the task was never started"
        time.sleep(0.05)
    line = parents(int((folder / "pid").read_text()))
    assert os.getpid() in [pid for pid, _ in line], "only what the test has started is killed"
    own = [pid for pid, command in line[: [pid for pid, _ in line].index(os.getpid())] if what in command]
    assert own, line
    os.kill(own[0], signal.SIGKILL)
    return own[0]
