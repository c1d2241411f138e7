"""Runs a command and prints what it took, as JSON: python -I -S measure.py OUTPUT ERRORS COMMAND ARGUMENT...

A process that is about to become another counts as the peak of the other, too: so it is started from here, where next to nothing is loaded,
and nothing below this program's own size (about 8 MiB) can be told.
"""

import posix
import sys
from time import perf_counter


def run(output, errors, command):
    for path, number in ((output, 1), (errors, 2)):
        posix.dup2(posix.open(path, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC, 0o644), number)
    posix.execv(command[0], command)


def main(output, errors, *command):
    start = perf_counter()
    child = posix.fork()
    if child == 0:
        try:
            run(output, errors, command)
        finally:
            posix._exit(127)
    _, status, usage = posix.wait4(child, 0)
    wall = perf_counter() - start
    code = posix.waitstatus_to_exitcode(status)
    print(f'{{"code": {code}, "wall": {wall}, "cpu": {usage.ru_utime + usage.ru_stime}, "peak": {usage.ru_maxrss * 1024}}}')


main(*sys.argv[1:])
