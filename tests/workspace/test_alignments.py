"""The one door to the aligner."""

from dataclasses import replace
from pathlib import Path

from songngu.align.pairing import pair_by_name
from songngu.workspace.folders import jobs_of, with_collection
from tests.workspace.two_folders import task_of


def test_without_a_lexicon_the_collection_is_learnt_from(folders: tuple[Path, Path], tmp_path: Path) -> None:
    task = task_of("xx", "yy", "tsv")
    jobs = jobs_of(pair_by_name(*folders, ("vi", "en")), folders, tmp_path / "out", task)
    learnt = with_collection(task, jobs).alignments
    assert learnt.learnt_from == 2 and learnt.aligner.learnt and learnt.lent().aligner.learnt
    assert learnt.fingerprint != task.alignments.fingerprint == replace(task.alignments).fingerprint
    assert with_collection(task_of("vi", "en", "tsv"), jobs).alignments.learnt_from == 0
