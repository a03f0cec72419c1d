"""What the rows of a bitext say of its words."""

from songngu.align.links import Linker


def test_what_a_bitext_itself_teaches() -> None:
    names = ["ba", "ku", "di", "mo", "te", "ra"]
    pairs = [(f"{a} {b}", f"{b}x {a}x") for a in names for b in names if a != b] * 2
    linker = Linker(("xx", "yy"), ()).learnt(pairs)
    linked = next(linker.link([("ba mo", "mox bax")]))
    assert [(found.source, found.target) for found in linked.links] == [(0, 1), (1, 0)]
    assert Linker(("xx", "yy"), ()).learnt([]).layers == ()
