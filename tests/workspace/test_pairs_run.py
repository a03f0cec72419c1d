"""Tables of pairs: aligned into parts that are done once, and a manifest that names them."""

import io
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.files.remote import Store
from songngu.corpus.formats.found import find_bitexts
from songngu.corpus.formats.parts import UNFINISHED, read_manifest
from songngu.workspace.alignments import Alignments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence
from songngu.workspace.pair_table import TablePair, read_pair_table
from songngu.workspace.pairs_run import PairsTask, align_pairs, languages_told
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Done

NEWS = Path(__file__).parents[2] / "examples" / "news"


TEXTS = [
    ("Trời hôm nay đẹp lắm.\n\nTôi đi chợ mua cá.", "The weather is lovely today.\n\nI go to the market to buy fish."),
    ("Hai con mèo ngủ.\n\nBa con chó chạy.", "Two cats sleep.\n\nThree dogs run."),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    for lang in ("vi", "en"):
        shutil.copy(NEWS / f"founder.{lang}.txt", tmp_path)
    rows = [
        {"id": "founder", "source": "founder.vi.txt", "target": (tmp_path / "founder.en.txt").as_uri()},
        {"id": "gone", "source": str(tmp_path / "none.txt"), "target": "founder.en.txt"},
        {"id": "swapped", "source": "founder.en.txt", "target": "founder.vi.txt"},
    ]
    pl.DataFrame(rows).write_parquet(tmp_path / "pairs.parquet")
    return tmp_path / "pairs.parquet"


def task_to(root: Path, folder: Path, **more: Any) -> PairsTask:
    alignments = {("vi", "en"): Alignments(Evidence(("vi", "en")))}
    return PairsTask(alignments, ReadingOptions(), str(root), folder, ("vi", "en"), **more)


def text_pairs(*texts: tuple[str, str]) -> list[TablePair]:
    return [TablePair(str(k), *pair, (None, None), False, 100) for k, pair in enumerate(texts)]


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_by_path_and_url(table: Path, tmp_path: Path) -> None:
    run = align_pairs(read_pair_table(table), task_to(tmp_path / "out", table.parent), LocalRunner())
    assert [each.id for each in run.failed] == ["gone", "swapped"]
    manifest = read_manifest(Store(str(tmp_path / "out")))
    assert manifest and manifest.facts["pairs"] == 1 and manifest.facts["failed"] == 2
    (part,) = find_bitexts([str(tmp_path / "out")])
    rows = pl.read_parquet(part)
    assert rows.height == manifest.parts[0][1] and set(rows["document"]) == {"founder"}
    assert set(rows["source_file"]) == {"founder.vi.txt"} and set(rows["target_file"]) == {"founder.en.txt"}
    failed = pl.read_parquet(tmp_path / "out" / "failed.parquet")
    assert failed["id"].to_list() == ["gone", "swapped"]
    written = files_in(tmp_path / "out")
    assert not any(str(tmp_path).encode() in data for data in written.values())
    again = align_pairs(read_pair_table(table), task_to(tmp_path / "out", table.parent), LocalRunner())
    assert all(part.kept for part in again.done) and files_in(tmp_path / "out") == written


def test_what_is_made_of_something_else_is_made_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    pairs = text_pairs(*TEXTS)
    first = align_pairs(pairs, task_to(out, tmp_path), LocalRunner())
    assert [part.kept for part in first.done] == [False]
    changed = [pairs[0], replace(pairs[1], target="Two cats sleep well.")]
    for given, task in (
        (changed, task_to(out, tmp_path)),
        (changed, task_to(out, tmp_path, min_probability=0.1)),
        (changed, task_to(out, tmp_path, trust=True)),
    ):
        assert [part.kept for part in align_pairs(given, task, LocalRunner()).done] == [False]
        assert len(find_bitexts([str(out)])) == len(list(out.rglob("*.parquet"))) - 1 == 1
        assert [part.kept for part in align_pairs(given, task, LocalRunner()).done] == [True]


def test_a_part_that_is_lost_or_has_no_record_is_made_again(tmp_path: Path) -> None:
    out, pairs = tmp_path / "out", text_pairs(*TEXTS)
    align_pairs(pairs, task_to(out, tmp_path), LocalRunner())
    written = files_in(out)
    for broken in sorted(out.glob("run-*/*")):
        broken.unlink()
        run = align_pairs(pairs, task_to(out, tmp_path), LocalRunner())
        assert [part.kept for part in run.done] == [False] and files_in(out) == written
    (record,) = out.glob("run-*/*.json")
    record.write_bytes(b'{"half')
    assert [p.kept for p in align_pairs(pairs, task_to(out, tmp_path), LocalRunner()).done] == [False]


class Dying:
    """A runner whose processes die of a text."""

    leaves_this_machine = True

    def __init__(self, poison: str) -> None:
        self.poison = poison

    def run(self, work: Any, tasks: Sequence[Any], shared: Any = None) -> Iterator[Done[Any]]:
        for number, task in enumerate(tasks):
            if any(pair.source == self.poison for pair in task):
                yield Done(number, None, "its process died 3 times, perhaps out of memory")
            else:
                yield Done(number, work(shared, task))

    def share(self, folder: Path) -> None:
        """See every folder."""


def test_a_pair_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    pairs = text_pairs(*TEXTS, ("x", "y"))
    told: list[int] = []
    run = align_pairs(pairs, task_to(tmp_path / "out", tmp_path), Dying("x"), advance=told.append)
    assert [(each.id, each.reason) for each in run.failed] == [("2", "its process died 3 times, perhaps out of memory")]
    assert sum(part.pairs for part in run.done) == 2 and sum(told) == 3
    alone = align_pairs(pairs[2:], task_to(tmp_path / "alone", tmp_path), Dying("x"))
    assert [each.id for each in alone.failed] == ["2"]


def test_a_run_that_did_not_end_is_not_read(tmp_path: Path) -> None:
    Store(str(tmp_path)).write(UNFINISHED, b"{}")
    with pytest.raises(InputError, match="has not ended"):
        find_bitexts([str(tmp_path)])
    align_pairs(text_pairs(*TEXTS), task_to(tmp_path, tmp_path), LocalRunner())
    (part,) = find_bitexts([str(tmp_path)])
    Path(part).unlink()
    with pytest.raises(InputError, match="missing"):
        find_bitexts([str(tmp_path)])
    (tmp_path / "manifest.json").write_text(json.dumps({"kind": "songngu bitext in parts"}), encoding="utf-8")
    with pytest.raises(InputError, match="no manifest"):
        find_bitexts([str(tmp_path)])


def test_another_manifest_is_left_alone(tmp_path: Path) -> None:
    for held in (b'{"name": "page"}', b"not JSON"):
        (tmp_path / "manifest.json").write_bytes(held)
        with pytest.raises(UsageError, match="something else"):
            align_pairs(text_pairs(*TEXTS), task_to(tmp_path, tmp_path), LocalRunner())
        assert (tmp_path / "manifest.json").read_bytes() == held


def test_languages_are_told_from_the_first_pairs(tmp_path: Path) -> None:
    swapped = text_pairs(*[pair[::-1] for pair in TEXTS])
    assert languages_told(swapped, (None, None), ReadingOptions()) == ("en", "vi")
    assert languages_told(swapped, ("de", "fr"), ReadingOptions()) == ("de", "fr")
    assert languages_told([], (None, None), ReadingOptions()) == ("vi", "en")
    told: list[str] = []
    languages_told(text_pairs(("Le chat dort.", "Kucing tidur.")), (None, None), ReadingOptions(), tell=told.append)
    assert len(told) == 2
    gone = [TablePair("0", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), (None, None), True, 0)]
    assert languages_told(gone, (None, None), ReadingOptions()) == ("vi", "en")


def test_the_failed_stand_in_the_status(table: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["align", "--pairs", str(table), "-o", str(tmp_path / "out"), "--jobs", "1"])
    assert done.exit_code == 3 and "gone: none.txt" in done.output
    assert pl.read_parquet(io.BytesIO((tmp_path / "out" / "failed.parquet").read_bytes())).height == 2
