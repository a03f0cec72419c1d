"""Lines of bitext files, whatever they are encoded in."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.corpus.formats.lines import text_lines
from songngu.corpus.formats.reading import Reading

CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
LINES = st.lists(st.text("aăếợđ \u0a0a\u0d0d二", max_size=8), max_size=4)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@given(rest=LINES)
def test_lines_are_the_same_in_every_encoding(codec: str, end: str, rest: list[str]) -> None:
    lines = ["source\ttarget", *rest, "sông\triver"]
    found = text_lines(io.BytesIO("".join(line + end for line in lines).encode(codec)), Reading("a.tsv"))
    assert list(found) == list(enumerate(lines, start=1))


def test_a_character_cut_in_two_is_told() -> None:
    cut = "source\ttarget\nsông\triver".encode("utf-16")[:-1]
    with pytest.raises(InputError, match=r"a\.tsv:2: not UTF-16-LE"):
        list(text_lines(io.BytesIO(cut), Reading("a.tsv", keep_going=True)))
