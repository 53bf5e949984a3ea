"""The package as a whole: its public names, its arrows, its tests, its import."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import shoefit
from shoefit.formats import to_json

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "shoefit"
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
LONGEST = 400


@pytest.mark.parametrize("name", shoefit.__all__)
def test_every_public_name_loads_and_is_documented(name: str) -> None:
    assert getattr(shoefit, name).__doc__


def test_the_list_of_names_is_the_table_of_homes() -> None:
    assert sorted(shoefit.__all__) == sorted(shoefit._HOMES)
    assert set(shoefit.__all__) <= set(dir(shoefit))


def test_type_checkers_see_every_public_name() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shoefit.")
        for alias in node.names
    }
    assert seen == {name: f"shoefit.{home}" for name, home in shoefit._HOMES.items()}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rnak'"):
        _ = shoefit.rnak


def test_no_module_shares_its_name_with_a_public_one() -> None:
    modules = {path.stem for path in MODULES if path.parent == Path()} | {"catalogue", "commands"}
    assert not modules & set(shoefit.__all__)


@pytest.mark.parametrize("module", [m for m in MODULES if m.name != "__init__.py"], ids=str)
def test_every_module_has_its_tests_in_the_same_place(module: Path) -> None:
    assert (ROOT / "tests" / module.parent / f"test_{module.name}").is_file()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_is_too_long(module: Path) -> None:
    assert len((SOURCE / module).read_text(encoding="utf-8").splitlines()) <= LONGEST


# The order of the arrows: a module imports only what stands before it.
FLOOR_BY_FLOOR = [
    *["printable", "writing", "schema", "errors", "shoe", "scales", "criteria", "profiles"],
    *["scoring"],
    *["titles.spelling", "titles.vocabulary", "titles.lexicon", "titles.cleaning"],
    *["titles.reading", "titles.naming", "titles.versions", "titles.agreement", "titles.answers"],
    *["titles.decision", "titles.doubles", "titles.batches", "names"],
    *["catalogue.locate", "catalogue.intent", "catalogue.problems", "catalogue.convert"],
    *["catalogue.catalogue", "catalogue.offered", "catalogue.judging", "catalogue.opening"],
    *["catalogue.sheets", "catalogue.table", "catalogue.seen", "catalogue.stream"],
    *["catalogue.read", "catalogue.observations", "catalogue.resolve"],
    *["catalogue.gaps", "catalogue.datapackage", "catalogue.build"],
    *["check_result", "checked_files", "checking", "check_text"],
    *["entrants", "ranking", "draws", "stability", "formats", "terminal", "lookup", "standing"],
    *[
        "evidence",
        "provenance",
        "reasons",
        "tipping",
        "explanation_text",
        "explanation",
        "comparison_text",
    ],
    *["comparison", "explanation_formats", "claims_table", "similarity"],
    *["cautions", "minimalist", "ladder", "stepdown"],
    *["report.content", "report.tables", "report.pictures", "report.charts"],
    *["report.likely_ranks", "report.way_down", "report.page"],
    *["commands.progress", "commands.options", "commands.check", "commands.rank"],
    *["commands.explain", "commands.step_down", "commands.report", "cli"],
    *["frame_columns", "frame_places", "frames"],
]


def _name(module: Path) -> str:
    return ".".join(module.with_suffix("").parts)


@pytest.mark.parametrize("module", [m for m in MODULES if m.name != "__init__.py"], ids=str)
def test_arrows_run_one_way(module: Path) -> None:
    own = FLOOR_BY_FLOOR.index(_name(module))
    tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
    imported = {
        (node.module or "").removeprefix("shoefit.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shoefit.")
    }
    above = [each for each in imported if FLOOR_BY_FLOOR.index(each) >= own]
    assert not above


def test_importing_costs_next_to_nothing() -> None:
    """No third-party package is loaded before a name is asked for."""
    code = (
        "import sys; before = set(sys.modules); import shoefit; "
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before} "
        "- set(sys.stdlib_module_names)))"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "['shoefit']\n"


def test_ranking_from_python_needs_no_pandas() -> None:
    code = (
        "import sys, shoefit; shoefit.rank(shoefit.load_catalogue()); "
        "print([m for m in ('pandas', 'numpy', 'altair', 'narwhals') if m in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


def test_nothing_opens_a_socket_evaluates_or_unpickles() -> None:
    banned = {"socket", "ssl", "urllib", "http", "requests", "httpx", "ftplib", "smtplib"}
    banned |= {"pickle", "marshal", "shelve", "dill", "cloudpickle", "ctypes", "subprocess"}
    for module in MODULES:
        tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not banned & {alias.name.split(".")[0] for alias in node.names}, module
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] not in banned, module
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, module
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in {"system", "popen", "read_pickle", "eval"}, module


def _printed(code: str, **environment: str) -> str:
    found = subprocess.run(  # noqa: S603 - this interpreter, with the code given
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    return found.stdout


def test_it_all_works_where_no_socket_can_be_opened() -> None:
    code = (
        "import socket\n"
        "def refuse(*_, **__): raise OSError('no network')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import shoefit\n"
        "for name in shoefit.__all__: getattr(shoefit, name)\n"
        "shoefit.rank(shoefit.load_catalogue())\n"
        "print(shoefit.check().ok)"
    )
    assert _printed(code) == "True\n"


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import io, shoefit\n"
        "from shoefit.formats import to_json\n"
        "bad = 'shoe_id,kind,drop_mm,stack,name\\na,sandel,4 mm,1,=x\\na,shoe,0,1,2\\n'\n"
        "print(to_json(shoefit.rank(shoefit.load_catalogue())))\n"
        "print(shoefit.check(io.StringIO(bad)).to_json())"
    )
    outputs = {_printed(code, PYTHONHASHSEED=seed) for seed in ("0", "1", "4711")}
    assert len(outputs) == 1
    assert "sandel" in outputs.pop()


def test_32_threads_get_the_same_bytes() -> None:
    def ranked(_: int) -> str:
        return to_json(shoefit.rank(shoefit.load_catalogue())) + shoefit.check().to_json()

    with ThreadPoolExecutor(32) as pool:
        assert len(set(pool.map(ranked, range(32)))) == 1


def test_importing_registers_and_changes_nothing() -> None:
    code = (
        "import csv, locale, signal, sys, warnings\n"
        "def state(): return (csv.list_dialects(), csv.field_size_limit(), locale.setlocale(0),\n"
        "    signal.getsignal(signal.SIGINT), sys.getrecursionlimit(), warnings.filters[:])\n"
        "import click, numpy, pydantic; before = state()  # they may, as others do\n"
        "import shoefit, shoefit.cli\n"
        "for name in shoefit.__all__: getattr(shoefit, name)\n"
        "shoefit.check(); print(state() == before)"
    )
    assert _printed(code) == "True\n"
