"""Write the notebooks, as they were last run, as pages of the docs.

    python scripts/notebook_pages.py

Before `zensical build`. What it writes is made anew for every build and is not kept in the
repository; `notebooks/refresh.py` keeps the notebooks themselves fresh.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "notebooks"

# A chart's paper, text and lines take the colours of the page around it, light or dark.
THEME: Final = {
    "#ffffff": "var(--md-default-bg-color)",
    "#1b2327": "var(--md-default-fg-color)",
    "#5a676e": "var(--md-default-fg-color--light)",
    "#dbe1e4": "var(--md-default-fg-color--lightest)",
}


def page(notebook: dict[str, Any], name: str) -> str:
    """Return a notebook as Markdown: its words, its code, and what the code showed."""
    return "\n\n".join([*_cells(notebook), f"*This page is the notebook `notebooks/{name}`.*", ""])


def _cells(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebook["cells"]:
        source = "".join(cell["source"]).strip()
        if cell["cell_type"] == "markdown":
            yield source
            continue
        yield f"```python\n{source}\n```"
        yield from map(_output, cell["outputs"])


def _output(output: dict[str, Any]) -> str:
    """Show the best form that there is: a table or a picture before text."""
    data = output.get("data", {})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            return f'<div class="output">{_whole("".join(data[kind]))}</div>'
    text = "".join(data.get("text/plain", output.get("text", ""))).rstrip()
    return f"```text\n{text}\n```"


def _whole(markup: str) -> str:
    """Keep markup one block: a blank line would end it, and an indented one would be code."""
    for colour, variable in THEME.items():
        markup = markup.replace(f'"{colour}"', f'"{variable}"')
    return re.sub(r"\n\s*", " ", markup.strip())


def main() -> None:
    """Write the pages."""
    PAGES.mkdir(exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        (PAGES / f"{path.stem}.md").write_text(page(notebook, path.name), encoding="utf-8")


if __name__ == "__main__":
    main()
