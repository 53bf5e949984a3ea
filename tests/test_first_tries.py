"""What people try first: each works, or tells the way out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import shoefit
from shoefit.cli import main

MINE = re.search(
    r"```csv title=\"mine.csv\"\n(.*?)```",
    (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the file that the first pages give to copy, and one as a shop names columns."""
    assert MINE is not None
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text(MINE[1], encoding="utf-8")
    Path("shop.csv").write_text("Brand,Modell,Stack Height (mm)\nAcme,Thin,6\n", encoding="utf-8")


STACK = '--column "Stack Height (mm)=heel_stack_mm"'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rank", "ranked shoes shown"),
        ("rank --top 3", "3 of"),
        ("rank mine.csv", "unexpected extra argument"),
        ("rank --catalogue mine.csv", "Acme Thin"),
        ("rank --catalogue nowhere.csv", "does not exist"),
        ("rank --catalogue shop.csv", "Is 'modell' for model meant"),
        (
            f"rank --catalogue shop.csv --column Modell=model --min-coverage 0 {STACK}",
            "Acme Thin",
        ),
        ("check shop.csv --column Modell=modell", "Did you mean 'model'"),
        ("check shop.csv --column Modell", "is not TITLE=NAME"),
        ("rank --weight thin=2", "thin 40%"),
        ("rank --weight flat=2 --weight wide=0", "flat 50%"),
        ("rank --weight thinn=2", "Did you mean 'stack_height'"),
        ("rank --weight thin", "is not NAME=NUMBER"),
        ("rank --kind sandals", "Did you mean 'sandal'"),
        ("rank --use running", "Known: casual"),
        ("rank --brand xero", "Xero Shoes"),
        ("rank --brand vivo", "Vivobarefoot"),
        ("rank --profile artcle", "Did you mean 'article'"),
        ("rank --help", "CSV, Parquet or Excel"),
        ("rank --format xml", "is not one of"),
        ("rnak", "Did you mean 'rank'"),
        ("compare a b", "There is no command 'compare'"),
        ("--version", "version"),
        ("explain lems primal 2", "Lems Primal 2"),
        ('explain "lems primal 2"', "Lems Primal 2"),
        ('explain "lems primal 2" "xero hfs 2"', "Xero Shoes HFS II"),
        ("explain pegasus", "Did you mean"),
        ("explain", "Missing argument"),
        ("step-down hoka bondi 9", "From Hoka Bondi 9"),
        ("check mine.csv", "5 rows came in"),
        ("check --help", "Examples:\n    shoefit check mine.csv"),
        ("report --help", "Examples:\n    shoefit report -o ranking.html"),
    ],
)
def test_a_line(line: str, said: str) -> None:
    import shlex  # noqa: PLC0415 - here alone

    found = CliRunner().invoke(main, shlex.split(line))
    assert said in found.output
    assert "Traceback" not in found.output
    assert "\b" not in found.output
    assert "\\b" not in found.output
    assert found.exit_code in {0, 2} or "shop.csv" in line


CATALOGUE = shoefit.load_catalogue()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("rank()", "Ranking("),
        ("rank('mine.csv')", "Ranking(5 of 5 shoes"),
        ("rank(catalogue.to_frame())", "Ranking("),
        ("rank(catalogue, weights={'flat': 2})", "Ranking("),
        ("rank(catalogue, 'balance')", "positional argument"),
        ("rank(catalogue, kind='sandals')", "Did you mean 'sandal'"),
        ("rank(5)", "takes a catalogue: a list of Shoe, a path, an open file or a frame"),
        ("score('lems primal 2').score > 30", "True"),
        ("score('lems-primal-2') == score(catalogue['lems-primal-2'])", "True"),
        ("score('lems')", "Did you mean"),
        ("explain('lems primal 2').shoe.title", "Lems Primal 2"),
        ("explain(rank(top=1)[0])", "Give its .shoe"),
        ("compare('lems primal 2', 'xero hfs 2').explanations[1].shoe.model", "HFS II"),
        ("minimalist_index('lems primal 2')", "MinimalistIndex("),
        ("'lems-primal-2' in catalogue", "True"),
        ("catalogue['lems primal 2']", "Did you mean 'lems-primal-2'"),
        ("catalogue.get('nothing')", "None"),
        ("rank(catalogue).to_frame().columns[-1]", "assumed"),
        ("rank(catalogue, top=3).to_json()[:1]", "{"),
        ("rank(catalogue, top=3) == rank(catalogue, top=3)", "True"),
        ("load_catalogue('shop.csv')", "columns={'modell': 'model'}"),
        ("load_catalogue('shop.csv', columns={'Modell': 'model'})", "'stack height (mm)' for heel"),
        ("load_catalogue('shop.csv', columns={'Model': 'model'})", "Did you mean 'Modell'"),
        ("load_catalogue('nowhere.csv')", "No such file"),
        ("Resolver(catalogue).resolve('xero hfs 2').shoe_id", "xero-shoes-hfs-ii"),
        ("rnak(catalogue)", "has no attribute 'rnak'"),
    ],
)
def test_a_call(call: str, said: str) -> None:
    names: Any = {name: getattr(shoefit, name) for name in dir(shoefit)} | {"catalogue": CATALOGUE}
    if call.startswith("rnak"):
        call = f"shoefit.{call}"
    try:
        found = repr(eval(call, {"shoefit": shoefit, **names}))  # noqa: S307 - our own lines above
    except (shoefit.ShoefitError, TypeError, AttributeError) as error:
        found = str(error)
    assert said in found


def test_the_directory_lists_public_names_alone() -> None:
    assert not [name for name in dir(shoefit) if name.startswith("_") or name in sys.modules]


def test_a_frame_marks_what_is_assumed() -> None:
    ranking = shoefit.rank(CATALOGUE)
    frame = ranking.to_frame()
    for place, assumed in zip(ranking, frame["assumed"], strict=True):
        unknown = [part.criterion for part in place.parts if not part.known]
        assert assumed == ", ".join(unknown)
    assert 0 < (frame["assumed"] == "").sum() < len(frame)


def offered(verb: str, option: str, begun: str) -> list[str]:
    """Return what a shell is offered."""
    command = main.get_command(None, verb)  # type: ignore[arg-type]  # it needs no context
    assert command is not None
    parameter = next(each for each in command.params if option in (*each.opts, each.name))
    context = click.Context(command)
    return [each.value for each in parameter.shell_complete(context, begun)]


@pytest.mark.parametrize("option", ["--kind", "--use", "--brand", "--profile"])
def test_a_shell_is_offered_values(option: str) -> None:
    words = offered("rank", option, "")
    assert len(words) > 1
    assert words[-1] in offered("rank", option, words[-1][:2].upper())


def test_a_shell_is_offered_shoes() -> None:
    assert "lems-primal-2" in offered("explain", "shoes", "lems-pri")
    assert "lems-primal-2" in offered("step-down", "words", "LEMS-pri")
