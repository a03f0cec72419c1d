import os
from dataclasses import replace
from pathlib import Path

import pytest
import scipy.sparse as sp
from typer.testing import CliRunner

from songngu.align.aligner import Aligner
from songngu.align.lexicon.layers import IdentityLayer
from songngu.align.pairing import Pairing, files_of, pair_by_name
from songngu.align.text.tokenised import TokenisedText
from songngu.cli import app
from songngu.corpus.errors import UsageError
from songngu.corpus.formats import write_bitext
from songngu.workspace import folders as module
from songngu.workspace.alignments import Alignments, Taught
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.folders import FolderTask, Outcome, align_jobs, jobs_of, pair_folders
from songngu.workspace.runners.local import LocalRunner
from tests.workspace.two_folders import task_of


def paired(folders: tuple[Path, Path], task: FolderTask, output: Path | None = None) -> Pairing:
    return pair_folders(folders, task.alignments.evidence, task.options, output=output)


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


def test_content_finds_partners_whatever_the_names(folders: tuple[Path, Path]) -> None:
    (folders[1] / "founder.en.txt").rename(folders[1] / "zzz.txt")
    (folders[1] / "blog" / "release.md").rename(folders[1] / "aaa.md")
    (folders[1] / "stranger.txt").write_text("Nothing of the kind is told here, not a word.", encoding="utf-8")
    pairing = pair_folders(folders, Evidence(("vi", "en")), ReadingOptions(), by_content=True)
    assert {(a.name, b.name) for a, b in pairing.pairs} == {("founder.vi.txt", "zzz.txt"), ("release.md", "aaa.md")}
    assert [path.name for path in pairing.unpaired] == ["stranger.txt"]


def test_a_collection_is_written_then_kept_then_written_again(folders: tuple[Path, Path], tmp_path: Path) -> None:
    task = task_of("vi", "en", "jsonl")
    out = tmp_path / "out"
    jobs = jobs_of(paired(folders, task), folders, out, task)
    assert [job.output.relative_to(out).as_posix() for job in jobs] == ["blog/release.jsonl", "founder.jsonl"]
    first = list(align_jobs(jobs, task))
    assert [r.outcome for r in first] == [Outcome.WRITTEN] * 2
    written = [job.output.read_bytes() for job in jobs]
    assert [r.outcome for r in align_jobs(jobs, task)] == [Outcome.KEPT] * 2
    assert [r.outcome for r in align_jobs(jobs, task, force=True, runner=LocalRunner(2))] == [Outcome.WRITTEN] * 2
    assert [job.output.read_bytes() for job in jobs] == written
    assert [
        r.outcome for r in align_jobs(jobs, replace(task, alignments=replace(task.alignments, keep_duplicates=True)))
    ] == [Outcome.WRITTEN] * 2
    (folders[0] / "founder.vi.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    results = list(align_jobs(jobs, task))
    assert [r.outcome for r in results] == [Outcome.WRITTEN, Outcome.FAILED]
    assert "founder.vi.txt" in results[1].messages[0]


def test_two_pairs_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a.vi.txt", "a.vi.md"):
        write(tmp_path / "s", name)
    task = task_of("vi", "en", "tsv")
    files = [tmp_path / "s" / "a.vi.txt", tmp_path / "s" / "a.vi.md"]
    pairing = Pairing(tuple((path, path) for path in files), ())
    with pytest.raises(UsageError, match="two pairs"):
        jobs_of(pairing, (tmp_path / "s", tmp_path / "s"), tmp_path / "out", task)


def test_folders_may_be_named_from_elsewhere_or_lie_in_a_hidden_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, right = write(tmp_path / ".cache" / "vi", "a.txt"), write(tmp_path / ".cache" / "en", "a.txt")
    write(tmp_path / ".cache" / "vi", ".hidden/a.txt")
    assert pair_by_name(left.parent, right.parent, ("vi", "en")) == Pairing(((left, right),), ())
    monkeypatch.chdir(left.parent)
    assert len(pair_by_name(Path(), Path("../en"), ("vi", "en")).pairs) == 1


def test_what_was_written_into_a_folder_is_not_read_from_it(tmp_path: Path) -> None:
    left, right = write(tmp_path, "a.vi.txt"), write(tmp_path, "a.en.txt")
    write(tmp_path, "out/a.tmx")
    write(tmp_path, "out/a.vi.tmx")
    task = task_of("vi", "en", "tmx")
    assert paired((tmp_path, tmp_path), task, tmp_path / "out") == Pairing(((left, right),), ())
    assert len(files_of(tmp_path, tmp_path)) == 4
    assert len(files_of(tmp_path, tmp_path.parent)) == 4


def test_a_file_that_cannot_be_read_is_told_when_pairing_by_content(folders: tuple[Path, Path]) -> None:
    (folders[1] / "broken.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    pairing = pair_folders(folders, Evidence(("vi", "en")), ReadingOptions(), by_content=True)
    assert len(pairing.pairs) == 2
    assert len(pairing.unread) == 1
    assert "broken.txt" in pairing.unread[0]
    for path in (*folders[1].glob("*.txt"), *folders[1].glob("*/*.md")):
        path.write_bytes(b"\x89PNG\x00\x01\x02")
    with pytest.raises(UsageError, match="no file in this folder can be read"):
        pair_folders(folders, Evidence(("vi", "en")), ReadingOptions(), by_content=True)


def test_whatever_goes_wrong_with_a_file_the_others_are_written(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(bitext: object, path: Path, name: str) -> list[str]:
        if "founder" in path.name:
            raise ValueError("not foreseen")
        return write_bitext(bitext, path, name)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "write_bitext", failing)
    task = task_of("vi", "en", "tsv")
    results = list(
        align_jobs(
            jobs_of(paired(folders, task), folders, tmp_path / "out", task),
            task,
        )
    )
    assert [result.outcome for result in results] == [Outcome.WRITTEN, Outcome.FAILED]
    assert results[1].messages[0].endswith("founder.vi.txt: ValueError: not foreseen")


class Deadly(IdentityLayer):
    """A layer that ends the process it is used in."""

    def forward(self, source: TokenisedText, target: TokenisedText) -> sp.csr_array:
        os._exit(1)


@pytest.mark.slow
def test_a_process_that_dies_is_reported(folders: tuple[Path, Path], tmp_path: Path) -> None:
    shipped = Aligner.shipped("vi", "en")
    aligner = replace(shipped, layers=(*shipped.layers, Deadly(None)))
    task = task_of("vi", "en", "tsv")
    task = replace(task, alignments=replace(task.alignments, taught=Taught(aligner, "", 1)))
    jobs = jobs_of(paired(folders, task), folders, tmp_path / "out", task)
    results = list(align_jobs(jobs, task, runner=LocalRunner(2)))
    assert [result.outcome for result in results] == [Outcome.FAILED] * 2
    assert "process died 3 times" in results[0].messages[0]


def test_other_evidence_or_another_way_to_read_is_another_run(folders: tuple[Path, Path], tmp_path: Path) -> None:
    task = task_of("vi", "en", "tsv")
    jobs = jobs_of(paired(folders, task), folders, tmp_path / "out", task)
    glossary = tmp_path / "terms.csv"
    glossary.write_text("vi,en\ntrung tâm dữ liệu,data centre\n", encoding="utf-8")
    with_glossary = Alignments(Evidence(("vi", "en"), glossaries=(glossary,)))
    for other in (task, replace(task, alignments=with_glossary), replace(task, options=ReadingOptions(main=True))):
        assert [r.outcome for r in align_jobs(jobs, other)] == [Outcome.WRITTEN] * 2
        assert [r.outcome for r in align_jobs(jobs, other)] == [Outcome.KEPT] * 2


def test_the_pairs_aligned_worst_are_told_first(tmp_path: Path) -> None:
    texts = {
        "good": ("Quán trà nhỏ nằm cuối con hẻm.", "The small teahouse stands at the end of an alley."),
        "bad": (
            "Quán trà nhỏ nằm cuối con hẻm.\n\nChợ nổi họp từ sớm.\n\nBà cụ ngủ.",
            "The small teahouse stands at the end of an alley.\n\nNobody knows why taxes rise every single year.",
        ),
    }
    for name, sides in texts.items():
        for lang, text in zip(("vi", "en"), sides, strict=True):
            write(tmp_path / lang, f"{name}.txt").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["align", str(tmp_path / "en"), str(tmp_path / "vi"), "-o", str(tmp_path / "out")])
    lines = [line for line in done.stderr.splitlines() if "mean probability" in line]
    assert [Path(line.partition(": ")[0]).name for line in lines] == ["bad.txt", "good.txt"]
    assert "one-sided" in lines[0]


def test_what_the_readers_have_to_say_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, text in (("vi", "Bến có \\emph{ba} con đò nhỏ."), ("en", "The pier has three small boats.")):
        Path(lang).mkdir()
        Path(lang, "a.tex").write_text(text + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["align", "vi", "en", "-o", "out", "--jobs", "1"])
    assert done.exit_code == 0
    assert all(f"{lang}/a.tex: is LaTeX, read as plain text" in done.stderr for lang in ("vi", "en"))
