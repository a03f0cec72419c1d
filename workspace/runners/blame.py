"""Blame: which task brings down the processes that do it, and which only happened to be there when one was killed."""

from __future__ import annotations

from collections import Counter, deque

from songngu.workspace.runners.runner import TRIES

_MOST_TRIES = 10


class Innocence:
    """How many processes died through no fault of a task: they did nothing, or their task ended well elsewhere."""

    def __init__(self) -> None:
        self.deaths = 0

    @property
    def allowance(self) -> int:
        """How many processes a task may bring down before it is given up.

        Where processes also die without a reason in a task, three deaths prove little; one such may be an accident.
        """
        return min(TRIES + max(0, self.deaths - 1), _MOST_TRIES)


class Trials:
    """The order in which tasks are done, and how often the process of each died.

    A task that was there when two processes died is a suspect: it waits until all others have ended, and is then done
    while nothing else is, so that every death that does not strike it tells in its favour.
    """

    def __init__(self, tasks: int, innocence: Innocence) -> None:
        self._waiting = deque(range(tasks))
        self._suspects: deque[int] = deque()
        self._deaths: Counter[int] = Counter()
        self._alone: Counter[int] = Counter()
        self._innocence = innocence

    @property
    def left(self) -> bool:
        """Whether there are tasks to begin."""
        return bool(self._waiting or self._suspects)

    @property
    def waiting(self) -> int:
        """How many tasks are to begin that nothing speaks against."""
        return len(self._waiting)

    def next(self, running: int) -> int | None:
        """Return the task to begin beside so many that are being done, None where none may be."""
        if self._waiting:
            return self._waiting.popleft()
        return self._suspects.popleft() if self._suspects and not running else None

    def again(self, numbers: list[int]) -> None:
        """Take back tasks that were not done, through no fault of theirs."""
        suspects = [number for number in numbers if self._deaths[number] >= TRIES - 1]
        self._suspects.extendleft(reversed(suspects))
        self._waiting.extendleft(number for number in sorted(numbers, reverse=True) if number not in suspects)

    def died(self, number: int, times: int = 1, *, alone: bool = True) -> int | None:
        """Take back a task whose process died, perhaps of another task where it did not have it ``alone``.

        Return how many died where it is given up, None where it is tried again.
        """
        self._deaths[number] += times
        self._alone[number] += times * alone
        deaths = self._deaths[number]
        if deaths >= self._innocence.allowance:
            return deaths
        (self._suspects if deaths >= TRIES - 1 else self._waiting).append(number)
        return None

    def ended(self, number: int) -> int:
        """Return how many processes died while they did a task that ended well; it was not to blame for them."""
        self._innocence.deaths += self._alone[number]
        return self._deaths[number]
