"""The command `songngu align --pairs`."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from songngu.cli import app
from songngu.corpus.errors import UsageError

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


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sides = zip(*TEXTS, strict=True)
    table = pl.DataFrame(dict(zip(("source", "target"), map(list, sides), strict=True)))
    table.write_parquet("pairs.parquet")
    pl.concat([table, pl.DataFrame({"source": ["Một."], "target": [""]})]).write_parquet("more.parquet")
    table.clear().write_parquet("none.parquet")
    invoke = CliRunner().invoke
    done = invoke(app, ["align", "--pairs", "pairs.parquet", "-o", "out", "--jobs", "1"])
    assert done.exit_code == 0 and "2 pairs aligned, 0 of them before" in done.output
    assert invoke(app, ["align", "--pairs", "pairs.parquet", "-o", Path("out").absolute().as_uri()]).exit_code == 0
    assert invoke(app, ["align", "--pairs", "more.parquet", "-o", "out", "--jobs", "1"]).exit_code == 1
    wrong = [
        ["align", "--pairs", "pairs.parquet"], ["align", "--pairs", "none.parquet", "-o", "out"], ["align"],
        ["align", "a", "b", "--pairs", "pairs.parquet", "-o", "out"],
        ["align", "--pairs", "pairs.parquet", "-o", "pairs.parquet"],
        ["align", "--pairs", "pairs.parquet", "-o", "out", "--force"],
    ]  # fmt: skip
    for arguments in wrong:
        assert isinstance(invoke(app, arguments).exception, UsageError), arguments
