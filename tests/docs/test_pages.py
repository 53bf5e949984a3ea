"""The pages cannot lie: code runs, output is what they print, links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import notebook_pages
import outside
import shoefit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# The app of one page is a server, run by test_in_an_app.py; the jobs of another need engines, and
# tests/scoring/test_frames.py runs them; the third has commands too, run by tests/test_how_sure.py.
RUN_ELSEWHERE = {"in-an-app.md", "engines.md", "how-sure.md"}
NEEDS_THE_EXTRA = {"report.md"}
# scripts/explore_page.py and scripts/notebook_pages.py write them right before the site is built.
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WRITTEN_WITH_THE_DOCS = {"explore/report.html", *(f"notebooks/{p.stem}.md" for p in NOTEBOOKS)}
# Endings of a picture's address that say in which scheme it is shown.
SCHEMES = {"only-light", "only-dark"}


def blocks(page: Path) -> list[tuple[str, str]]:
    """Language and text of every block of code, in order."""
    return [(found[1], found[2]) for found in FENCE.finditer(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "page",
    [p for p in PAGES if p.name not in RUN_ELSEWHERE and "python" in dict(blocks(p))],
    ids=lambda page: page.name,
)
def test_every_block_runs_and_prints_what_stands_below_it(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The blocks of a page are one program; a text block after one is its whole output."""
    if page.name in NEEDS_THE_EXTRA:
        outside.report()
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "page"}
    text = page.read_text(encoding="utf-8")
    for title, file in re.findall(
        r'^```csv title="(.*?)"\n(.*?)^```$', text, re.DOTALL | re.MULTILINE
    ):
        (tmp_path / title).write_text(file, encoding="utf-8")
    listed = blocks(page)
    for (language, code), (below, text) in zip(listed, [*listed[1:], ("", "")], strict=True):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), names)  # noqa: S102 - the page's own code
        if below == "text":
            assert printed.getvalue() == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_leads_to_a_page_and_a_heading(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)\s]*)\)", page.read_text(encoding="utf-8"))
    for link in links:
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists() or link in WRITTEN_WITH_THE_DOCS, link
        if anchor and anchor not in SCHEMES:
            heads = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}
            assert anchor in slugs, link


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert sorted(re.findall(r'"([\w-]+\.md)"', menu)) == [page.name for page in PAGES]


def test_every_option_is_told_as_the_commands_tell_it() -> None:
    script = ROOT / "scripts" / "commands_page.py"
    found = subprocess.run(  # noqa: S603 - this interpreter and our script
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (0, "")


def test_every_notebook_is_a_page_in_the_menu_with_all_that_it_shows() -> None:
    menu = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    listed = (DOCS / "notebooks.md").read_text(encoding="utf-8")
    for path in NOTEBOOKS:
        assert f'"notebooks/{path.stem}.md"' in menu
        assert f"(notebooks/{path.stem}.md)" in listed
        notebook = json.loads(path.read_text(encoding="utf-8"))
        page = notebook_pages.page(notebook, path.name)
        cells = [each for each in notebook["cells"] if each["cell_type"] == "code"]
        assert page.count("```python\n") == len(cells)
        outputs = [each for cell in cells for each in cell["outputs"]]
        assert page.count('<div class="output">') + page.count("```text\n") == len(outputs)
        assert page.count("<svg") == sum(
            "image/svg+xml" in each.get("data", {}) for each in outputs
        )
        assert not [line for line in page.splitlines() if "<div" in line and "</div>" not in line]


def test_every_public_function_is_on_the_page_of_the_api() -> None:
    told = (DOCS / "api.md").read_text(encoding="utf-8")
    functions = [name for name in dir(shoefit) if name.islower()]
    missing = [
        n for n in functions if not re.search(rf"^::: shoefit\..*\.{n}$", told, re.MULTILINE)
    ]
    assert not missing


def test_the_page_of_python_has_every_public_name() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    listed = re.findall(r"^::: (shoefit\.\S+)$", text, re.MULTILINE)
    wanted = [f"shoefit.{home}.{name}" for name, home in shoefit._HOMES.items()]
    assert sorted(each for each in listed if "charts" not in each and "pictures" not in each) == (
        sorted(wanted)
    )


def test_every_page_stands_in_the_navigation() -> None:
    nav = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert {page.name for page in PAGES} == set(re.findall(r'"([\w-]+\.md)"', nav))


def test_the_file_to_copy_is_the_same_everywhere() -> None:
    copies = {
        found[1]
        for page in (ROOT / "README.md", DOCS / "tutorial.md")
        for found in re.finditer(
            r'```csv title="mine.csv"\n(.*?)```', page.read_text(encoding="utf-8"), re.DOTALL
        )
    }
    assert len(copies) == 1


def test_no_line_installs_what_is_not_published() -> None:
    for page in (*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'pip install "?shoefit', text), page.name
