"""What is found in an unchanged document comes from the cache, and is what a run without a cache finds."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace import kept_findings
from tests.workspace.configured import invoke, write

SOURCES = ["Nhà ở Tô Châu rất cao.", "Có 52 bàn trong phòng.", "Trời mưa to cả ngày.", "Chợ họp sớm mỗi ngày."]
TARGETS = [
    ["The house in Suzhou is very tall.", "The house in To Chau is very tall."],
    ["There are 52 tables in the room.", "There are 25 tables in the room."],
    ["It rains hard all day.", "Rain falls hard all day."],
    ["The market opens early every day.", "Trade begins early every day."],
]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Yield how many bitexts each call of the check was given."""
    sizes: list[int] = []
    check = kept_findings.check_documents

    def counted(bitexts: Any, *more: Any) -> Any:
        sizes.append(len(bitexts))
        return check(bitexts, *more)

    monkeypatch.setattr(kept_findings, "check_documents", counted)
    yield sizes


def document(name: str, choices: list[int]) -> dict[str, str]:
    targets = [TARGETS[k][choice] for k, choice in enumerate(choices)]
    return {f"texts/{name}.vi.md": "\n\n".join(SOURCES), f"texts/{name}.en.md": "\n\n".join(targets)}


def same(*arguments: str) -> str:
    """Check with the cache and without, and return what both say."""
    kept, afresh = (invoke("check", *arguments, "--format", "json", *more) for more in ((), ("--no-cache",)))
    assert kept == afresh
    return kept[1]


def test_only_what_changed_is_checked_again(workspace: Path, checked: list[int]) -> None:
    for name in "cde":
        write(workspace, document(name, [0, 0, 0, 0]))
    first = same()
    assert sum(checked) == 5
    assert same() == first and sum(checked) == 5
    write(workspace, document("d", [0, 1, 0, 0]))
    assert "NUM010" in same() or "NUM009" in same()
    assert sum(checked) == 6
    write(
        workspace, {"glossary.csv": (workspace / "glossary.csv").read_text(encoding="utf-8") + "y,,,bàn,table,,,,,,\n"}
    )
    same()
    assert sum(checked) == 11


def test_rules_of_the_whole_run_are_never_stale(workspace: Path) -> None:
    for name, choice in (("c", 0), ("d", 0), ("e", 1)):
        write(workspace, document(name, [0, 0, 0, choice]))
    found = same("--select", "SEG006")
    assert '"file": "texts/e.en.md"' in found and '"file": "texts/c.en.md"' not in found
    write(workspace, document("d", [0, 0, 0, 1]))
    assert '"file": "texts/c.en.md"' in same("--select", "SEG006")
    write(workspace, document("c", [0, 0, 0, 1]))
    assert '"findings": []' in same("--select", "SEG006")


def test_alike_findings_are_counted_through_the_run(workspace: Path) -> None:
    for name in "cd":
        write(workspace, document(name, [1, 0, 0, 0]))
    before = same("--select", "TRM002")
    write(workspace, document("c", [0, 0, 0, 0]))
    after = same("--select", "TRM002")
    assert before.count("TRM002") == after.count("TRM002") + 1
    (workspace / "texts" / "d.vi.md").rename(workspace / "texts" / "0.vi.md")
    (workspace / "texts" / "d.en.md").rename(workspace / "texts" / "0.en.md")
    same("--select", "TRM002")


def test_what_shares_a_file_is_checked_together(workspace: Path, checked: list[int]) -> None:
    invoke("build")
    bitext = read_bitext(workspace / "build" / "all.tsv")
    for name in ("one.tsv", "two.tsv"):
        write_bitext(bitext, workspace / name)
    checked.clear()
    first = same("one.tsv", "two.tsv")
    assert first.count("TRM002") == same("one.tsv").count("TRM002") * 2 > 0
    assert same("one.tsv", "two.tsv") == first
    checked.clear()
    config = (workspace / "songngu.toml").read_text(encoding="utf-8")
    more = '[[documents]]\nsource = "texts/a.vi.md"\ntarget = "texts/z.en.md"\n'
    write(workspace, {"songngu.toml": more + config, "texts/z.en.md": "The factory is in To Chau.\n"})
    assert '"file": "texts/z.en.md"' in same() and not checked


def test_rows_of_other_languages_than_said(workspace: Path) -> None:
    write(workspace, {"x.tsv": "source\ttarget\tsource_lang\ttarget_lang\nNhà ở Tô Châu.\tTo Chau.\tvi-VN\ten-GB\n"})
    write(workspace, {"y.tsv": "source\ttarget\nNhà ở Tô Châu.\tTo Chau.\n"})
    for names in (("x.tsv",), ("x.tsv", "y.tsv"), ("y.tsv",)):
        assert "TRM002" in same(*names) and same(*names) == same(*names)


def test_edits_in_any_order_find_what_a_run_without_cache_finds(workspace: Path) -> None:
    rng = random.Random(14)
    for _ in range(6):
        write(workspace, document(rng.choice("cdefg"), [rng.randrange(2) for _ in SOURCES]))
        assert same("--select", "ALL")


@pytest.mark.slow
def test_several_processes_find_the_same(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "cdef":
        write(workspace, document(name, [1, 1, 0, int(name == "f")]))
    alone = same()
    monkeypatch.setattr(kept_findings, "_MANY_BYTES", 0)
    monkeypatch.setattr(kept_findings, "_BATCH", 1)
    monkeypatch.setattr("songngu.workspace.plan.cores", lambda: 2)
    for path in (workspace / ".songngu" / "cache").rglob("*"):
        if path.is_file() and {"checked", "findings"} & {*path.parts}:
            path.unlink()
    assert same() == alone


def test_a_corrupt_entry_is_made_again(workspace: Path) -> None:
    first = same()
    for path in (workspace / ".songngu" / "cache").rglob("*"):
        if path.is_file() and "checked" in path.parts:
            path.write_bytes(path.read_bytes()[:-1])
        elif path.is_file() and "findings" in path.parts:
            path.unlink()
    _, out, err = invoke("check", "--format", "json")
    assert out == first and "corrupt" in err
