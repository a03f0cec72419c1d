"""Measure reading TMX to Parquet and writing it, against bare parsers and lxml's writer in the same run.

The files are made of the real segments of ``../shared/data/train``, taken in turn until there are enough, with nothing
random: ``plain`` units have an id and two texts; ``rich`` ones, as translation tools write them, also dates, a user, a
property, and every tenth a pair of inline codes.

Each task runs in a process of its own: wall and processor seconds of the task without start-up, and the peak resident
set of the process.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from xml.sax.saxutils import escape

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"

_TIMED = """
import json, resource, sys, time
from pathlib import Path
def peak():
    status = Path("/proc/self/status")
    if status.exists():  # the high-water mark of this program alone; Linux counts the parent's in ru_maxrss
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1e6 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
source, output = sys.argv[1:]
{setup}
wall, processor = time.perf_counter(), time.process_time()
{task}
print(json.dumps([time.perf_counter() - wall, time.process_time() - processor, peak()]))
"""

TASKS = {
    "songngu to Parquet": (
        "from songngu.corpus.formats.conversion import convert\nfrom songngu.corpus.formats.reading import Reading",
        "convert(source, output + '.parquet', Reading(source), force=True)",
    ),
    "songngu, rows only": (
        "from songngu.corpus.formats import scan_bitext",
        "for rows in scan_bitext(source): pass",
    ),
    "lxml iterparse, all elements": (
        "from lxml import etree",
        "for _, element in etree.iterparse(source): element.clear()",
    ),
    "lxml iterparse, units alone": (
        "from lxml import etree",
        "for _, unit in etree.iterparse(source, tag='tu'):\n"
        "    unit.clear()\n"
        "    while unit.getprevious() is not None: del unit.getparent()[0]",
    ),
    "expat with handlers": (
        "from xml.parsers import expat\n"
        "parser = expat.ParserCreate(); parser.buffer_text = True\n"
        "parser.StartElementHandler = lambda name, attributes: None\n"
        "parser.EndElementHandler = lambda name: None\n"
        "parser.CharacterDataHandler = lambda text: None",
        "with open(source, 'rb') as file: parser.ParseFile(file)",
    ),
    "songngu from Parquet": (
        "import polars as pl\nfrom songngu.corpus.formats import write_bitext",
        "write_bitext(pl.scan_parquet(output + '.parquet'), output + '.tmx')",
    ),
    "lxml.xmlfile": (
        "import polars as pl\nfrom lxml import etree\nLANG = '{http://www.w3.org/XML/1998/namespace}lang'",
        "with etree.xmlfile(output + '.xml', encoding='utf-8') as file, file.element('tmx', version='1.4'):\n"
        "    with file.element('body'):\n"
        "        for batch in pl.scan_parquet(output + '.parquet').collect_batches(chunk_size=16384):\n"
        "            for name, *texts in batch.select('id', 'source', 'target').iter_rows():\n"
        "                with file.element('tu', tuid=name):\n"
        "                    for lang, text in zip(('vi', 'en'), texts):\n"
        "                        with file.element('tuv', {LANG: lang}), file.element('seg'): file.write(text)",
    ),
}


def segments(count: int) -> Iterator[tuple[str, str]]:
    """Yield ``count`` pairs of texts, escaped."""
    pairs = []
    for name in ("train_permissive.tsv", "train_mpl.tsv"):
        for line in (SHARED / "train" / name).read_text(encoding="utf-8").splitlines():
            source, target, *_ = line.split("\t")
            pairs.append((escape(source), escape(target)))
    return islice(cycle(pairs), count)


def make(path: Path, count: int, *, rich: bool) -> None:
    """Write a TMX of ``count`` units."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="benchmark"')
        file.write(' creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="vi"')
        file.write(' datatype="plaintext"/>\n<body>\n')
        for number, texts in enumerate(segments(count)):
            attributes = ' creationdate="20240301T080000Z" creationid="translator"' if rich else ""
            prop = '<prop type="client">benchmark</prop>\n' if rich else ""
            coded = rich and number % 10 == 0
            source, target = (f'<bpt i="1">&lt;b></bpt>{t}<ept i="1">&lt;/b></ept>' if coded else t for t in texts)
            file.write(f'<tu tuid="{number}"{attributes}>\n{prop}<tuv xml:lang="vi"><seg>{source}</seg></tuv>\n')
            file.write(f'<tuv xml:lang="en"><seg>{target}</seg></tuv>\n</tu>\n')
        file.write("</body>\n</tmx>\n")


def measure(task: str, source: Path, output: Path) -> tuple[float, float, float]:
    """Return wall seconds, processor seconds and the peak in MB of a task."""
    setup, code = TASKS[task]
    script = _TIMED.replace("{setup}", setup).replace("{task}", code)
    command = [sys.executable, "-c", script, str(source), str(output)]
    wall, processor, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return wall, processor, peak


def main() -> None:
    """Print a table of all tasks for one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=500_000)
    parser.add_argument("--rich", action="store_true", help="units as translation tools write them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "units.tmx", Path(folder) / "out"
        make(source, options.units, rich=options.rich)
        print(f"{options.units} units, {source.stat().st_size / 1e6:.0f} MB\n\n| task | wall | processor | peak |")
        for task in TASKS:
            wall, processor, peak = measure(task, source, output)
            print(f"| {task} | {wall:.1f} s | {processor:.1f} s | {peak:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
