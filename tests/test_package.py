"""The package as a whole: its public names, its arrows, its tests, its import."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import shoefit
from shoefit.ranking.formats import to_json

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "shoefit"
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
LONGEST = 400


PUBLIC = dir(shoefit)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_loads_and_is_documented(name: str) -> None:
    assert getattr(shoefit, name).__doc__


def test_a_star_takes_what_the_directory_lists() -> None:
    taken: dict[str, object] = {}
    exec("from shoefit import *", taken)  # noqa: S102 - there is no other way to take a star
    assert sorted({*taken} - {"__builtins__"}) == sorted(shoefit._HOMES) == PUBLIC


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
        _ = shoefit.rnak  # type: ignore[attr-defined]  # to type checkers too


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_is_too_long(module: Path) -> None:
    assert len((SOURCE / module).read_text(encoding="utf-8").splitlines()) <= LONGEST


# The rooms of the house, from the top: each imports only from those that stand before it.
ROOMS = ["errors", "text", "shoe", "titles", "scoring", "catalogue", "ranking", "sources", "about"]
ROOMS += ["report", "cli"]
# What stands here was counted: whoever adds more says why, whoever deletes lowers it.
MOST_MODULES = 68
MOST_CODE_LINES = 8799


def _room(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path) -> set[str]:
    """List the modules of the package that one imports, for types or inside functions too."""
    known = {_name(each) for each in MODULES}
    found = set()
    for node in ast.walk(ast.parse((SOURCE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            names = [f"{node.module}.{each.name}" for each in node.names]
        else:
            continue
        for name in names:
            inside = name.removeprefix("shoefit.") if name.startswith("shoefit.") else None
            while inside and inside not in known:
                inside = inside.rpartition(".")[0]
            if inside:
                found.add(inside)
    return found - {_name(path)}


def test_the_root_has_twelve_names() -> None:
    at_root = {path.name.removesuffix(".py") for path in SOURCE.iterdir()}
    assert at_root - {"py.typed", "__main__", "__pycache__", "data"} == {"__init__", *ROOMS}


def test_no_module_or_room_shares_its_name_with_a_public_one() -> None:
    assert not set(ROOMS) & set(PUBLIC)


@pytest.mark.parametrize("path", [m for m in MODULES if m.parts[0] != "__init__.py"], ids=str)
def test_a_room_imports_only_from_rooms_above_it(path: Path) -> None:
    if path.name == "__main__.py":
        return
    own = ROOMS.index(_room(_name(path)))
    below = {each for each in _imports(path) if ROOMS.index(_room(each)) > own}
    assert not below


def test_titles_import_errors_alone() -> None:
    rooms = {
        _room(each) for path in MODULES if path.parts[0] == "titles" for each in _imports(path)
    }
    assert rooms <= {"titles", "errors"}


def test_no_circle() -> None:
    arrows = {_name(path): _imports(path) for path in MODULES if _name(path) != ""}
    list(TopologicalSorter(arrows).static_order())  # raises where there is one


def test_nothing_is_imported_by_a_name_that_climbs() -> None:
    """Only the door and the command line load by name."""
    by_name = {
        _name(path)
        for path in MODULES
        if "import_module" in (SOURCE / path).read_text(encoding="utf-8")
    }
    assert by_name <= {"", "cli"}


def _code_lines(path: Path) -> int:
    """Count lines that are no blanks, comments or docstrings."""
    source = (SOURCE / path).read_text(encoding="utf-8")
    documentation: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if ast.get_docstring(node, clean=False) is not None and first is not None:
                documentation.update(range(first.lineno, (first.end_lineno or 0) + 1))
    return sum(
        1
        for number, line in enumerate(source.splitlines(), start=1)
        if line.strip() and number not in documentation and not line.strip().startswith("#")
    )


def test_the_size_of_the_house() -> None:
    code = sum(map(_code_lines, MODULES))
    print(f"{len(MODULES)} modules, {code} lines of code")  # noqa: T201 - the figures asked for
    assert len(MODULES) <= MOST_MODULES
    assert code <= MOST_CODE_LINES


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
        "from shoefit.ranking.formats import to_json\n"
        "bad = 'shoe_id,kind,drop_mm,stack,name\\na,sandel,4 mm,1,=x\\na,shoe,0,1,2\\n'\n"
        "print(to_json(shoefit.rank(shoefit.load_catalogue())))\n"
        "print(shoefit.check(io.StringIO(bad)).to_json())"
    )
    outputs = {_printed(code, PYTHONHASHSEED=seed) for seed in ("0", "4711")}
    assert len(outputs) == 1
    assert "sandel" in outputs.pop()


def test_32_threads_get_the_same_bytes() -> None:
    """They take turns five times as often as usual, on the first rows of the catalogue."""
    lines = (ROOT / "data" / "shoes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(lines[:40])

    def ranked(_: int) -> str:
        shoes = shoefit.load_catalogue(io.StringIO(text))
        return to_json(shoefit.rank(shoes)) + shoefit.check(io.StringIO(text)).to_json()

    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 5)
    try:
        with ThreadPoolExecutor(32) as pool:
            assert len(set(pool.map(ranked, range(32)))) == 1
    finally:
        sys.setswitchinterval(usual)


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
