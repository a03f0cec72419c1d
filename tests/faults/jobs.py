"""The commands that write, each with inputs of two versions: what it wrote of the first is there when it is killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_VI = ["Chợ họp lúc năm giờ.", "Giá là 25.000 đồng.", "Cá tươi.", "Trời mưa to.", "Bà cười .", "Ghe đi."]
_EN = ["The market opens at five.", "The price is 25,000 dong.", "Fresh fish.", "It rains hard.", "She laughs .",
       "The boat leaves."]  # fmt: skip
_STORY = (
    "Ngày xưa có một ông lão đánh cá sống bên bờ biển với vợ trong một túp lều nát, ngày ngày ông ra biển thả lưới."
)


@dataclass(frozen=True, slots=True)
class FaultJob:
    """A command: how its inputs are laid out in a version, its arguments, and whether it stops at what is there."""

    name: str
    arrange: Callable[[Path, int], None]
    arguments: tuple[str, ...]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _texts(folder: Path, version: int, vi: str = "a.vi.txt", en: str = "a.en.txt") -> None:
    for name, lines in ((vi, _VI), (en, _EN)):
        _put(folder / name, "\n".join(lines[version:]) + "\n")


def _folders(folder: Path, version: int) -> None:
    for number in range(2):
        _texts(folder, version, f"vi/{number}.txt", f"en/{number}.txt")


def _bitext(folder: Path, version: int, name: str = "a.jsonl") -> None:
    rows = [
        {"source": f"{source} {n}", "target": f"{target} {n}", "source_lang": "vi", "target_lang": "en",
         "document": f"d{n}", "id": f"{n}-{k}"}
        for n in range(12) for k, (source, target) in enumerate(zip(_VI[version:], _EN[version:], strict=True))
    ]  # fmt: skip
    _put(folder / name, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _repeats(folder: Path, version: int) -> None:
    for name in ("texts/a.txt", "texts/b.txt"):
        _put(folder / name, f"{name}\n\n{_STORY}\n\n{_VI[version]}\n")


def _glossary(folder: Path, version: int, name: str = "glossary.yaml") -> None:
    text = "version: 1\nconcepts:\n"
    for vi, en in [("cá", "fish"), ("chợ", "market"), ("ghe", "boat")][version:]:
        text += f"  - id: {en}\n    terms:\n      en: [{en}]\n      vi: [{vi}]\n"
    _put(folder / name, text)


def _glossaries(folder: Path, version: int) -> None:
    _glossary(folder, version)
    _put(folder / "client.csv", "vi,en\n" + "".join(f"mưa {n},rain {n}\n" for n in range(version, 4)))


def _workspace(folder: Path, version: int) -> None:
    for number in range(2):
        _texts(folder, version, f"texts/{number}.vi.txt", f"texts/{number}.en.txt")
    _glossary(folder, 0)
    _put(folder / "songngu.toml", (
        '[languages]\nsource = "vi"\ntarget = "en"\n[[documents]]\nsource = "texts/*.vi.txt"\n'
        'target = "texts/*.en.txt"\nbitext = "bitexts/*.jsonl"\n[glossary]\nfiles = ["glossary.yaml"]\n'
        '[check]\nselect = ["NUM", "PUN"]\n[export]\noutputs = ["build/c.tmx", "build/c.parquet", "hub/c.hf"]\n'
    ))  # fmt: skip


def _pairs(folder: Path, version: int) -> None:
    lines = [f"{vi}\t{en}\n" for vi, en in zip(_VI, _EN, strict=True)] * 4
    _put(folder / "pairs.tsv", "".join(lines[version:]))


JOBS = (
    FaultJob("align", _texts, ("align", "a.vi.txt", "a.en.txt", "-o", "out/a.tmx", "-o", "out/a.jsonl", "-o", "b/a.tsv",
                               "-o", "b/a.html")),
    FaultJob("align-folders", _folders, ("align", "vi", "en", "-o", "out", "--jobs", "1", "--force")),
    FaultJob("align-collection", _folders, ("align", "vi", "en", "-o", "all.parquet", "--jobs", "1")),
    FaultJob("build", _workspace, ("build",)),
    FaultJob("export", _bitext, ("export", "a.jsonl", "-o", "build/c.tmx", "-o", "hub/c.hf", "-o", "build/m.moses",
                                 "--clean", "--split", "train=0.8,dev=0.1,test=0.1")),
    FaultJob("convert", _bitext, ("convert", "a.jsonl", "c.tmx", "--force")),
    FaultJob("convert-moses", _bitext, ("convert", "a.jsonl", "c.moses", "--force")),
    FaultJob("convert-hub", _bitext, ("convert", "a.jsonl", "c.hf", "--force")),
    FaultJob("duplicates", _repeats, ("duplicates", "texts", "--remove", "-o", "clean", "--force")),
    FaultJob("check-fix", _workspace, ("check", "--fix", "--exit-zero", "--select", "PUN")),
    FaultJob("check-baseline", _workspace, ("check", "--baseline", "known.json", "--update-baseline")),
    FaultJob("glossary-fmt", _glossary, ("glossary", "fmt", "glossary.yaml")),
    FaultJob("glossary-import", _glossaries, ("glossary", "import", "client.csv", "-o", "new.yaml")),
    FaultJob("glossary-merge", _glossaries, ("glossary", "merge", "glossary.yaml", "client.csv", "-o",
                                             "glossary.yaml")),
    FaultJob("lexicon", _pairs, ("lexicon", "train", "pairs.tsv", "-o", "l.npz", "--source-lang", "vi",
                                 "--target-lang", "en")),
    FaultJob("memory", _bitext, ("memory", "add", "m.db", "a.jsonl")),
    FaultJob("init", lambda folder, version: None, ("init", "--force")),
)  # fmt: skip
