"""Stages: every task done once, and nothing taken for done that is not."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.duplicates.stages import Stages, read_array, read_rows, write_array, write_rows
from songngu.corpus.errors import SongnguError


def squares(log: Path, path: Path, task: int) -> Sequence[int]:
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"{task} ")
    if task < 0:
        raise ValueError(task)
    write_array(path, np.arange(task))
    return [task * task]


def test_tasks_are_done_once(tmp_path: Path) -> None:
    stages, log = Stages(tmp_path / "stages"), tmp_path / "log"
    work = partial(squares, log)
    for _ in range(2):
        outputs = stages.run("squares", work, [1, 2, 3])
        assert [output.told for output in outputs] == [[1], [4], [9]]
        assert [len(read_array(output.path)) for output in outputs] == [1, 2, 3]
    assert log.read_text(encoding="utf-8") == "1 2 3 "
    stages.run("others", work, [1])
    assert log.read_text(encoding="utf-8") == "1 2 3 1 "


def test_what_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    stages = Stages(tmp_path / "stages", tell=lambda *stage: told.append(stage))
    stages.run("squares", partial(squares, tmp_path / "log"), [1, 2])
    stages.run("squares", partial(squares, tmp_path / "log"), [1, 2, 3], rows=30)
    assert told == [("squares", 0, 2, 0), ("squares", 2, 3, 30)]


def test_what_has_no_mark_is_not_done(tmp_path: Path) -> None:
    stages, log = Stages(tmp_path / "stages"), tmp_path / "log"
    with pytest.raises(ValueError, match="-1"):
        stages.run("squares", partial(squares, log), [1, -1, 3])
    (tmp_path / "stages" / "squares" / "000002").write_bytes(b"half")
    outputs = stages.run("squares", partial(squares, log), [1, 2, 3])
    assert log.read_text(encoding="utf-8") == "1 -1 2 3 "
    assert read_array(outputs[2].path).tolist() == [0, 1, 2]
    assert not list((tmp_path / "stages").rglob("*.tmp"))


def test_stretches(tmp_path: Path) -> None:
    write_array(tmp_path / "a", np.arange(10))
    assert read_array(tmp_path / "a", 3, 6).tolist() == [3, 4, 5]
    assert read_array(tmp_path / "a", 0, 0).tolist() == []
    assert read_array(tmp_path / "a", 8).tolist() == [8, 9]
    rows = np.array([(1, 2), (3, 4), (5, 6)], [("a", np.int64), ("b", np.int32)])
    write_rows(tmp_path / "rows", rows)
    assert read_rows(tmp_path / "rows", rows.dtype).tolist() == rows.tolist()
    assert read_rows(tmp_path / "rows", rows.dtype, 1, 2).tolist() == [(3, 4)]
    assert Stages(tmp_path, rows=4).ranges(10) == [(0, 4), (4, 8), (8, 10)]
    assert Stages(tmp_path, rows=4).ranges(0) == [(0, 0)]


@given(st.integers(0, 3 * 12 + 7), st.integers(0, 3))
def test_rows_that_are_cut_off_are_not_taken_for_all(size: int, low: int) -> None:
    kind = np.dtype([("a", np.int64), ("b", np.int32)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        write_rows(path, np.zeros(3, kind))
        path.write_bytes(path.read_bytes()[:size])
        for high in {None, 3} - ({3} if low == 3 else set()):
            with pytest.raises(SongnguError, match="cut off"):
                read_rows(path, kind, 0 if high is None else low, high)
