"""A small bitext of our own, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.document import Span
from songngu.corpus.formats import write_bitext
from songngu.workspace.configuration import find_workspace
from songngu.workspace.pages.catalogue import Catalogue
from songngu.workspace.pages.guard import Guard
from songngu.workspace.review.app import application
from songngu.workspace.review.opening import ReviewRequest, desk_for

TOKEN = "a-token"
ORIGIN = "http://127.0.0.1:8000"
Beads = Sequence[tuple[Sequence[str], Sequence[str], float]]

BEADS: Beads = [
    (["Chương một"], ["Chapter one"], 0.99),
    (["Sáng nay trời mưa."], ["It rained this morning."], 0.98),
    (["Chợ vẫn đông.", "Lan mua 3 cân cam."], ["The market was still crowded."], 0.42),
    (["Chị trả 90 nghìn đồng."], ["Lan bought 3 kilos of oranges.", "She paid 90 thousand dong."], 0.48),
    (["Rồi chị về nhà."], ["Then she went home."], 0.97),
    (["<script>alert(1)</script> & <b>đậm</b>"], ["<img src=x onerror=alert(2)> 'quoted'"], 0.95),
]


def made_bitext(folder: Path, name: str, beads: Beads = BEADS) -> Path:
    """Write beads as a bitext with its two documents, a sentence a line, and return where it is."""
    stem = name.split(".", maxsplit=1)[0]
    texts = [[text for bead in beads for text in bead[side]] for side in (0, 1)]
    spans: list[list[Span]] = []
    for lang, lines in zip(("vi", "en"), texts, strict=True):
        (folder / f"{stem}.{lang}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 2)
        spans.append([Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)])
    rows, at = [], [0, 0]
    files = [f"{stem}.{lang}.txt" for lang in ("vi", "en")]
    for number, bead in enumerate(beads):
        ids = [list(range(at[k], at[k] + len(bead[k]))) for k in (0, 1)]
        at = [at[k] + len(bead[k]) for k in (0, 1)]
        places = [[spans[k][i] for i in ids[k]] for k in (0, 1)]
        joined = [" ".join(bead[k]) for k in (0, 1)]
        row = {
            "id": row_id(files[0], files[1], places[0], places[1], joined[0], joined[1]),
            "document": stem,
            "row": number,
            "probability": bead[2],
            "status": "auto",
        }
        for k, side in enumerate(("source", "target")):
            row |= {
                side: joined[k],
                f"{side}_lang": ("vi", "en")[k],
                f"{side}_file": files[k],
                f"{side}_ids": ids[k],
                f"{side}_spans": [{"start": s.start, "end": s.end} for s in places[k]],
            }
        rows.append(row)
    path = folder / name
    write_bitext(from_rows(rows), path)
    return path


Open = Callable[..., TestClient]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes a bitext, by its name and its beads, into the test's folder."""
    return lambda name, beads=BEADS: made_bitext(tmp_path, name, beads)


@pytest.fixture
def bitext(tmp_path: Path) -> Path:
    """Return a bitext of six rows, two of them wrong."""
    return made_bitext(tmp_path, "a.jsonl")


@pytest.fixture
def opens(tmp_path: Path) -> Iterator[Open]:
    """Return what opens a page on paths in the test's folder, as a client that has the session's cookie."""
    clients: list[TestClient] = []

    def client_of(*paths: str, ui_lang: str = "en", **more: object) -> TestClient:
        desk = desk_for(find_workspace(tmp_path), ReviewRequest(paths, **more), tmp_path)  # type: ignore[arg-type]
        client = TestClient(Guard(application(desk, Catalogue(ui_lang)), 8000, TOKEN), base_url=ORIGIN)
        client.__enter__()
        clients.append(client)
        assert client.get(f"/?token={TOKEN}").status_code == 200
        return client

    yield client_of
    for client in clients:
        if client.portal is not None:
            client.__exit__(None, None, None)
