import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.bitext import SCHEMA, from_rows, row_id
from songngu.corpus.document import Span

_ARGUMENTS = ("vi.txt", "en.txt", [Span(0, 2)], [Span(0, 7)], "Đò", "A ferry")


def test_a_row_id_never_changes() -> None:
    assert row_id(*_ARGUMENTS) == "54f9681d0dae0e3b"
    code = (
        "from songngu.corpus.bitext import row_id; from songngu.corpus.document import Span; "
        "print(row_id('vi.txt', 'en.txt', [Span(0, 2)], [Span(0, 7)], 'Đò', 'A ferry'))"
    )
    env = os.environ | {"PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout.split() == [
        b"54f9681d0dae0e3b"
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "vi.md"),
        (1, "en.md"),
        (2, [Span(1, 2)]),
        (2, [Span(0, 1), Span(1, 2)]),
        (2, []),
        (3, [Span(0, 8)]),
        (4, "Phà"),
        (5, "A boat"),
    ],
)
def test_a_row_id_changes_with_every_part(place: int, value: object) -> None:
    changed = [*_ARGUMENTS[:place], value, *_ARGUMENTS[place + 1 :]]
    assert row_id(*changed) != row_id(*_ARGUMENTS)


@given(st.text(), st.text())
def test_a_row_id_is_16_hexadecimal_digits(source: str, target: str) -> None:
    identity = row_id("", "", [], [], source, target)
    assert len(identity) == 16 and int(identity, 16) >= 0


def test_sides_are_not_interchangeable() -> None:
    assert row_id("", "", [Span(0, 1)], [], "a", "") != row_id("", "", [], [Span(0, 1)], "", "a")


def test_from_rows_has_the_schema() -> None:
    empty = from_rows([])
    assert dict(empty.schema) == SCHEMA
    row = {"id": "1", "source": "Đò", "source_spans": [{"start": 0, "end": 2}], "source_ids": [0], "status": "auto"}
    bitext = from_rows([row])
    assert dict(bitext.schema) == SCHEMA
    assert bitext["source_spans"].to_list() == [[{"start": 0, "end": 2}]]
    assert bitext["probability"].to_list() == [None]
