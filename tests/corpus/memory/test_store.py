"""The store of a memory under other writers and sudden ends, and the spellings it finds."""

import random
import sqlite3
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus.language.normalise import without_diacritics
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tones import placed
from songngu.corpus.memory.addition import add
from songngu.corpus.memory.schema import APPLICATION, MIGRATIONS
from songngu.corpus.memory.search import search
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit, UnitOrigin
from tests.commands.memories import bitext, row, stats

ORIGIN = UnitOrigin("vi", "en", "", "")


def units(count: int, document: str = "d", start: int = 0) -> list[MemoryUnit]:
    texts = (
        (f"{document}{n}", f"Câu số {n} của {document}.", f"Sentence {n} of {document}.") for n in range(start, count)
    )
    return [
        MemoryUnit(key, document, n, source, target, ORIGIN) for n, (key, source, target) in enumerate(texts, start)
    ]


def command(memory: Path, path: Path) -> list[str]:
    return [sys.executable, "-m", "songngu", "memory", "add", str(memory), str(path)]


def test_a_failure_inside_leaves_all_as_it_was(tmp_path: Path) -> None:
    with Memory(tmp_path / "m.db", create=True) as memory:
        add(memory, units(5))

        def broken() -> object:
            yield from units(3)
            raise RuntimeError("stop")

        with pytest.raises(RuntimeError):
            add(memory, broken())  # type: ignore[arg-type]
        assert memory.stats()["rows"] == 5
        assert memory.verify() == []


def test_a_memory_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path, key = tmp_path / "m.db", "0123456789abcdef"
    old = sqlite3.connect(path)
    for statement in filter(str.strip, MIGRATIONS[0].split(";")):
        old.execute(statement)
    old.execute("INSERT INTO documents VALUES (1, 'd')")
    old.execute("INSERT INTO origins VALUES (1, 'vi', 'en', 'a.vi', 'a.en', '')")
    for number, (name, before, after) in enumerate(((key, None, "id 2"), ("id 2", key, None)), 1):
        texts = f"Câu {number}.", f"Sentence {number}."
        old.execute("INSERT INTO rows VALUES (?, 1, 1, ?, ?, ?, ?, NULL, 1, 0, ?, ?, NULL)",
                    (number, name, number, *texts, before, after))  # fmt: skip
    old.execute(f"PRAGMA application_id = {APPLICATION}")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    with Memory(path) as memory:
        memory.indexed(lambda note: None)
        entries = list(memory.entries())
        assert [(each.key, each.before, each.after) for each in entries] == [(key, None, "id 2"), ("id 2", key, None)]
        assert search(memory, "câu").total == 2
        assert str(add(memory, entries)) == "nothing new"
        assert memory.verify() == []


def test_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate((("a", "b", "c"), ("c", "a", "b"))):
        with Memory(tmp_path / f"{number}.db", create=True) as memory:
            for name in order:
                add(memory, units(20, name))
            found.append([(hit.entry.key, hit.match) for hit in search(memory, "câu số", most=30).hits])
    assert found[0] == found[1]
    assert len(found[0]) == 30


@pytest.mark.slow
def test_killed_while_adding(tmp_path: Path) -> None:
    memory, chance = tmp_path / "m.db", random.Random(19)
    first = bitext(
        tmp_path / "a.jsonl", [row(f"Câu {n}.", f"Sentence {n}.", document="a", id=str(n)) for n in range(50)]
    )
    subprocess.run(command(memory, first), check=True, capture_output=True)
    many = [row(f"Câu dài số {n}.", f"Long sentence {n}.", document="b", id=str(n)) for n in range(4000)]
    second = bitext(tmp_path / "b.jsonl", many)
    for _ in range(4):
        process = subprocess.Popen(command(memory, second), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 2.5))
        process.kill()
        process.wait()
        assert stats(memory)["rows"] in {50, 4050}
        with Memory(memory) as opened:
            opened.indexed(lambda _: None)
            assert opened.verify() == []


@pytest.mark.slow
def test_two_writers_at_once(tmp_path: Path) -> None:
    paths = [
        bitext(tmp_path / f"{name}.jsonl", [row(f"{name} {n}.", f"{name} {n}!", document=name) for n in range(200)])
        for name in "ab"
    ]
    for turn in range(2):
        memory = tmp_path / f"{turn}.db"
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(lambda path: subprocess.run(command(memory, path), check=False).returncode, paths))  # noqa: B023
        assert done == [0, 0]
        assert stats(memory)["rows"] == 400
        with Memory(memory) as opened:
            assert opened.verify() == []


@pytest.mark.slow
def test_every_syllable_is_found_in_all_its_spellings(tmp_path: Path) -> None:
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon is not None
    syllables = [unit for unit in lexicon.source.units if "_" not in unit and is_syllable(unit)]
    assert len(syllables) > 3000
    with Memory(tmp_path / "m.db", create=True) as memory:
        add(memory, (MemoryUnit(s, "d", n, f"{s}.", f"x{n}", ORIGIN) for n, s in enumerate(syllables)))
        for syllable in syllables:
            spelt = {syllable, placed(syllable, "old"), placed(syllable, "new"), unicodedata.normalize("NFD", syllable)}
            for text in sorted(spelt | {syllable.upper(), without_diacritics(syllable)}):
                keys = {hit.entry.key for hit in search(memory, text, most=400).hits}
                assert syllable in keys, (syllable, text)
