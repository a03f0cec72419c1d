"""The review page: how fast a long bitext opens and an edit answers, and how few keys mend one.

    python -m benchmarks.review opening | edits | browser | keys

Figures are of this machine's processor; the browser is Debian's Chromium, headless.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from benchmarks.prepared import prepared, right, wrong
from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.document import Span
from songngu.corpus.formats import read_bitext, write_bitext

BEADS = 20_000
EDITS = 400


def written(path: Path, beads: list[tuple[list[str], list[str], float]]) -> Path:
    """Write beads as a bitext with places, as of plain texts of a sentence a line."""
    rows, at, ids = [], [0, 0], [0, 0]
    for number, bead in enumerate(beads):
        row: dict[str, Any] = {"document": path.stem, "row": number, "probability": bead[2], "status": "auto"}
        places: list[list[Span]] = []
        for k, side in enumerate(("source", "target")):
            spans = []
            for text in bead[k]:
                spans.append(Span(at[k], at[k] + len(text)))
                at[k] += len(text) + 1
            places.append(spans)
            row |= {
                side: " ".join(bead[k]),
                f"{side}_lang": ("vi", "en")[k],
                f"{side}_file": f"{path.stem}.{('vi', 'en')[k]}.txt",
                f"{side}_ids": list(range(ids[k], ids[k] + len(bead[k]))),
                f"{side}_spans": [{"start": span.start, "end": span.end} for span in spans],
            }
            ids[k] += len(bead[k])
        files = row["source_file"], row["target_file"]
        rows.append(row | {"id": row_id(*files, places[0], places[1], row["source"], row["target"])})
    write_bitext(from_rows(rows), path)
    return path


def long_bitext(folder: Path) -> Path:
    """Write a bitext of 20,000 beads, each text told from the others by a number, one in fifty doubtful."""
    pick = random.Random(17)
    base = right()
    beads = []
    for number in range(BEADS):
        source, target, _ = base[number % len(base)]
        probability = pick.uniform(0.3, 0.9) if number % 50 == 0 else pick.uniform(0.9, 1)
        texts = f"{source[0][:-1]}, lần thứ {number}.", f"{target[0][:-1]}, time number {number}."
        beads.append(([texts[0]], [texts[1]], round(probability, 6)))
    return written(folder / "long.jsonl", beads)


class Server:
    """A running review, and a client with the session's cookie."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        start = time.perf_counter()
        command = [sys.executable, "-m", "songngu", "review", *arguments, "--no-open"]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        self.listening = time.perf_counter() - start
        self.base = self.url.split("/?", maxsplit=1)[0]
        self._client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.first = self._client.open(self.url).read().decode()
        self.seconds = time.perf_counter() - start

    def get(self, path: str) -> str:
        """Return a page."""
        text: str = self._client.open(self.base + path).read().decode()
        return text

    def edit(self, **values: Any) -> dict[str, Any]:
        """Make an edit."""
        request = urllib.request.Request(
            self.base + "/edits", json.dumps(values).encode(), {"content-type": "application/json"}
        )
        told: dict[str, Any] = json.loads(self._client.open(request).read())
        return told

    def memory(self) -> float:
        """Return the most memory the server had, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def busy(self) -> float:
        """Return the processor time the server has used, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def end(self, sent: int = signal.SIGTERM) -> None:
        """End the server."""
        self.process.send_signal(sent)
        self.process.wait()


@contextmanager
def serving(*arguments: str, folder: Path) -> Iterator[Server]:
    """Serve for a while."""
    server = Server(folder, *arguments)
    try:
        yield server
    finally:
        server.end()


def opening(folder: Path) -> None:
    """How long until the first page of 20,000 beads is there, from the start of the command, and how much memory."""
    long_bitext(folder)
    figures = []
    for _ in range(3):
        with serving("long.jsonl", folder=folder) as server:
            began = time.perf_counter()
            server.get("/bitext/0?filter=all")
            again = time.perf_counter() - began
            busy = server.busy()
            wait_for_findings(server)
            figures.append((server.seconds, server.seconds - server.listening, again, busy, server.memory()))
    for name, values in zip(
        ("command to page", "address to page", "page again", "processor time of all three"),
        zip(*figures, strict=True),
        strict=False,
    ):
        print(f"{name}: {statistics.median(values):.2f} s")
    print(f"memory at most, findings included: {max(figure[4] for figure in figures):.0f} MB")


def wait_for_findings(server: Server) -> None:
    """Wait until a server has looked at all rows for findings."""
    while 'data-count="findings" hx-get' in server.get("/bitext/0/found"):
        time.sleep(1)


def p95(values: list[float]) -> float:
    """Return the 95th percentile, in milliseconds."""
    return statistics.quantiles(values, n=20)[-1] * 1000


def edits(folder: Path) -> None:
    """How long an edit takes to be answered at 20,000 beads, each on the disk before."""
    long_bitext(folder)
    pick = random.Random(5)
    with serving("long.jsonl", folder=folder) as server:
        wait_for_findings(server)
        took: dict[str, list[float]] = {}
        rows = [json.loads(line)["id"] for line in (folder / "long.jsonl").open(encoding="utf-8")]
        for number in range(EDITS):
            row = rows[pick.randrange(len(rows) - 2)]
            action = ("accept", "merge", "undo", "comment", "text")[number % 5]
            more = {"row": row} if action != "undo" else {}
            more |= {"text": "changed", "side": "target"} if action in ("text", "comment") else {}
            began = time.perf_counter()
            try:
                server.edit(action=action, **more)
            except urllib.error.HTTPError:
                continue
            took.setdefault(action, []).append(time.perf_counter() - began)
        for action, values in took.items():
            print(f"{action}: median {statistics.median(values) * 1000:.1f} ms, 95th percentile {p95(values):.1f} ms")
        whole = [value for values in took.values() for value in values]
        print(f"all {len(whole)}: 95th percentile {p95(whole):.1f} ms")
        began = time.perf_counter()
        server.edit(action="accept-above", probability=0.95)
        print(f"accept-above of some 10,000 rows: {(time.perf_counter() - began) * 1000:.0f} ms")


def browser(folder: Path) -> None:
    """How long from a key to the repaint at 20,000 beads, and the longest task while scrolling through them."""
    long_bitext(folder)
    with serving("long.jsonl", folder=folder) as server:
        with browsing(server) as driver:
            time.sleep(20)  # until all rows were looked at for findings
            took = [driver.execute_async_script(_TIMED, key) / 1000 for key in "adaumzamzy" * 10]
            print(f"key to repaint: median {statistics.median(took) * 1000:.0f} ms, 95th percentile {p95(took):.0f} ms")
        with browsing(server) as driver:
            time.sleep(3)
            metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
            began = next(each["value"] for each in metrics if each["name"] == "Timestamp") * 1e6
            tasks, loaded = driver.execute_async_script(_SCROLLED)
            driver.get("about:blank")  # which gives the trace out
            busy = _processor_times(driver.get_log("performance"), began)
    print(f"scrolling 100 screens: {loaded} rows filled at the end; tasks over 50 ms by the clock: {len(tasks)}")
    over = sum(each > 50 for each in busy)
    print(f"the longest of {len(busy)} tasks by processor time: {max(busy):.0f} ms; over 50 ms: {over}")


@contextmanager
def browsing(server: Server) -> Iterator[Any]:
    """Show all rows of a server's bitext in a browser for a while."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    options.add_experimental_option("perfLoggingPrefs", {"traceCategories": "toplevel"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    try:
        driver.set_script_timeout(300)
        driver.execute_cdp_cmd("Performance.enable", {})
        driver.get(server.url)
        driver.get(server.base + "/bitext/0?filter=all")
        yield driver
    finally:
        driver.quit()


def _processor_times(log: list[dict[str, Any]], began: float) -> list[float]:
    """Return the processor time of every task of the page's main thread since ``began``, in milliseconds.

    Chromium's trace has it, which machines that do other work too do not lengthen.
    """
    main = {
        (each["pid"], each["tid"])
        for each in _traced(log)
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    return [
        each.get("tdur", 0) / 1000
        for each in _traced(log)
        if each["name"] == "ThreadControllerImpl::RunTask" and (each["pid"], each["tid"]) in main and each["ts"] > began
    ]


def _traced(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    events = [json.loads(entry["message"])["message"] for entry in log]
    return [event["params"] for event in events if event["method"] == "Tracing.dataCollected"]


_SETTLED = """
const done = arguments[0];
setTimeout(() => pending.then(() => setTimeout(done, 100)), 100);
"""
_TIMED = """
const [key, done] = arguments;
const began = performance.now();
document.querySelector("[aria-current]").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
setTimeout(() => pending.then(() => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now() - began);
  channel.port2.postMessage(0);
})), 0);
"""
_SCROLLED = """
const done = arguments[0];
const tasks = [];
const watch = (list) => tasks.push(...list.getEntries().map((each) => Math.round(each.duration)));
new PerformanceObserver(watch).observe({ type: "longtask" });
const feed = document.getElementById("rows");
let steps = 0;
const step = () => {
  feed.scrollTop += 2800;
  steps += 1;
  if (steps < 100) setTimeout(step, 60);
  else setTimeout(() => done([tasks, document.querySelectorAll(".bead").length]), 500);
};
step();
"""


def keys(folder: Path) -> None:
    """How few keys correct the twelve wrong beads of the prepared alignment, one by one."""
    from selenium.webdriver.common.action_chains import ActionChains

    path = written(folder / "prepared.jsonl", prepared())
    pressed = "dndnsndnsnmnd"
    with serving("prepared.jsonl", folder=folder) as server, browsing(server) as driver:
        driver.get(server.base + "/bitext/0?filter=doubtful")
        for key in pressed:
            driver.execute_async_script(_SETTLED)
            ActionChains(driver).send_keys(key).perform()
        driver.execute_async_script(_SETTLED)
    print(f"{len(pressed)} keys; wrong beads left: {wrong(texts(path))}")


def texts(path: Path) -> list[tuple[str, str]]:
    """Return the texts of a bitext."""
    return list(read_bitext(path).select("source", "target").iter_rows())


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["opening", "edits", "browser", "keys"])
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as name:
        globals()[arguments.what](Path(name))


if __name__ == "__main__":
    main()
