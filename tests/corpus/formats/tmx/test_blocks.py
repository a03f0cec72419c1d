"""A file in blocks of whole units."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx import blocks, source
from tests.corpus.formats.tmx.files import PAIR, read_units, unit_of

_CONTENT = "".join(
    (
        PAIR,
        "<!-- <tu> </tu> -->",
        unit_of(("vi", "<![CDATA[<tu >]]>"), ("en", "&lt;tu&gt;")),
        "<group>",
        PAIR,
        "<?tu <tu ?>",
        unit_of(("vi", "a<ph>b</ph>c"), ("en", "d")),
        "</group>",
        PAIR,
    )
)


@given(size=st.integers(1, 400))
@settings(max_examples=20, deadline=None)
def test_blocks_of_any_size_give_the_same(size: int) -> None:
    whole = read_units(_CONTENT * 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", size)
        patch.setattr(source, "CHUNK", max(1, size // 3))
        parts = read_units(_CONTENT * 2)
    assert parts.drop("original").equals(whole.drop("original"))
    assert parts["original"].to_list() == whole["original"].to_list()


def test_a_fault_far_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 300)
    monkeypatch.setattr(source, "CHUNK", 100)
    with pytest.raises(InputError, match=r"there:101:5: .*mismatched tag, after 100 whole units"):
        read_units(f"{PAIR}\n" * 100 + "  </tu>" + f"{PAIR}\n" * 100, reading=Reading("there"))
    with pytest.raises(InputError, match=r"there:1:\d+: .*unclosed token, after 100 whole units"):
        read_units(PAIR * 100 + "<!--" + PAIR * 100, reading=Reading("there"))
