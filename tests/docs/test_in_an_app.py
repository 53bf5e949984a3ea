"""The service of docs/in-an-app.md: started for real, asked over HTTP."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import outside
import published

for needed in ("fastapi", "uvicorn", "httpx"):
    outside.package(needed, "pip install --group docs")

import httpx

import shoefit

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "in-an-app.md"
STARTS_WITHIN_S = 60


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    code = re.search(
        r'title="service.py"\n(.*?)^```', PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert code is not None
    folder = tmp_path_factory.mktemp("app")
    (folder / "service.py").write_text(code[1], encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - the page's own service
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as asking:
                _wait(asking)
                yield asking
        finally:
            server.terminate()


def _wait(asking: httpx.Client) -> None:
    end = time.monotonic() + STARTS_WITHIN_S
    while True:
        try:
            asking.get("/openapi.json")
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def test_it_ranks_as_the_library_does(client: httpx.Client) -> None:
    answer = client.get("/ranking", params={"drop": 2, "use": "trail", "top": 5}).json()
    ranking = shoefit.rank(shoefit.load_catalogue(), weights={"drop": 2}, use="trail", top=5)
    published.schema("ranking").validate(answer)
    assert [(each["rank"], each["shoe_id"], each["score"]) for each in answer["shoes"]] == [
        (place.rank, place.shoe.shoe_id, place.score) for place in ranking
    ]


def test_it_scores_one_shoe_with_its_parts(client: httpx.Client) -> None:
    answer = client.get("/shoes/lems-primal-2/score").json()
    assert answer["score"] == shoefit.score(shoefit.load_catalogue()["lems-primal-2"]).score
    assert answer["parts"][1]["basis"] == "unknown"


def test_it_explains_one_shoe_and_the_same_again(client: httpx.Client) -> None:
    first, again = (client.get("/shoes/lems-primal-2/explanation").json() for _ in range(2))
    published.schema("explanation").validate(first)
    assert first == again


def test_it_resolves_a_title(client: httpx.Client) -> None:
    answer = client.get("/resolve", params={"title": "LEMS Primal 2 (Slate) unisex"})
    assert answer.json()["shoe_id"] == "lems-primal-2"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/shoes/lems-primal-9/score", 404, "Did you mean"),
        ("/resolve?title=no such shoe", 404, "no such shoe"),
        ("/ranking?use=moon", 422, "moon"),
        ("/ranking?top=0", 422, "greater than or equal to 1"),
        ("/ranking?top=101", 422, "less than or equal to 100"),
        ("/shoes/lems-primal-9/explanation", 404, "Did you mean"),
        (f"/resolve?title={'x' * 201}", 422, "at most 200"),
    ],
)
def test_what_goes_wrong_is_said(client: httpx.Client, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.text


def test_its_description_is_made_of_our_models(client: httpx.Client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"Score", "Part", "Shoe"} <= set(schemas)
    assert {"criterion", "reading", "assumed", "source"} <= set(schemas["Part"]["properties"])
