"""The served memory: the concordance page, a JSON API with its description, and the protocol of amaGama."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.language.tags import base_language
from songngu.corpus.memory.match import MemoryMatch
from songngu.corpus.memory.search import search_filter
from songngu.workspace.memory.concordance import Concordance, as_json, concordance
from songngu.workspace.memory.description import description
from songngu.workspace.memory.matching import match_json
from songngu.workspace.memory.pretranslate import look_up
from songngu.workspace.memory.segments import language_of
from songngu.workspace.pages.shell import STATIC, environment

if TYPE_CHECKING:
    from starlette.requests import Request

    from songngu.corpus.memory.store import Memory
    from songngu.workspace.pages.catalogue import Catalogue

FOR_PROGRAMS = ("/api/", "/tmserver/", "/openapi.json")
"""Addresses that only read, for programs of this machine."""

_SHOWN = 50
_LONGEST = 10_000
_LEAST_SIMILAR, _MOST_CANDIDATES = 70, 5


class MemoryServer:
    """The application over some memories; every method that answers a request is named after its address."""

    def __init__(self, memories: Sequence[Memory], catalogue: Catalogue) -> None:
        self._memories = memories
        self._templates = environment(catalogue, "memory")

    def routes(self) -> Starlette:
        """Return the application to be served."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/hits", self.hits),
                Route("/api/search", self.search),
                Route("/api/match", self.match),
                Route("/api/stats", self.stats),
                Route("/openapi.json", self.openapi),
                Route("/tmserver/languages/", self.languages),
                Route("/tmserver/{source}/{target}/unit/{text:path}", self.unit),
                Mount("/static/shell", StaticFiles(directory=STATIC)),
                Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
            ],
            exception_handlers={SongnguError: _refused, HTTPException: _missing},
        )

    def _shown(self, template: str, query: str) -> HTMLResponse:
        found: Concordance | None = None
        trouble = ""
        if query.strip():
            try:
                found = concordance(self._memories, query, search_filter((), (), "", None), _SHOWN)
            except UsageError as error:
                trouble = str(error)
        page = self._templates.get_template(f"memory/{template}")
        return HTMLResponse(page.render(query=query, found=found, trouble=trouble))

    async def page(self, request: Request) -> Response:
        """Show the concordance, of what is asked for if anything is."""
        return self._shown("concordance.html", _text(request.query_params, "q", needed=False))

    async def hits(self, request: Request) -> Response:
        """Show the hits alone, as one types."""
        return self._shown("hits.html", _text(request.query_params, "q", needed=False))

    async def search(self, request: Request) -> Response:
        """Answer a search as `songngu memory search --format json` does."""
        query = request.query_params
        probability = _number(query, "min_probability", 0, 1) if "min_probability" in query else None
        among = search_filter(query.getlist("document"), query.getlist("status"), query.get("since", ""), probability)
        limit = int(_number(query, "limit", 1, 1000, 100))
        regex = query.get("regex", "") in {"1", "true"}
        return JSONResponse(as_json(concordance(self._memories, _text(query, "q"), among, limit, regex=regex)))

    async def match(self, request: Request) -> Response:
        """Answer with the rows that are like a sentence."""
        query = request.query_params
        text = _text(query, "q")
        pairs = [pair for memory in self._memories for pair in memory.pairs()]
        lang = query.get("source_lang") or language_of(text, pairs)
        least, most = int(_number(query, "threshold", 0, 100, 50)), int(_number(query, "limit", 1, 100, 5))
        found = look_up(self._memories, text, lang, query.get("target_lang"), least=least, most=most)
        return JSONResponse({"version": 1, "matches": [match_json(one, text) for one in found]})

    async def stats(self, request: Request) -> Response:
        """Tell what each memory holds."""
        stats = [{"memory": memory.path.name, **memory.stats()} for memory in self._memories]
        return JSONResponse({"version": 1, "memories": stats})

    async def openapi(self, request: Request) -> Response:
        """Describe the API."""
        return JSONResponse(description())

    async def languages(self, request: Request) -> Response:
        """Tell which languages there are, as amaGama does."""
        langs = sorted({base_language(lang) for memory in self._memories for pair in memory.pairs() for lang in pair})
        return JSONResponse({"sourceLanguages": langs, "targetLanguages": langs})

    async def unit(self, request: Request) -> Response:
        """Answer with the matches of a text, as amaGama does."""
        query, path = request.query_params, request.path_params
        least = int(_number(query, "min_similarity", 0, 100, _LEAST_SIMILAR))
        most = int(_number(query, "max_candidates", 1, 100, _MOST_CANDIDATES))
        text, (source, target) = path["text"], (path["source"], path["target"])
        if len(text) > _LONGEST:
            raise HTTPException(414, "the text is too long")
        found = look_up(self._memories, text, source, target, least=least, most=most)
        return JSONResponse([_candidate(one) for one in found])


def _candidate(one: MemoryMatch) -> dict[str, Any]:
    return {"source": one.text, "target": one.rendering, "quality": one.score, "rank": one.score}


def _text(query: Mapping[str, str], name: str, *, needed: bool = True) -> str:
    text = query.get(name, "")
    if needed and not text.strip():
        raise HTTPException(400, f"{name} is missing")
    if len(text) > _LONGEST:
        raise HTTPException(414, f"{name} is too long")
    return text


def _number(query: Mapping[str, str], name: str, least: float, most: float, otherwise: float = 0) -> float:
    try:
        number = float(query[name]) if name in query else otherwise
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise HTTPException(400, f"{name} is a number from {least} to {most}")
    return number


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, SongnguError)
    return JSONResponse({"error": str(error), "hint": error.hint}, 400 if isinstance(error, UsageError) else 500)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail, "hint": None}, error.status_code)


def application(memories: Sequence[Memory], catalogue: Catalogue) -> Starlette:
    """Return the served memory as an ASGI application, to be served behind a `Guard`."""
    return MemoryServer(memories, catalogue).routes()
