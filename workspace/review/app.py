"""The web application of the review page: its addresses, and what each answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from songngu.corpus.errors import SongnguError
from songngu.corpus.formats import FORMATS, is_writable
from songngu.workspace.memory.matching import differences
from songngu.workspace.pages.shell import STATIC, environment
from songngu.workspace.review.action import Action, EditError
from songngu.workspace.review.desk import Desk
from songngu.workspace.review.downloads import download
from songngu.workspace.review.lexicon import train_from
from songngu.workspace.review.pages import probability_bars, shown
from songngu.workspace.review.remembering import matches_of, remember
from songngu.workspace.review.session import ReviewSession, StaleError, action_of
from songngu.workspace.review.terms import add_terms, proposals_of
from songngu.workspace.review.view import WINDOW, ViewFilter, ViewRow, rows_in_view, windows

if TYPE_CHECKING:
    from starlette.requests import Request

    from songngu.workspace.pages.catalogue import Catalogue
    from songngu.workspace.review.sheet import Splice

_REST = 1.0
"""Seconds without an edit after which the bitext is written."""
_PAUSE = 0.3
_MANY = 200
_AT_ONCE = 1000
"""Rows that are looked at for findings before they are shown; those of longer bitexts are meanwhile."""
_LARGEST_EDIT = 4_000_000


class ReviewApp:
    """The application of a desk; every method that answers a request is named after its address."""

    def __init__(self, desk: Desk, catalogue: Catalogue) -> None:
        self.desk = desk
        self._templates = environment(catalogue, "review")
        self._writers: dict[str, asyncio.Task[None]] = {}
        self._unseen: dict[str, list[Splice]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def routes(self) -> Starlette:
        """Return the application to be served."""
        static = Path(__file__).parent / "static"
        return Starlette(
            routes=[
                Route("/", self.overview),
                Route("/bitext/{number:int}", self.bitext),
                Route("/bitext/{number:int}/rows", self.rows),
                Route("/bitext/{number:int}/bars", self.bars),
                Route("/bitext/{number:int}/next", self.next),
                Route("/bitext/{number:int}/found", self.found),
                Route("/bitext/{number:int}/export", self.export),
                Route("/bitext/{number:int}/matches", self.matches),
                Route("/bitext/{number:int}/terms", self.terms),
                Route("/terms", self.add_terms, methods=["POST"]),
                Route("/memory", self.remember, methods=["POST"]),
                Route("/edits", self.edits, methods=["POST"]),
                Route("/lexicon", self.lexicon, methods=["POST"]),
                Mount("/static/shell", StaticFiles(directory=STATIC)),
                Mount("/static", StaticFiles(directory=static)),
            ],
            exception_handlers={SongnguError: _refused, HTTPException: _missing},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        for task in (*self._writers.values(), *self._tasks):
            task.cancel()
        self.desk.close()

    def _page(self, template: str, **values: Any) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(f"review/{template}").render(**values))

    def _session(self, request: Request) -> ReviewSession:
        session = self.desk.open(int(request.path_params["number"]))
        if not session.looked:
            session.looked = True
            if len(session.sheet) <= _AT_ONCE:
                session.look_at_all()
            else:
                self._begin(asyncio.to_thread(session.look_at_all))
        return session

    def _begin(self, work: Any) -> None:
        async def quietly() -> None:
            with suppress(SongnguError):
                await work

        task = asyncio.create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def overview(self, request: Request) -> Response:
        """Show all bitexts, or the only one at once."""
        if len(self.desk.items) == 1:
            return RedirectResponse("/bitext/0", 303)
        states = await asyncio.to_thread(self.desk.states)
        known = [state.counts for state in states if state.counts]
        open_, decided = sum(counts.open for counts in known), sum(counts.decided for counts in known)
        return self._page("list.html", states=states, reviewed=decided / max(open_ + decided, 1), notes=self.desk.notes)

    async def bitext(self, request: Request) -> Response:
        """Show a bitext, its first window of rows in the page."""
        session = self._session(request)
        chosen = _filter(request, session)
        view = rows_in_view(session.sheet, chosen, session.found)
        cut = windows(session.sheet, view)
        at = request.query_params.get("at")
        place = session.sheet.index(at) if at else None
        current = _window_of(place, session, view)
        first = view[current * WINDOW : (current + 1) * WINDOW]
        return self._page(
            "bitext.html",
            session=session,
            number=request.path_params["number"],
            chosen=chosen,
            windows=cut,
            current=current,
            rows=list(shown(session, first)),
            bars=probability_bars(session.sheet.beads),
            at=at,
            several=len(self.desk.items) > 1,
            formats=[name for name in FORMATS if name != "table" and is_writable(name)],
            size=len(view),
        )

    async def rows(self, request: Request) -> Response:
        """Give the rows between two keys, or those with the keys named."""
        session = self._session(request)
        sheet, query = session.sheet, request.query_params
        if "keys" in query:
            places = [place for key in query["keys"].split(",") if (place := sheet.index(key)) is not None]
            view = [ViewRow(place) for place in places]
        else:
            first, last = sheet.index(query.get("first", "")), sheet.index(query.get("last", ""))
            if first is None or last is None:
                return HTMLResponse("", 409)
            view = rows_in_view(sheet, _filter(request, session), session.found, first, last + 1)
        return self._page("rows.html", rows=list(shown(session, view)))

    async def bars(self, request: Request) -> Response:
        """Give the bars of the probabilities of the whole document."""
        session = self._session(request)
        return self._page("bars.html", bars=probability_bars(session.sheet.beads), number=request.path_params["number"])

    async def found(self, request: Request) -> Response:
        """Give the number of rows with findings, to be asked for again until all rows were looked at."""
        session = self._session(request)
        return self._page("found.html", session=session, number=request.path_params["number"])

    async def next(self, request: Request) -> Response:
        """Tell the key of the next row of the view after (or, with ``back``, before) the row ``at``."""
        session = self._session(request)
        place = session.sheet.index(request.query_params.get("at", ""))
        tests = ViewFilter(request.query_params.get("filter", "doubtful")).tests(session.found)
        if "back" in request.query_params:
            places = range((len(session.sheet) if place is None else place) - 1, -1, -1)
        else:
            places = range(0 if place is None else place + 1, len(session.sheet))
        beads = session.sheet.beads
        return JSONResponse(
            {"row": next((beads[k].key for k in places if all(test(beads[k]) for test in tests)), None)}
        )

    async def edits(self, request: Request) -> Response:
        """Make one edit; it is on the disk when the answer goes out."""
        action, name, after = action_of(await _json(request))
        session = self.desk.holding(name, action.rows or ([action.row] if action.row else []))
        revision = session.revision
        slow = action.action == "realign"
        settled = await asyncio.to_thread(session.settled, action) if slow else session.settled(action)
        splice = session.edit(settled, revision if slow and after is None else after)
        self._write_soon(session)
        return JSONResponse(self._told(session, splice, settled))

    def _told(self, session: ReviewSession, splice: Splice, action: Action) -> dict[str, Any]:
        """Return what an edit changed, for the page and for programs."""
        gone, new = splice.keys
        fresh = set(new)
        places = [splice.start + k for k, bead in enumerate(splice.added) if bead.key in fresh]
        many = len(places) > _MANY
        after = splice.start + len(splice.added)
        beads = session.sheet.beads
        self._look_soon(session, splice)
        html = "" if many else self._rows_html(session, places)
        return {
            "action": action.action,
            "revision": session.revision,
            "changed": len(places),
            "removed": [] if many else gone,
            "added": [{"row": beads[k].key, "id": beads[k].id, "status": beads[k].status} for k in places[:_MANY]],
            "html": html,
            "reload": many,
            "next": beads[after].key if after < len(beads) else None,
            "previous": beads[splice.start - 1].key if splice.start else None,
            "counts": {name: getattr(session.counts, name) for name in ("rows", "doubtful", "other", "open", "decided")}
            | {"reviewed": round(session.counts.reviewed, 4)},
            "notes": session.opened.notes,
            "undo": session.opened.history.undoable,
            "redo": session.opened.history.redoable,
        }

    def _rows_html(self, session: ReviewSession, places: list[int]) -> str:
        rows = list(shown(session, [ViewRow(place) for place in places]))
        return self._templates.get_template("review/rows.html").render(rows=rows)

    def _look_soon(self, session: ReviewSession, splice: Splice) -> None:
        """Look for findings when keys are not pressed one upon the other."""
        waiting = self._unseen.setdefault(session.name, [])
        waiting.append(splice)

        async def look() -> None:
            await asyncio.sleep(_PAUSE)
            if len(waiting) and waiting[-1] is splice:
                splices, waiting[:] = waiting[:], []
                await asyncio.to_thread(session.look_again, splices)

        self._begin(look())

    def _write_soon(self, session: ReviewSession) -> None:
        """Write the bitext when the person rests; until then the journal has what it does not."""
        if task := self._writers.get(session.name):
            task.cancel()

        async def write() -> None:
            await asyncio.sleep(_REST)
            try:
                await asyncio.to_thread(session.opened.write)
            except SongnguError as error:
                session.opened.notes.append(str(error))

        self._writers[session.name] = asyncio.create_task(write())

    async def export(self, request: Request) -> Response:
        """Give the bitext as it stands as a file of the format asked for."""
        session = self._session(request)
        stem = Path(session.name).name.split(".")[0] or "bitext"
        wanted = request.query_params.get("format", "tmx")
        beads = list(session.sheet.beads)
        name, data = await asyncio.to_thread(download, beads, stem, wanted)
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{_quoted(name)}"}
        return Response(data, media_type="application/octet-stream", headers=headers)

    async def matches(self, request: Request) -> Response:
        """Show what the memories know of a row."""
        session = self._session(request)
        place = session.sheet.index(request.query_params.get("row", ""))
        if place is None:
            raise EditError("there is no such row")
        bead = session.sheet.beads[place]
        found = await asyncio.to_thread(matches_of, session, bead)
        shown = [{"match": one, "parts": list(differences(one, bead.text(one.side)))} for one in found]
        return self._page("matches.html", matches=shown, row=bead.key)

    async def remember(self, request: Request) -> Response:
        """Add the accepted rows of a bitext to the memory."""
        session = await self._named(request)
        added = await asyncio.to_thread(remember, session)
        return JSONResponse({"memory": session.kit.memories[0].name, "new": added.new, "changed": added.changed})

    async def terms(self, request: Request) -> Response:
        """Show the terms that the accepted rows of a bitext propose."""
        session = self._session(request)
        session.proposals = await asyncio.to_thread(proposals_of, session)
        return self._page("terms.html", found=session.proposals)

    async def add_terms(self, request: Request) -> Response:
        """Add proposals, by their numbers as they were shown last, to the glossary, and look at all rows with it."""
        session = await self._named(request)
        numbers = (await _json(request)).get("terms")
        if session.proposals is None or not isinstance(numbers, list) or not all(type(n) is int for n in numbers):
            raise EditError('terms are numbers of proposals that were shown: {"terms": [1, 3]}')
        path = await asyncio.to_thread(add_terms, session, session.proposals, numbers)
        session.proposals = None
        await asyncio.to_thread(self.desk.hear)
        return JSONResponse({"glossary": path.name, "terms": len(set(numbers))})

    async def _named(self, request: Request) -> ReviewSession:
        values = await _json(request)
        return self.desk.holding(values.get("bitext") if isinstance(values, dict) else None, [])

    async def lexicon(self, request: Request) -> Response:
        """Train a lexicon of the pairs accepted in a bitext."""
        session = await self._named(request)
        path, pairs = await asyncio.to_thread(train_from, session)
        return JSONResponse({"lexicon": path, "pairs": pairs})


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _filter(request: Request, session: ReviewSession) -> ViewFilter:
    """Return the filter of a request: by default what is doubtful, as long as there is any."""
    query = request.query_params
    default = "doubtful" if session.counts.doubtful else "all"
    return ViewFilter(query.get("filter") or default, query.get("q", ""), query.get("side", ""))


def _window_of(place: int | None, session: ReviewSession, view: list[ViewRow]) -> int:
    if place is None:
        return 0
    return sum(row.place < place for row in view) // WINDOW


async def _json(request: Request) -> Any:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "edits are JSON: content-type: application/json")
    body = await request.body()
    if len(body) > _LARGEST_EDIT:
        raise HTTPException(413, "the edit is too large")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"not JSON: {error}") from None


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, SongnguError)
    stale = isinstance(error, StaleError)
    status = 409 if isinstance(error, EditError) else 500
    return JSONResponse({"error": str(error), "hint": error.hint, "stale": stale}, status)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail, "hint": None, "stale": False}, error.status_code)


def application(desk: Desk, catalogue: Catalogue) -> Starlette:
    """Return the review page of a desk as an ASGI application, to be served behind a `Guard`."""
    return ReviewApp(desk, catalogue).routes()
