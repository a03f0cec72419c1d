"""Whole files of every kind that is read, damaged: a result or an error of ours in one line, whatever becomes of them.

Documents, bitexts packed and not, glossaries, and what songngu itself keeps: recipes, configurations, baselines,
gold alignments, accepted repeats, lexicons, journals of reviews, memories.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import struct
from collections.abc import Callable
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.evaluate import read_beads
from songngu.align.lexicon.lexicon import Lexicon, Vocabulary, load_lexicon, read_pairs, save_lexicon
from songngu.corpus.bitext import from_rows
from songngu.corpus.duplicates.accepted import read_accepted
from songngu.corpus.export.recipe import read_recipe
from songngu.corpus.formats import (
    FORMATS,
    check_writable,
    is_of_files,
    is_readable,
    read_bitext,
    suffixes_of,
    write_bitext,
)
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.search import search
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import entries_of
from songngu.corpus.readers import read_document
from songngu.glossary.findings.baseline import read_baseline
from songngu.glossary.formats import export, formats, read_glossary
from songngu.workspace.configuration import open_workspace, pairs
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import add_edit, opened
from songngu.workspace.review.journal import journal_path, read_past
from tests.corpus.readers.conftest import WRITERS, Write
from tests.fuzz.damage import fuzzed, gives_a_result_or_one_line, packed

_ROWS = [
    ("heading", 1, "Chợ nổi"), ("paragraph", 0, "Ghe đến lúc năm giờ. Giá là 25.000 đồng!"), ("item", 1, "Cá, rau"),
]  # fmt: skip
_ROW = {
    "source": "Trời đẹp.", "target": "Lovely <b>weather</b>.", "source_lang": "vi", "target_lang": "en",
    "source_file": "a.vi.txt", "target_file": "a.en.txt", "status": "auto",
}  # fmt: skip
_BITEXT = from_rows({**_ROW, "id": f"{number:032x}", "document": "a", "row": number} for number in range(3))
_GLOSSARY = """version: 1
concepts:
  - id: fish
    domain: food
    terms:
      en: [{text: fish, status: preferred}]
      vi: [{text: cá}, {text: con cá, status: forbidden}]
    note: not the chess piece
"""
_CONFIGURATION = """required-version = ">=0.0"
allow-outside = ["../shared/"]
[languages]
source = "vi"
target = "en"
[[documents]]
source = "*.vi.txt"
target = "*.en.txt"
bitext = "*.jsonl"
[glossary]
files = ["glossary.yaml"]
[check]
select = ["TRM", "NUM"]
per-file-ignores = { "legal/*" = ["PUN"] }
[export]
outputs = ["corpus.tmx"]
"""
_RECIPE = """normalise = ["nfc"]
[filters.length]
max = 100
[duplicates]
near = 0.8
[split]
shares = "90:5:5"
[leaks]
against = ["test.tsv"]
then = "fail"
"""

_BASELINE = """{"version": 1, "findings": [
  {"file": "a.txt", "rule": "TRM001", "message": "m", "fingerprint": "0123456789abcdef"}
]}"""

Read = Callable[[Path], object]


def _lexicon(folder: Path) -> bytes:
    ease = np.array([0.1, 0.2], np.float32)
    sides = [Vocabulary(lang, units, np.array([2, 1], np.int32), ease) for lang, units in _UNITS]
    table = sp.csr_array(np.array([[0.9, 0.0], [0.1, 0.8]], np.float32))
    save_lexicon(Lexicon(sides[0], sides[1], table, table, 3), folder / "a.lexicon")
    return (folder / "a.lexicon").read_bytes()


_UNITS = [("vi", ("cá", "trời")), ("en", ("fish", "sky"))]


def _memory(folder: Path) -> bytes:
    with Memory(folder / "m.db", create=True) as memory:
        add(memory, entries_of(_BITEXT, "a", "2024-01-01"))
    return (folder / "m.db").read_bytes()


def _journal(folder: Path) -> bytes:
    write_bitext(_BITEXT, folder / "a.jsonl")
    state = opened(folder / "a.jsonl")
    row = state.history.sheet.base[0].key
    add_edit(state, Action.read({"action": "accept", "row": row}))
    add_edit(state, Action.read({"action": "text", "row": row, "side": "target", "text": "Fine."}))
    state.write()
    state.journal.close()
    return journal_path(folder / "a.jsonl").read_bytes()


def _presentation(_: Path) -> bytes:
    shapes = "<p:sp><p:txBody><a:p><a:pPr lvl='1'/><a:r><a:t>Chợ</a:t></a:r></a:p></p:txBody></p:sp>"
    names = "xmlns:p='urn:p' xmlns:a='urn:a' xmlns:r='urn:r'"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    slides = "<p:sldIdLst><p:sldId r:id='r1'/></p:sldIdLst>"
    parts = {
        "ppt/presentation.xml": f"<p:presentation {names}>{slides}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": (
            f"<Relationships><Relationship Id='r1' Type='{kind}' Target='slides/slide1.xml'/></Relationships>"
        ),
        "ppt/slides/slide1.xml": f"<p:sld {names}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>",
    }
    return packed({name: text.encode() for name, text in parts.items()})


def _search(path: Path) -> None:
    for more in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + more).unlink(missing_ok=True)
    with closing(Memory(path)) as memory:
        memory.indexed(lambda note: None)
        memory.stats()
        memory.verify()
        search(memory, "trời")
        list(memory.entries())


def _pages(path: Path) -> None:
    """Open a journal as the page does: replayed, over its bitext."""
    read_past(path)
    write_bitext(_BITEXT, path.with_name("page.jsonl"))
    shutil.copy(path, path.with_name("page.jsonl.journal"))
    opened(path.with_name("page.jsonl")).journal.close()


def _workspace(path: Path) -> None:
    root = path.parent / "workspace"
    root.mkdir(exist_ok=True)
    shutil.copy(path, root / "songngu.toml")
    pairs(open_workspace(root))


def _in_rows(write: Write, _: Path) -> bytes:
    return write(_ROWS)


def _document(path: Path) -> None:
    read_document(path, "vi")


_DOCUMENTS: dict[str, Callable[[Path], bytes]] = {
    **{suffix: partial(_in_rows, write) for suffix, write in WRITERS.items()},
    ".pptx": _presentation,
    ".txt.gz": lambda _: gzip.compress("Trời đẹp. Gió mát.".encode()),
    ".txt.bz2": lambda _: bz2.compress("Trời đẹp. Gió mát.".encode()),
    ".txt.xz": lambda _: lzma.compress("Trời đẹp. Gió mát.".encode()),
    ".zip": lambda _: packed({"a.txt": "Trời đẹp. Gió mát.".encode()}),
}

_BITEXTS = [name for name in FORMATS if is_readable(name) and not is_of_files(name) and name != "mo"]

_OWN: dict[str, tuple[str, Callable[[Path], bytes], Read]] = {
    "recipe": (".toml", lambda _: _RECIPE.encode(), read_recipe),
    "configuration": (".toml", lambda _: _CONFIGURATION.encode(), _workspace),
    "baseline": (".json", lambda _: _BASELINE.encode(), read_baseline),
    "gold": (".tsv", lambda _: b"0\t0\n1,2\t1\t0.9\n\t2\n", read_beads),
    "accepted": (".txt", lambda _: b"# kept\n0123456789abcdef a refrain\n", read_accepted),
    "lexicon pairs": (".tsv", lambda _: "cá\tfish\ntrời\tsky\n".encode(), lambda path: list(read_pairs([path]))),
    "lexicon": (".lexicon", _lexicon, load_lexicon),
    "memory": (".db", _memory, _search),
    "journal": (".jsonl.journal", _journal, _pages),
}  # fmt: skip


def _made(make: Callable[[Path], bytes]) -> bytes:
    if make not in _MADE:
        with TemporaryDirectory() as folder:
            _MADE[make] = make(Path(folder))
    return _MADE[make]


_MADE: dict[Callable[[Path], bytes], bytes] = {}
_SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("suffix", _DOCUMENTS)
@fuzzed
@given(seed=_SEEDS)
def test_documents(suffix: str, seed: int) -> None:
    gives_a_result_or_one_line(_document, suffix, _made(_DOCUMENTS[suffix]), seed)


@pytest.mark.parametrize("packing", ["", ".gz", ".zip"])
@pytest.mark.parametrize("format", _BITEXTS)
@fuzzed
@given(seed=_SEEDS)
def test_bitexts(format: str, packing: str, seed: int) -> None:
    suffix, whole = suffixes_of(format)[0], _written(format)
    if packing == ".gz":
        whole = gzip.compress(whole)
    elif packing == ".zip":
        whole = packed({f"a{suffix}": whole})
    gives_a_result_or_one_line(read_bitext, suffix + packing, whole, seed)


@cache
def _written(format: str) -> bytes:
    check_writable(format)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"whole{suffixes_of(format)[0]}")
        write_bitext(_BITEXT, path, format)
        return path.read_bytes()


@cache
def _glossary(format: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "glossary.yaml")
        path.write_text(_GLOSSARY, encoding="utf-8")
        return export(read_glossary(path), Path(folder, "x"), format)[0]


@pytest.mark.parametrize("format", formats())
@fuzzed
@given(seed=_SEEDS)
def test_glossaries(format: str, seed: int) -> None:
    suffix = formats()[format].suffixes[0] if formats()[format].suffixes else ".csv"
    gives_a_result_or_one_line(lambda path: read_glossary(path, format), suffix, _glossary(format), seed)


@pytest.mark.parametrize("name", _OWN)
@fuzzed
@given(seed=_SEEDS)
def test_files_of_our_own(name: str, seed: int) -> None:
    suffix, make, read = _OWN[name]
    gives_a_result_or_one_line(read, suffix, _made(make), seed)


@fuzzed
@given(seed=_SEEDS)
def test_catalogues(seed: int) -> None:
    whole = struct.pack("<7I", 0x950412DE, 0, 1, 28, 36, 0, 44) + struct.pack("<4I", 4, 44, 6, 49)
    gives_a_result_or_one_line(read_bitext, ".mo", whole + "fish\0con cá\0".encode(), seed)
