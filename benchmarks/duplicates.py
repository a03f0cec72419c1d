"""Measure the search for repeated passages: recall, precision, time, memory, growth.

Text: the distinct Vietnamese lines of ``../shared/data/train`` (first column of both tables), shuffled with the seed
and dealt into 250 files, no line twice; at a scale above 1 the lines come again with their words shuffled. 300 passages
of consecutive lines are planted a second time between two lines of a random file: 25 each of 4, 8 and 20 lines, (a) as
they are, (b) and (c) with 3 % and 10 % of the words replaced, dropped or followed by a random word, a third each, (d)
with one line for every four, none at the edges, either dropped or followed by a line that stands nowhere else.

A planted passage is found when one reported passage meets both its places, each with at least .8 of intersection by
union, in characters. A reported passage is

- right, when it finds a planted one for the first time;
- wrong, when both its sides touch the two places of a planted passage and it does not find it, or finds it again;
- else natural: text that stands twice without having been planted (gospels, chronicles, manuals). It is verified where
  twice the longest common subsequence of words by the words of both sides, the similarity that is reported, is at least
  .6 when computed anew from the text by another method, else wrong.

Precision is right / (right + wrong): verified natural passages count on neither side and are given beside it.

The search runs in a process of its own: time is from its start to its end, reading included; memory is its peak
resident set. Defaults were chosen on seeds 1, 11 and 12; seeds 2 to 4 are the report.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"
KINDS = ("exact", "3 % edits", "10 % edits", "dropped and inserted")
SIZES = (4, 8, 20)
FILES = 250
SPARE = 1500
THRESHOLD = 0.6

SEARCH = """
import json, resource, sys, time
from pathlib import Path
from songngu.corpus.document import Block, BlockKind, Document, MappedText, Span
from songngu.corpus.duplicates import find_duplicates
documents = []
for path in sorted(Path(sys.argv[1]).iterdir()):
    raw = path.read_bytes().decode("utf-8")
    block = Block(BlockKind.PARAGRAPH, MappedText.verbatim(raw, Span(0, len(raw))))
    documents.append(Document(path.name, "vi", raw, (block,), ()))
start = time.perf_counter()
passages = find_duplicates(documents)
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
if status.exists():  # the high-water mark of this program alone; Linux counts the parent's in ru_maxrss
    peak = int(status.read_text().split("VmHWM:")[1].split()[0]) / 1e6 * 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
rows = [[[copy.document.path, copy.span.start, copy.span.end] for copy in (p.first, p.second)] for p in passages]
print(json.dumps({"rows": rows, "search": seconds, "peak": peak}))
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a file."""

    file: str
    start: int
    end: int

    def shared(self, other: Place) -> int:
        """Return the characters in common."""
        return max(0, min(self.end, other.end) - max(self.start, other.start)) if self.file == other.file else 0

    def agreement(self, other: Place) -> float:
        """Return intersection by union."""
        shared = self.shared(other)
        return shared / (self.end - self.start + other.end - other.start - shared)


@dataclass(frozen=True, slots=True)
class Plant:
    """A planted passage: its kind, its lines, and its two places."""

    kind: str
    size: int
    source: Place
    copy: Place


def distinct_lines(scale: float, rng: random.Random) -> list[str]:
    """Return the lines in random order, a share of them, or several times with their words shuffled."""
    names = ("train_permissive.tsv", "train_mpl.tsv")
    texts = [(SHARED / "train" / name).read_text(encoding="utf-8").splitlines() for name in names]
    lines = list(dict.fromkeys(line.split("\t")[0].strip() for text in texts for line in text))
    pool = list(lines)
    for _ in range(1, round(scale)):
        pool += [" ".join(rng.sample(words, len(words))) for words in map(str.split, lines)]
    pool = list(dict.fromkeys(pool))
    rng.shuffle(pool)
    return pool[: round(len(pool) * min(scale, 1))]


def edited(lines: list[str], kind: str, spare: list[str], rng: random.Random) -> list[str]:
    """Return the copy to plant."""
    if kind == "exact":
        return lines
    if kind == "dropped and inserted":
        return dropped_and_inserted(lines, spare, rng)
    rate = 0.03 if kind == "3 % edits" else 0.1
    return [edited_line(line, rate, spare, rng) for line in lines]


def dropped_and_inserted(lines: list[str], spare: list[str], rng: random.Random) -> list[str]:
    """Return the lines with one inner line in four dropped or followed by one that stands nowhere else, a half each."""
    chosen = set(rng.sample(range(1, len(lines) - 1), len(lines) // 4))
    result: list[str] = []
    for i, line in enumerate(lines):
        if i not in chosen:
            result.append(line)
        elif rng.random() < 0.5:
            result += [line, spare.pop()]
    return result


def edited_line(line: str, rate: float, spare: list[str], rng: random.Random) -> str:
    """Return the line with a share of its words replaced, dropped or followed by another, a third each."""
    words: list[str] = []
    for word in line.split():
        if rng.random() >= rate:
            words.append(word)
            continue
        other = rng.choice(rng.choice(spare[:100]).split())
        words += rng.choice(([other], [], [word, other]))
    return " ".join(words)


def plant(lines: list[str], scale: float, rng: random.Random) -> tuple[dict[str, str], list[Plant]]:
    """Deal the lines into files, plant the passages, and return the texts and the places."""
    held = round(SPARE * scale)
    spare, lines = lines[:held], lines[held:]
    count = round(FILES * scale)
    dealt = [lines[i::count] for i in range(count)]
    taken: list[list[tuple[int, int]]] = [[] for _ in dealt]
    inserted: list[dict[int, int]] = [{} for _ in dealt]
    wanted = [(kind, size) for kind in KINDS for size in SIZES for _ in range(round(25 * scale))]
    sources: list[tuple[int, int]] = []
    for _, size in wanted:
        sources.append(_free_stretch(dealt, taken, size, rng))
        taken[sources[-1][0]].append((sources[-1][1], sources[-1][1] + size))
    for number in range(len(wanted)):
        while True:
            file = rng.randrange(count)
            row = rng.randrange(len(dealt[file]) + 1)
            if row not in inserted[file] and not any(low < row < high for low, high in taken[file]):
                break
        inserted[file][row] = number
    copies = [
        edited(dealt[file][row : row + size], kind, spare, rng)
        for (kind, size), (file, row) in zip(wanted, sources, strict=True)
    ]
    return _laid_out(dealt, inserted, copies, wanted, sources)


def _free_stretch(
    dealt: list[list[str]], taken: list[list[tuple[int, int]]], size: int, rng: random.Random
) -> tuple[int, int]:
    while True:
        file = rng.randrange(len(dealt))
        row = rng.randrange(len(dealt[file]) - size)
        if all(row >= high or row + size <= low for low, high in taken[file]):
            return file, row


def _laid_out(
    dealt: list[list[str]],
    inserted: list[dict[int, int]],
    copies: list[list[str]],
    wanted: list[tuple[str, int]],
    sources: list[tuple[int, int]],
) -> tuple[dict[str, str], list[Plant]]:
    texts: dict[str, str] = {}
    copied: dict[int, Place] = {}
    begins: list[list[int]] = []
    for file, lines in enumerate(dealt):
        name, parts, length, starts = f"{file:04}.txt", [], 0, []
        for row in range(len(lines) + 1):
            number = inserted[file].get(row)
            if number is not None:
                text = "\n".join(copies[number])
                copied[number] = Place(name, length, length + len(text))
                parts.append(text)
                length += len(text) + 1
            starts.append(length)
            if row < len(lines):
                parts.append(lines[row])
                length += len(lines[row]) + 1
        texts[name] = "\n".join(parts)
        begins.append(starts)
    plants = []
    for number, ((kind, size), (file, row)) in enumerate(zip(wanted, sources, strict=True)):
        end = begins[file][row + size - 1] + len(dealt[file][row + size - 1])
        plants.append(Plant(kind, size, Place(f"{file:04}.txt", begins[file][row], end), copied[number]))
    return texts, plants


def searched(texts: dict[str, str]) -> tuple[list[tuple[Place, Place]], float, float, float]:
    """Return the passages found in a new process, its seconds in all and in the search, and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_bytes(text.encode("utf-8"))
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", SEARCH, folder], capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - start
    result = json.loads(done.stdout)
    pairs = [(Place(*first), Place(*second)) for first, second in result["rows"]]
    return pairs, seconds, result["search"], result["peak"]


def judge(
    texts: dict[str, str], plants: list[Plant], pairs: list[tuple[Place, Place]]
) -> tuple[set[int], Counter[str]]:
    """Return the planted passages found, by number, and how many reported ones are right, wrong or natural."""
    found: set[int] = set()
    verdicts: Counter[str] = Counter()
    for pair in pairs:
        touched, hit = False, None
        for number, planted in enumerate(plants):
            for one, other in ((planted.source, planted.copy), (planted.copy, planted.source)):
                if pair[0].shared(one) and pair[1].shared(other):
                    touched = True
                    if pair[0].agreement(one) >= 0.8 and pair[1].agreement(other) >= 0.8 and number not in found:
                        hit = number
        if hit is not None:
            found.add(hit)
            verdicts["right"] += 1
        elif touched:
            verdicts["fragment"] += 1
        else:
            verdicts["natural, verified" if _alike(texts, pair) else "unverified"] += 1
    return found, verdicts


def _alike(texts: dict[str, str], pair: tuple[Place, Place]) -> bool:
    """Tell whether a pair is as alike as is asked for: the measure that is reported, computed anew from the text."""
    one, other = (_words(texts[place.file][place.start : place.end]) for place in pair)
    return 2 * _common(one, other) >= THRESHOLD * (len(one) + len(other))


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")
    return re.findall(r"[^\W_]+", letters)


def _common(one: list[str], other: list[str]) -> int:
    """Return the length of the longest common subsequence, by the bit-parallel recurrence of Hyyrö (2004)."""
    places: dict[str, int] = {}
    for i, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << i
    full = (1 << len(one)) - 1
    state = full
    for word in other:
        matched = state & places.get(word, 0)
        state = ((state + matched) | (state - matched)) & full
    return len(one) - state.bit_count()


def report(seed: int, scale: float, *, details: bool) -> None:
    """Generate, search, judge and print."""
    rng = random.Random(seed)
    texts, plants = plant(distinct_lines(scale, rng), scale, rng)
    pairs, seconds, search, peak = searched(texts)
    words = sum(len(text.split()) for text in texts.values())
    head = f"seed {seed}, scale {scale:g}: {words:,} tokens, {len(texts)} files, {len(plants)} planted"
    print(f"{head}, {len(pairs)} reported\n  {seconds:.2f} s in all, {search:.2f} s of search, {peak:.0f} MB")
    if not details:
        return
    found, verdicts = judge(texts, plants, pairs)
    for kind in KINDS:
        cells = []
        for size in SIZES:
            numbers = [i for i, planted in enumerate(plants) if (planted.kind, planted.size) == (kind, size)]
            cells.append((sum(i in found for i in numbers), len(numbers)))
        of = " ".join(f"{size} lines {hit}/{count}" for size, (hit, count) in zip(SIZES, cells, strict=True))
        recall = sum(hit for hit, _ in cells) / sum(count for _, count in cells)
        print(f"  recall {kind:21} {recall:.3f}   {of}")
    wrong = verdicts["fragment"] + verdicts["unverified"]
    precision = verdicts["right"] / max(1, verdicts["right"] + wrong)
    print(f"  precision {precision:.3f}   {dict(sorted(verdicts.items()))}")
    for i, planted in enumerate(plants):
        if i not in found:
            print(f"    missed: {planted}")


def article() -> None:
    """Time the article whose body stands in it twice, start-up included, and compare with its gold."""
    gold = json.loads((SHARED / "seeds" / "duplicates.gold.json").read_text(encoding="utf-8"))
    expected = [tuple(copy["chars"]) for copy in gold["duplicates"][0]["copies"]]
    pairs, seconds, search, peak = searched(
        {gold["file"]: (SHARED / "seeds" / gold["file"]).read_bytes().decode("utf-8")}
    )
    right = [[(place.start, place.end) for place in pair] for pair in pairs] == [expected]
    verdict = "equal to" if right else "UNLIKE"
    print(f"{gold['file']}: {verdict} the gold, {seconds:.2f} s in all, {search:.2f} s of search, {peak:.0f} MB")


def origins(seeds: int) -> None:
    """Count the sentences of edited copies of the example that the aligner says repeat the right ones."""
    from songngu.align.passages import later_copies
    from songngu.corpus.document import Document

    path = Path(__file__).parents[1] / "examples" / "news" / "founder.vi.sents.txt"
    body = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()][:65]
    right = repeats = 0
    for seed in range(seeds):
        copy, truth = _edited_copy(body, random.Random(seed))
        found: dict[int, int] = {}
        for later in later_copies(Document.from_sentences([*body, *copy], "vi")):
            found |= later.origin
        right += sum(found.get(len(body) + k) == origin for k, origin in enumerate(truth) if origin is not None)
        repeats += sum(origin is not None for origin in truth)
    print(
        f"edited copies of {len(body)} sentences, {seeds} seeds: {right} of {repeats} repeats are told with their own"
    )


def _edited_copy(body: list[str], rng: random.Random) -> tuple[list[str], list[int | None]]:
    """Return a copy with 8 % of the inner sentences dropped, as many put in, and 4 % of all words changed."""
    words = " ".join(body).split()
    copy: list[str] = []
    truth: list[int | None] = []
    for i, sentence in enumerate(body):
        inner = 3 < i < 60
        if inner and rng.random() < 0.08:
            continue
        if inner and rng.random() < 0.08:
            copy.append(" ".join(rng.sample(words, 12)) + ".")
            truth.append(None)
        copy.append(" ".join(rng.choice(words) if rng.random() < 0.04 else word for word in sentence.split()))
        truth.append(i)
    return copy, truth


def equal_lines(count: int) -> None:
    """Time a file of equal lines."""
    pairs, seconds, search, peak = searched({"equal.txt": "bảy chữ này đứng trên mỗi dòng\n" * count})
    print(
        f"{count:,} equal lines: {len(pairs)} passages, {seconds:.1f} s in all, {search:.1f} s of search, {peak:.0f} MB"
    )


def main() -> None:
    """Run what the options ask for."""
    parser = argparse.ArgumentParser(description="Measure the search for repeated passages.")
    parser.add_argument("--seeds", type=int, nargs="*", default=[2, 3, 4], help="seeds to report")
    parser.add_argument(
        "--scales", type=float, nargs="*", default=[0.1, 1, 4], help="scales to time, at the first seed"
    )
    parser.add_argument("--equal", type=int, nargs="*", default=[], help="equal lines to time, nothing else")
    parser.add_argument("--origins", type=int, default=0, metavar="SEEDS", help="edited copies to align, nothing else")
    options = parser.parse_args()
    for count in options.equal:
        equal_lines(count)
    if options.origins:
        origins(options.origins)
    if options.equal or options.origins:
        return
    article()
    for seed in options.seeds:
        report(seed, 1, details=True)
    for scale in options.scales:
        report(options.seeds[0] if options.seeds else 2, scale, details=False)


if __name__ == "__main__":
    main()
