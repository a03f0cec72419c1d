"""What the allocator of the C library is asked for, in a process of its own."""

import subprocess
import sys

import pytest

_ASK = (
    "from songngu.workspace.runners.allocator import keep_freed_memory, share_freed_memory;"
    "print(share_freed_memory(), keep_freed_memory())"
)


@pytest.mark.skipif(sys.platform != "linux", reason="the GNU C library")
def test_one_arena_where_there_are_arenas() -> None:
    """Ask twice: the settings of a process may be set again."""
    done = subprocess.run([sys.executable, "-c", f"{_ASK};{_ASK}"], capture_output=True, text=True, check=True)
    answers = done.stdout.split()
    assert len(answers) == 4 and len(set(answers)) == 1 and answers[0] in {"True", "False"}


def test_nothing_is_asked_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the allocators of other systems alone."""
    from songngu.workspace.runners.allocator import (
        give_back_freed_memory,
        keep_freed_memory,
        share_freed_memory,
    )

    monkeypatch.setattr(sys, "platform", "darwin")
    assert not share_freed_memory() and not keep_freed_memory() and not give_back_freed_memory()


def test_giving_back_may_be_asked_for_at_any_time() -> None:
    """Ask where there is such a function and where there is none."""
    from songngu.workspace.runners.allocator import give_back_freed_memory

    assert give_back_freed_memory() in {True, False}
