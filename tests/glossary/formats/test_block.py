"""Block YAML in one pass."""

from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.glossary.formats.block import read_block
from songngu.glossary.formats.nodes import Nodes

YAML_LINES = st.lists(
    st.sampled_from(
        [
            "a: b",
            "- a",
            "  - a: b",
            "    c: d # x",
            "a:",
            "  b: 'x''y'",
            '  c: "q\\n"',
            "# c",
            "",
            "- [a, b]",
            "  - |-",
            "    t",
        ]
    ),
    max_size=8,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(YAML_LINES)
def test_the_quick_reader_reads_as_the_full_one_or_not_at_all(text: str) -> None:
    quick = read_block(text)
    if quick is not None:
        full = Nodes(text, "g.yaml").read()
        assert quick.value == full.value
        assert sorted(quick.comments) == sorted(full.comments)
