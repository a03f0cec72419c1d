"""The command `songngu review`, and what the other commands do with the journal that it leaves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import read_bitext
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import Opened, add_edit, opened

VI = "Sáng nay trời mưa to.\n\nLan mua 3 cân cam ở chợ.\n\nChị trả 90 nghìn đồng.\n\nRồi chị về nhà.\n"
EN = (
    "It rained hard this morning.\n\nLan bought 3 kilos of oranges at the market.\n\n"
    "She paid 90 thousand dong.\n\nThen she went home.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.vi.txt").write_text(VI, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments)
    if isinstance(done.exception, SongnguError):
        return done.exception.exit_code, f"{done.exception} {done.exception.hint}"
    return done.exit_code, done.output


def killed(path: Path, edits: Callable[[Opened], None]) -> None:
    """Edit a bitext as a page does whose process is then killed."""
    state = opened(path)
    edits(state)
    state.journal._stream.close()


def decide(state: Opened) -> None:
    """Accept the first row, reject the second, merge the last two."""
    beads = state.history.sheet.beads
    add_edit(state, Action(action="accept", row=beads[0].key))
    add_edit(state, Action(action="reject", row=beads[1].key))
    add_edit(state, Action(action="merge", row=beads[2].key))


def statuses(path: Path) -> list[str]:
    return read_bitext(path)["status"].to_list()


@pytest.mark.parametrize("name", ["a.jsonl", "a.tmx", "a.xlf", "a.parquet"])
def test_align_folds_the_journal_in_and_keeps_what_it_says(folder: Path, name: str) -> None:
    assert run("align", "a.vi.txt", "a.en.txt", "-o", name)[0] == 0
    assert len(statuses(folder / name)) == 4
    killed(folder / name, decide)
    status, said = run("align", "a.vi.txt", "a.en.txt", "-o", name)
    assert status == 0
    assert "3 edits" in said
    assert statuses(folder / name) == ["accepted", "rejected", "accepted"]
    assert read_bitext(folder / name)["source"].to_list()[2] == "Chị trả 90 nghìn đồng. Rồi chị về nhà."


def test_convert_check_and_export_read_what_was_decided(folder: Path) -> None:
    run("align", "a.vi.txt", "a.en.txt", "-o", "a.jsonl")
    for command in (
        ("convert", "a.jsonl", "b.jsonl"),
        ("check", "a.jsonl", "--exit-zero"),
        ("export", "a.jsonl", "-o", "c.tsv"),
    ):
        killed(folder / "a.jsonl", lambda state: add_edit(state, Action(action="reject", row=key_of(state, 1))))
        status, said = run(*command)
        assert status == 0
        assert "folded in" in said
        assert statuses(folder / "a.jsonl")[1] == "rejected"
        killed(folder / "a.jsonl", lambda state: add_edit(state, Action(action="undo")))
    assert statuses(folder / "b.jsonl")[1] == "rejected"
    assert "oranges" not in (folder / "c.tsv").read_text(encoding="utf-8")


def key_of(state: Opened, place: int) -> str:
    return state.history.sheet.beads[place].key


def test_build_keeps_what_was_decided_when_documents_change(folder: Path) -> None:
    (folder / "songngu.toml").write_text(
        '[[documents]]\nsource = "*.vi.txt"\ntarget = "*.en.txt"\nbitext = "*.jsonl"\n', encoding="utf-8"
    )
    run("build", "--exit-zero")
    killed(folder / "a.jsonl", decide)
    (folder / "a.vi.txt").write_text("Tin trong ngày.\n\n" + VI, encoding="utf-8")
    (folder / "a.en.txt").write_text("News of the day.\n\n" + EN, encoding="utf-8")
    status, said = run("build", "--exit-zero")
    assert status == 0
    assert "3 edits" in said
    assert statuses(folder / "a.jsonl") == ["auto", "accepted", "rejected", "accepted"]


def test_folders_fold_every_journal_in(folder: Path) -> None:
    for lang in ("vi", "en"):
        (folder / lang).mkdir()
        (folder / f"a.{lang}.txt").rename(folder / lang / "a.txt")
    run("align", "vi", "en", "-o", "out", "--format", "jsonl")
    (made,) = (folder / "out").glob("*.jsonl")
    killed(made, decide)
    status, said = run("align", "vi", "en", "-o", "out", "--format", "jsonl", "--force")
    assert status == 0
    assert "3 edits" in said
    assert statuses(made) == ["accepted", "rejected", "accepted"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing to review"),
        (("missing.tmx",), "no such file"),
        (("a.vi.txt",), "no bitext"),
        (("a.vi.txt", "a.en.txt", "x.txt"), "too many"),
        (("a.vi.txt", "b.tmx"), "too many"),
        (("a.vi.txt", "a.en.txt", "-o", "a.html"), "no bitext"),
        (("a.tmx", "-o", "b.tmx"), "pair of documents"),
        (("a.vi.txt", "none.txt"), "none.txt"),
        (("a.vi.txt", "a.en.txt", "--ui-lang", "fr"), "fr"),
        (("a.vi.txt", "a.en.txt", "--port", "1", "--no-open"), "--port 1"),
    ],
)
def test_what_cannot_be_reviewed_is_told(
    arguments: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("socket.socket.bind", refused)
    status, said = run("review", *arguments)
    assert status in (2, 3)
    assert told in said
    assert not list(Path().glob("*.journal"))


def test_a_bitext_of_other_documents_is_not_written_over(folder: Path) -> None:
    run("align", "a.vi.txt", "a.en.txt", "-o", "a.jsonl")
    killed(folder / "a.jsonl", decide)
    (folder / "b.vi.txt").write_text("Một chuyện khác hẳn.\n", encoding="utf-8")
    (folder / "b.en.txt").write_text("Quite another story.\n", encoding="utf-8")
    status, said = run("review", "b.vi.txt", "b.en.txt", "-o", "a.jsonl", "--no-open")
    assert status == 2
    assert "other documents" in said
    assert statuses(folder / "a.jsonl") == ["accepted", "rejected", "accepted"]


def test_the_address_is_told_and_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launched: list[str] = []
    monkeypatch.setattr("typer.launch", launched.append)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    status, said = run("review", "a.vi.txt", "a.en.txt", "--by", "Lan")
    assert status == 0
    assert [launched[0]] == said.splitlines()[-1:]
    run("review", "a.jsonl", "--no-open")
    assert len(launched) == 1


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "songngu.workspace.pages.serving", None)
    status, said = run("review", "a.tmx")
    assert status == 2
    assert "songngu[review]" in said
