"""The typed program runs; and what one process pickles another reads, whatever it was asked."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import shoefit
import typed_use
from test_public_calls import RESULTS

if TYPE_CHECKING:
    from pathlib import Path


def test_the_typed_program_runs(tmp_path: Path) -> None:
    typed_use.rankings(tmp_path)
    typed_use.answers()
    frame = shoefit.load_catalogue().to_frame().head(20)
    ranked = typed_use.frames(frame)
    assert type(ranked) is type(frame)
    assert list(ranked["rank"]) == [1, 2]
    assert "article" in typed_use.errors()


READ = """
import json, pickle, sys
with open(sys.argv[1], "rb") as file:
    results = pickle.load(file)
assert not any(each in sys.modules for each in ("pandas", "altair")), "reading loads what it needs"
print(json.dumps({name: each.to_json() for name, each in results.items()}))
"""


def test_what_one_process_pickles_another_reads(tmp_path: Path) -> None:
    """The other one is fresh: it has imported nothing, and its hashes differ."""
    catalogue = shoefit.load_catalogue()
    results = {name: make(catalogue) for name, make in RESULTS.items()}
    path = tmp_path / "results.pickle"
    path.write_bytes(pickle.dumps(results))
    done = subprocess.run(  # noqa: S603 - this interpreter, with the code above
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {name: each.to_json() for name, each in results.items()}
