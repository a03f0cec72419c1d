"""What kills of the review page lose of the edits that it had answered for: nothing.

python -m benchmarks.review_kills [--kills 1000]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.prepared import right
from benchmarks.review import written
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import add_edit, fold_journal, opened
from songngu.workspace.review.journal import read_past
from songngu.workspace.review.journal_place import journal_path


def kills(folder: Path, number: int) -> None:
    """How many of the edits answered for are lost where the process is killed at random moments.

    Every process is forked off this one, which itself reads no table, so that a thousand of them start at once.
    """
    path = folder / "killed.jsonl"
    _in_child(lambda: written(path, right()))
    pick = random.Random(1)
    answered = lost = 0
    for round in range(number):
        told = _killed(path, round, pick.uniform(0, 0.06))
        past = read_past(journal_path(path))
        held = {action.text for action in past.actions} if past else set()
        _in_child(lambda: fold_journal(path))
        notes = {json.loads(line)["note"] for line in path.open(encoding="utf-8")}
        answered += len(told)
        lost += sum(f"{round}.{each}" not in held for each in told)
        # The next edit, not answered for, may have put its comment in the place of the last.
        lost += bool(told) and notes.isdisjoint({f"{round}.{told[-1]}", f"{round}.{told[-1] + 1}"})
        if round % 50 == 49:
            journal_path(path).unlink()  # so that a round does not read the edits of all before
    print(f"{number} kills, {answered} edits answered for, {lost} lost")


def _in_child(work: Callable[[], object]) -> None:
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
        return
    work()
    os._exit(0)


def _killed(path: Path, round: int, seconds: float) -> list[int]:
    """Let a process make edits and write the bitext now and then, kill it, and return what it had answered for."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        state = opened(path)
        pick = random.Random(round)
        os.write(writing, b"ready\n")
        for number in range(100_000):
            bead = state.history.sheet.beads[0 if number % 2 else pick.randrange(len(state.history.sheet))]
            add_edit(state, Action(action="comment", row=bead.key, text=f"{round}.{number}"))
            os.write(writing, f"{number}\n".encode())
            if number % 5 == 4:
                state.write()
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.readline() == b"ready\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [int(line) for line in stream.read().split(b"\n")[:-1]]


def main() -> None:
    """Kill so often."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    with tempfile.TemporaryDirectory() as name:
        kills(Path(name), parser.parse_args().kills)


if __name__ == "__main__":
    main()
