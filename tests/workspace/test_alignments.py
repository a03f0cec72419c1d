"""The one door to the aligner."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from songngu.align.pairing import pair_by_name
from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.folders import FolderTask, jobs_of, with_collection

NEWS = Path(__file__).parents[2] / "examples" / "news"


BLOG = NEWS.parent / "blog"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for lang in ("vi", "en"):
        (tmp_path / lang / "blog").mkdir(parents=True)
        shutil.copy(NEWS / f"founder.{lang}.txt", tmp_path / lang / f"founder.{lang}.txt")
        shutil.copy(BLOG / f"release.{lang}.md", tmp_path / lang / "blog" / "release.md")
    return tmp_path / "vi", tmp_path / "en"


def task_of(source_lang: str, target_lang: str, format: str) -> FolderTask:
    return FolderTask(Alignments(Evidence((source_lang, target_lang))), format, ReadingOptions())


def test_without_a_lexicon_the_collection_is_learnt_from(folders: tuple[Path, Path], tmp_path: Path) -> None:
    task = task_of("xx", "yy", "tsv")
    jobs = jobs_of(pair_by_name(*folders, ("vi", "en")), folders, tmp_path / "out", task)
    learnt = with_collection(task, jobs).alignments
    assert learnt.learnt_from == 2 and learnt.aligner.learnt and learnt.lent().aligner.learnt
    assert learnt.fingerprint != task.alignments.fingerprint == replace(task.alignments).fingerprint
    assert with_collection(task_of("vi", "en", "tsv"), jobs).alignments.learnt_from == 0
