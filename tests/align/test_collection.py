import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from songngu.align.collection import Outcome, Task, align_collection, jobs_of, pair, with_aligner
from songngu.align.pairing import pair_by_name
from songngu.corpus.errors import UsageError

NEWS = Path(__file__).parents[2] / "examples" / "news"
BLOG = NEWS.parent / "blog"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for lang in ("vi", "en"):
        (tmp_path / lang / "blog").mkdir(parents=True)
        shutil.copy(NEWS / f"founder.{lang}.txt", tmp_path / lang / f"founder.{lang}.txt")
        shutil.copy(BLOG / f"release.{lang}.md", tmp_path / lang / "blog" / "release.md")
    return tmp_path / "vi", tmp_path / "en"


def write(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a.vi.md", "a.en.md"),
        ("vi/a.txt", "en/a.txt"),
        ("a_vi.txt", "a_en.txt"),
        ("a.txt", "a.txt"),
        ("a.vi.md", "a.html"),
    ],
)
def test_names_that_differ_by_the_language_only_are_paired(tmp_path: Path, source: str, target: str) -> None:
    left, right = write(tmp_path / "s", source), write(tmp_path / "t", target)
    extra = write(tmp_path / "t", "other.txt")
    pairing = pair_by_name(tmp_path / "s", tmp_path / "t", ("vi", "en"))
    assert pairing.pairs == ((left, right),)
    assert pairing.unpaired == (extra,)


def test_one_folder_may_hold_both_languages(tmp_path: Path) -> None:
    left, right = write(tmp_path, "a.vi.txt"), write(tmp_path, "a.en.txt")
    write(tmp_path, "notes.txt")
    assert pair_by_name(tmp_path, tmp_path, ("vi", "en")).pairs == ((left, right),)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no files"):
        pair_by_name(tmp_path, tmp_path, ("vi", "en"))


def test_content_finds_partners_whatever_the_names(folders: tuple[Path, Path]) -> None:
    (folders[1] / "founder.en.txt").rename(folders[1] / "zzz.txt")
    (folders[1] / "blog" / "release.md").rename(folders[1] / "aaa.md")
    (folders[1] / "stranger.txt").write_text("Nothing of the kind is told here, not a word.", encoding="utf-8")
    pairing = pair(folders, Task(("vi", "en"), "tsv"), by_content=True)
    assert {(a.name, b.name) for a, b in pairing.pairs} == {("founder.vi.txt", "zzz.txt"), ("release.md", "aaa.md")}
    assert [path.name for path in pairing.unpaired] == ["stranger.txt"]


def test_a_collection_is_written_then_kept_then_written_again(folders: tuple[Path, Path], tmp_path: Path) -> None:
    task = Task(("vi", "en"), "jsonl")
    out = tmp_path / "out"
    jobs = jobs_of(pair(folders, task), folders, out, task)
    assert [job.output.relative_to(out).as_posix() for job in jobs] == ["blog/release.jsonl", "founder.jsonl"]
    steps: list[tuple[int, int]] = []
    first = list(align_collection(jobs, task, progress=lambda done, of: steps.append((done, of))))
    assert [r.outcome for r in first] == [Outcome.WRITTEN] * 2
    assert steps == [(1, 2), (2, 2)]
    written = [job.output.read_bytes() for job in jobs]
    assert [r.outcome for r in align_collection(jobs, task)] == [Outcome.KEPT] * 2
    assert [r.outcome for r in align_collection(jobs, task, force=True, workers=2)] == [Outcome.WRITTEN] * 2
    assert [job.output.read_bytes() for job in jobs] == written
    assert [r.outcome for r in align_collection(jobs, replace(task, keep_duplicates=True))] == [Outcome.WRITTEN] * 2
    (folders[0] / "founder.vi.txt").write_bytes(b"\x89PNG\x00\x01\x02")
    results = list(align_collection(jobs, task))
    assert [r.outcome for r in results] == [Outcome.WRITTEN, Outcome.FAILED]
    assert "founder.vi.txt" in results[1].message


def test_two_pairs_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a.vi.txt", "a.vi.md"):
        write(tmp_path / "s", name)
    task = Task(("vi", "en"), "tsv")
    from songngu.align.pairing import Pairing

    files = [tmp_path / "s" / "a.vi.txt", tmp_path / "s" / "a.vi.md"]
    pairing = Pairing(tuple((path, path) for path in files), ())
    with pytest.raises(UsageError, match="two pairs"):
        jobs_of(pairing, (tmp_path / "s", tmp_path / "s"), tmp_path / "out", task)


def test_without_a_lexicon_the_collection_is_learnt_from(folders: tuple[Path, Path]) -> None:
    task = Task(("xx", "yy"), "tsv")
    learnt = with_aligner(task, pair_by_name(*folders, ("vi", "en")))
    assert learnt.aligner is not None
    assert learnt.aligner.learnt
    assert with_aligner(Task(("vi", "en"), "tsv"), pair_by_name(*folders, ("vi", "en"))).aligner is None
