"""Run the notebooks again: write their outputs, or, with --check, find those that are stale.

    python notebooks/refresh.py [--check]

Text and tables must be equal, to nine decimals. Of a picture only the words and the number of
shapes are compared: the fonts of a machine move the rest.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
MOST_BYTES = 250_000


def executed(path: Path) -> nbformat.NotebookNode:
    """Run a notebook from its top, in its own folder, with the date of the report fixed."""
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    os.environ["SOURCE_DATE_EPOCH"] = "1790000000"
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran, which is nobody's business
    notebook.metadata = {"kernelspec": notebook.metadata.get("kernelspec", {})}
    return notebook


def told(notebook: nbformat.NotebookNode) -> list[Any]:
    """Return what a notebook shows, cell by cell, in a form that two machines agree on."""
    return [
        [
            _rounded(each["text"])
            if "text" in each
            else {kind: _plain(kind, data) for kind, data in each["data"].items()}
            for each in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _plain(kind: str, data: str) -> Any:
    if kind != "image/svg+xml":
        return _rounded(data)
    return re.findall(r"<text[^>]*>([^<]*)<", data), len(re.findall(r"<(?:path|rect|line)", data))


def _rounded(text: str) -> str:
    """Cut the last digits of floats, in which two machines may differ."""
    return re.sub(r"\d+\.\d{10,}", lambda number: f"{float(number[0]):.9f}", text)


def main() -> int:
    """Refresh or check every notebook; 1 where one is stale or too large."""
    checking = "--check" in sys.argv[1:]
    wrong = 0
    for path in sorted(HERE.glob("*.ipynb")):
        fresh = executed(path)
        if checking:
            if told(fresh) != told(nbformat.read(path, as_version=4)):
                wrong += 1
                print(f"{path.name} is stale: run python notebooks/refresh.py")
        else:
            nbformat.write(fresh, path)
        if path.stat().st_size > MOST_BYTES:
            wrong += 1
            print(f"{path.name} is larger than {MOST_BYTES:,} bytes")
    print(f"{len(list(HERE.glob('*.ipynb')))} notebooks run, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
