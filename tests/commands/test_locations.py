"""Paths of the command line that are URLs: read and written where they lead, and named so, wherever a name is told."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from songngu.cli import app
from songngu.commands.locations import located
from songngu.corpus.errors import InputError, SongnguError, UsageError

_VI = "Trời hôm nay đẹp lắm.\n\nChúng tôi đi chợ mua 30 con cá.\n"
_EN = "The weather is lovely today.\n\nWe went to the market to buy 40 fish.\n"
_ROWS = "Trời đẹp.\tLovely weather.\nBa mươi con cá.\tForty 40 fish.\n" * 2
_GLOSSARY = "version: 1\nconcepts:\n  - id: ca\n    terms:\n      en: [fish]\n      vi:\n        - cá\n"
_FILES = {
    "a.vi.txt": _VI, "a.en.txt": _EN, "vi/x ý.txt": _VI, "en/x ý.txt": _EN, "rows.tsv": _ROWS,
    "moses.vi": "Trời đẹp.\nBa con cá.\n", "moses.en": "Lovely weather.\nThree fish.\n", "g.yaml": _GLOSSARY,
    "twice.yaml": _GLOSSARY + _GLOSSARY.partition("concepts:\n")[2].replace("id: ca", "id: con"),
    "terms.csv": "vi,en\ncá,fish\n", "set/r 1.tsv": "Một.\tOne.\n", "set/r2.tsv": "Trời đẹp.\tLovely weather.\n",
    "test.en.txt": "Lovely weather.\n", "run/text.md": "Một hai ba bốn năm sáu bảy tám chín mười. " * 8,
}  # fmt: skip


class Bucket:
    """A bucket in the memory of this process."""

    def __init__(self) -> None:
        self.system: Any = pytest.importorskip("fsspec", reason="needs fsspec").filesystem("memory")
        self.system.store.clear()
        for name, text in _FILES.items():
            self[name] = text.encode()

    def __setitem__(self, name: str, data: bytes) -> None:
        self.system.pipe_file(f"/b/{name}", data)

    def __getitem__(self, name: str) -> bytes:
        return bytes(self.system.cat_file(f"/b/{name}"))

    def all(self) -> dict[str, bytes]:
        return {name.removeprefix("/b/"): bytes(self.system.cat_file(name)) for name in self.system.find("/b")}


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    monkeypatch.chdir(tmp_path)
    for name in ("a.vi.txt", "a.en.txt", "rows.tsv"):
        Path(name).write_text(_FILES[name], encoding="utf-8", newline="")
    bucket = Bucket()
    yield bucket
    bucket.system.store.clear()


def _run(line: str) -> Result:
    return CliRunner().invoke(app, line.split())


_WRITTEN = [
    ("align M/a.vi.txt M/a.en.txt -o M/o.jsonl", ["o.jsonl"]),
    ("align M/a.vi.txt a.en.txt -o M/o.tmx -o M/deep/er/o.xlf", ["o.tmx", "deep/er/o.xlf"]),
    ("align M/rows.tsv -o M/o.jsonl", ["o.jsonl"]),
    ("align M/vi M/en -o M/out", ["out/x ý.tmx"]),
    ("align M/vi M/en/ -o M/all.jsonl --summary M/sum.json", ["all.jsonl", "sum.json"]),
    ("check M/rows.tsv --format json -o M/r.json --exit-zero", ["r.json"]),
    ("check M/rows.tsv --update-baseline --baseline M/known.json", ["known.json"]),
    ("duplicates M/run M/rows.tsv --format json -o M/d.json", ["d.json"]),
    ("duplicates M/vi M/en M/rows.tsv --remove -o M/clean", ["clean/vi/x ý.txt", "clean/rows.tsv"]),
    ("convert M/rows.tsv M/o.parquet", ["o.parquet"]),
    ("convert M/moses.vi M/o.tmx", ["o.tmx"]),
    ("convert M/rows.tsv M/n --to moses", ["n.vi", "n.en"]),
    ("convert M/rows.tsv M/set/r2.tsv --force", ["set/r2.tsv"]),
    ("export M/set M/rows.tsv -o M/x.jsonl --against M/test.en.txt", ["x.jsonl", "x.manifest.json", "x.card.md"]),
    ("export M/set/*.tsv -o M/x.hf", ["x.hf/README.md"]),
    ("export M/rows.tsv -o M/k.tsv --clean --removed M/gone.jsonl --no-card", ["k.tsv", "gone.jsonl"]),
    ("words M/rows.tsv -o M/w.html", ["w.html"]),
    ("lexicon train M/rows.tsv -o M/l.npz", ["l.npz"]),
    ("glossary fmt M/g.yaml", ["g.yaml"]),
    ("glossary import M/terms.csv -o M/gg.yaml", ["gg.yaml"]),
    ("glossary export M/g.yaml -o M/g.tbx", ["g.tbx"]),
    ("glossary merge M/g.yaml M/terms.csv -o M/mm.yaml", ["mm.yaml"]),
]


@pytest.mark.parametrize(("line", "written"), _WRITTEN, ids=[line for line, _ in _WRITTEN])
def test_what_is_written_to_urls(held: Bucket, line: str, written: list[str]) -> None:
    before = held.all()
    result = _run(line.replace("M/", "memory://b/"))
    assert result.exit_code == 0, (result.output, result.exception)
    after = held.all()
    changed = {name for name, data in after.items() if before.get(name) != data}
    assert changed >= set(written) and before.keys() <= after.keys()
    told = [result.output.encode(), *(after[name] for name in changed)]
    assert not any(b"songngu-scratch" in each for each in told)
    assert {path.name for path in Path().iterdir()} == {"a.vi.txt", "a.en.txt", "rows.tsv"}


_TOLD: list[tuple[str, Callable[[Any], object], object]] = [
    ("segment M/a.vi.txt --format json", lambda told: told["file"], "memory://b/a.vi.txt"),
    ("segment M/a.vi.txt --report --format json", lambda told: told["file"], "memory://b/a.vi.txt"),
    ("check M/rows.tsv --format json", lambda told: {each["file"] for each in told["findings"]}, {"memory://b/rows.tsv"}),
    (
        "check M/a.vi.txt a.en.txt --format json",
        lambda told: {each[side]["file"] for each in told["findings"] for side in ("source", "target")},
        {"memory://b/a.vi.txt", "a.en.txt"},
    ),
    (
        "check M/a.vi.txt M/a.en.txt --format sarif",
        lambda told: told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"],
        {"uri": "memory://b/a.en.txt"},
    ),
    (
        "duplicates M/rows.tsv rows.tsv --format json",
        lambda told: {each["first"]["file"] for each in told["rows"]},
        {"memory://b/rows.tsv"},
    ),
    ("glossary lookup M/a.vi.txt -g M/g.yaml --format json", lambda told: told["hits"][0]["file"], "memory://b/a.vi.txt"),
    ("glossary lookup memory://cá -g M/g.yaml --format json --lang vi", lambda told: told["query"], "memory://cá"),
    (
        "glossary lint M/twice.yaml --text M/a.vi.txt --format json",
        lambda told: {each["file"] for each in told["findings"]},
        {"memory://b/twice.yaml"},
    ),
    ("leaks M/rows.tsv --against M/test.en.txt --format json", lambda told: told["sets"][0]["name"], "test.en.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "chosen", "expected"), _TOLD, ids=[line for line, _, _ in _TOLD])
def test_names_in_reports(held: Bucket, line: str, chosen: Callable[[Any], object], expected: object) -> None:
    result = _run(line.replace("M/", "memory://b/"))
    assert chosen(json.loads(result.stdout)) == expected and "songngu-scratch" not in result.output


def test_rows_name_bucket_and_key(held: Bucket) -> None:
    _run("align memory://b/a.vi.txt a.en.txt -o o.jsonl")
    row = json.loads(Path("o.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (row["source_file"], row["target_file"]) == ("b/a.vi.txt", "a.en.txt")
    first = Path("o.jsonl").read_bytes()
    _run("align memory://b/a.vi.txt a.en.txt -o o.jsonl")
    assert Path("o.jsonl").read_bytes() == first


def test_an_export_tells_where_its_rows_are_from(held: Bucket) -> None:
    _run("export memory://b/set -o memory://b/x.jsonl --against memory://b/test.en.txt")
    told = json.loads(held["x.manifest.json"])
    assert [each["path"] for each in told["inputs"]] == ["memory://b/set/r 1.tsv", "memory://b/set/r2.tsv"]
    assert told["recipe"]["leaks"]["against"] == ["memory://b/test.en.txt"]


def test_a_decision_stays(held: Bucket) -> None:
    line = "align memory://b/a.vi.txt memory://b/a.en.txt -o memory://b/o.jsonl"
    _run(line)
    held["o.jsonl"] = held["o.jsonl"].replace(b'"auto"', b'"accepted"', 1)
    _run(line)
    assert held["o.jsonl"].count(b'"accepted"') == 1


def test_a_file_by_url(held: Bucket, tmp_path: Path) -> None:
    place = tmp_path / "có dấu" / "a%b.tsv"
    place.parent.mkdir()
    place.write_text(_ROWS, encoding="utf-8", newline="")
    done = CliRunner().invoke(app, ["convert", place.as_uri(), (place.parent / "o ú.tsv").as_uri()])
    assert done.exit_code == 0, done.exception
    assert len((place.parent / "o ú.tsv").read_text(encoding="utf-8").splitlines()) == 5
    done = CliRunner().invoke(app, ["lexicon", "train", place.as_uri(), "-o", (tmp_path / "l ú.npz").as_uri()])
    assert done.exit_code == 0 and (tmp_path / "l ú.npz").is_file()


def test_pairs_by_url(held: Bucket, tmp_path: Path) -> None:
    table = pl.DataFrame({"source": ["a.vi.txt", "memory://b/vi/x ý.txt"], "target": ["a.en.txt", "en/x ý.txt"]})
    table.write_parquet(tmp_path / "pairs.parquet")
    held["pairs.parquet"] = (tmp_path / "pairs.parquet").read_bytes()
    done = _run("align --pairs memory://b/pairs.parquet -o memory://b/bitext --jobs 1")
    assert done.exit_code == 0, (done.output, done.exception)
    assert json.loads(held["bitext/manifest.json"])["pairs"] == 2
    done = _run("export memory://b/bitext -o memory://b/all.jsonl --no-card")
    assert done.exit_code == 0, (done.output, done.exception)
    names = {json.loads(line)["source_file"] for line in held["all.jsonl"].splitlines()}
    assert names == {"b/a.vi.txt", "b/vi/x ý.txt"}


_REFUSED: list[tuple[str, type[SongnguError]]] = [
    ("review M/rows.tsv", UsageError),
    ("init M/x", UsageError),
    ("memory add M/m.db rows.tsv", UsageError),
    ("memory stats M/m.db", UsageError),
    ("memory search m.db cá --also M/m.db", UsageError),
    ("check rows.tsv --against-memory M/m.db", UsageError),
    ("segment M/none.txt", InputError),
    ("segment nowhere://b/none.txt", UsageError),
    ("export M/none/*.tsv -o x.tsv", InputError),
    ("convert M/rows.tsv M/set/r2.tsv", UsageError),
    ("convert M/rows.tsv M/rows.tsv --force", UsageError),
    ("duplicates M/rows.tsv rows.tsv --remove -o out", UsageError),
    ("align M/a.vi.txt M/vi", UsageError),
    ("segment file://elsewhere/a.txt", UsageError),
]


@pytest.mark.parametrize(("line", "kind"), _REFUSED, ids=[line for line, _ in _REFUSED])
def test_what_is_refused(held: Bucket, line: str, kind: type[SongnguError]) -> None:
    before = held.all()
    result = _run(line.replace("M/", "memory://key:secret@b/" if "none" in line else "memory://b/"))
    assert isinstance(result.exception, kind), (result.output, result.exception)
    told = f"{result.exception} {result.exception.hint}"
    assert "songngu-scratch" not in told and "secret" not in told and "://" in told
    assert held.all() == before
    assert not any(":" in path.name for path in Path().iterdir())


def test_what_is_no_url() -> None:
    given = {"path": "C:\\x.txt", "source": "http", "text": "see https://example.com", "lexicon": [Path("C:/x")]}
    with located("segment", given) as options:
        assert options == given


@pytest.mark.skipif(os.name == "nt", reason="a colon is no letter of names there")
def test_a_file_with_a_colon(held: Bucket) -> None:
    Path("a:b.tsv").write_text(_ROWS, encoding="utf-8", newline="")
    assert _run("convert a:b.tsv o.jsonl").exit_code == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_an_object_store(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.tsv").write_text(_ROWS, encoding="utf-8", newline="")
    for line in (
        f"convert rows.tsv {bucket}/in/rows.tsv",
        f"export {bucket}/in/ -o {bucket}/out/x.parquet",
        f"export {bucket}/out/*.parquet -o o.jsonl",
    ):
        done = _run(line)
        assert done.exit_code == 0, (line, done.output, done.exception)
    done = _run(f"convert {bucket}/out/x.parquet o.tsv")
    assert done.exit_code == 0 and len(Path("o.tsv").read_text(encoding="utf-8").splitlines()) == 5
    missing = _run(f"convert {bucket}-none/x.tsv o.tsv --force")
    assert isinstance(missing.exception, InputError)
    refused = _run(f"convert rows.tsv {bucket}-none/x.tsv")
    assert isinstance(refused.exception, UsageError) and "bucket" in str(refused.exception)
