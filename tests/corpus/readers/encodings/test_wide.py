"""UTF-16 and UTF-32, told by their first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.readers.encodings.wide import wide_codec

WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("codec", WIDE)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_a_mark_tells_whatever_follows(codec: str, text: str) -> None:
    assert wide_codec(f"\ufeff{text}".encode(codec)) == codec


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("text", ["Đêm qua trời mưa rất to.", "a,b\n", "source\ttarget\nĀ\u3000一\tz\n"])
def test_zeros_tell_without_a_mark(codec: str, text: str) -> None:
    assert wide_codec(text.encode(codec)) == codec


@pytest.mark.parametrize("data", [b"", b"a", b"a\tb\n", "Đêm".encode(), b"\xef\xbb\xbfa", b"\0" * 9, bytes(range(256))])
def test_other_bytes_are_none_of_them(data: bytes) -> None:
    assert not wide_codec(data)
