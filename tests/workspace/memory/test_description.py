"""The API as it is described."""

from __future__ import annotations

import jsonschema
from starlette.testclient import TestClient


def test_answers_are_as_described(page: TestClient) -> None:
    described = page.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    schemas = described["components"]["schemas"]
    for path, address in (
        ("/api/search", "/api/search?q=mo hinh"), ("/api/match", "/api/match?q=Mô hình này to hơn."),
        ("/api/stats", "/api/stats"), ("/tmserver/languages/", "/tmserver/languages/"),
        ("/tmserver/{source}/{target}/unit/{text}", "/tmserver/vi/en/unit/Mô hình này to hơn mô hình kia."),
    ):  # fmt: skip
        content = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        name = content["schema"]["$ref"].rpartition("/")[2]
        jsonschema.validate(page.get(address).json(), schemas[name])
