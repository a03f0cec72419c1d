"""The description of the API of a served memory, as OpenAPI 3.1 has it."""

from __future__ import annotations

from typing import Any

from songngu import __version__


def description() -> dict[str, Any]:
    """Return the document that describes every address for programs."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "songngu memory", "version": __version__},
        "paths": {
            "/api/search": {"get": _operation("The concordance of a phrase", "Concordance", [
                _query("q", "string", "a word, a phrase or a name", required=True), _query("limit", "integer"),
                _query("regex", "boolean"), _query("document", "string"), _query("status", "string"),
                _query("since", "string"), _query("min_probability", "number"),
            ])},
            "/api/match": {"get": _operation("The rows like a sentence", "Matches", [
                _query("q", "string", "the sentence", required=True), _query("source_lang", "string"),
                _query("target_lang", "string"), _query("threshold", "integer"), _query("limit", "integer"),
            ])},
            "/api/stats": {"get": _operation("What the memories hold", "Stats", [])},
            "/tmserver/languages/": {"get": _operation("The languages, as amaGama tells them", "Languages", [])},
            "/tmserver/{source}/{target}/unit/{text}": {"get": _operation("Matches, as amaGama gives them", "Units", [
                _path("source"), _path("target"), _path("text"), _query("min_similarity", "integer"),
                _query("max_candidates", "integer"),
            ])},
        },
        "components": {"schemas": _schemas()},
    }  # fmt: skip


def _operation(summary: str, schema: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    wrong = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": content},
            "400": {"description": "What is wrong with the request", "content": wrong},
        },
    }


def _query(name: str, kind: str, about: str = "", *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": about, "schema": {"type": kind}}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _schemas() -> dict[str, Any]:
    text, whole = {"type": "string"}, {"type": "integer"}
    span = {"type": ["array", "null"], "items": whole, "minItems": 2, "maxItems": 2}
    hit = _object(source=text, target=text, source_match=span, target_match=span, document=text, row=whole, id=text)
    match = _object(score=whole, kind=text, source=text, target=text, document=text, row=whole)
    langs = _list(text)
    return {
        "Concordance": _object(version=whole, total=whole, hits=_list(hit)),
        "Matches": _object(version=whole, matches=_list(match)),
        "Stats": _object(version=whole, memories=_list({"type": "object"})),
        "Languages": _object(sourceLanguages=langs, targetLanguages=langs),
        "Units": _list(_object(source=text, target=text, quality=whole, rank=whole)),
        "Error": _object(error=text),
    }
