"""What every public function says to wrong things, and what every result can do."""

from __future__ import annotations

import copy
import inspect
import io
import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import shoefit
from json_schemas import schemas
from shoefit.errors import taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FUNCTIONS = [name for name in dir(shoefit) if inspect.isfunction(getattr(shoefit, name))]
# Something of every kind: each is wrong for most parameters.
WRONG: list[Any] = [5j, b"bytes", {"a": 1}, [1, "x", None], 3.7, "rnak", float("nan"), None]


@pytest.fixture(scope="module")
def catalogue() -> shoefit.Catalogue:
    """The bundled catalogue."""
    return shoefit.load_catalogue()


@pytest.fixture(scope="module")
def good(catalogue: shoefit.Catalogue) -> dict[str, Any]:
    """A value that is taken, by parameter without a default."""
    frame = catalogue.to_frame().head(9)
    few = shoefit.Catalogue([*catalogue[:9], catalogue["xero-shoes-hfs-ii"]])
    ranking = shoefit.rank(few, top=2)
    shoe = catalogue["lems-primal-2"]
    return {
        "catalogue": few,
        "frame": frame,
        "shoe": shoe,
        "shoes": shoe,
        "from_shoe": shoe,
        "profile": "article",
        "ranking": ranking,
        "source": io.StringIO("brand,model,drop_mm\nAcme,Thin,0\n"),
    }


@pytest.mark.parametrize("wrong", WRONG, ids=lambda each: repr(each)[:20])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_wrong_things_are_one_error_that_says_what_is_taken(
    name: str, wrong: Any, good: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each parameter in turn is given the wrong thing, the others what they take."""
    monkeypatch.chdir(tmp_path)
    function = getattr(shoefit, name)
    parameters = inspect.signature(function).parameters.values()
    unknown = {each.name for each in parameters if taken(each) is None}
    assert not unknown, f"{name}: say in errors.py what {unknown} takes"
    quick = {"draws": 10} if name == "confidence" else {}
    said = []
    for parameter in parameters:
        if wrong is None and parameter.default is None:
            continue  # there it is right
        needed = {each.name for each in parameters if each.default is inspect.Parameter.empty}
        needed |= {"catalogue"} & {each.name for each in parameters}
        given = {each: good.get(each, tmp_path / "out") for each in needed} | quick
        given[parameter.name] = wrong
        args: list[Any] = []
        if name == "compare":
            args = [given.pop("shoes"), "xero hfs 2"]
        try:
            found = function(*args, **given)
            if name == "stream_catalogue":
                with found as stream:
                    list(stream)
        except shoefit.ShoefitError as error:  # not every value is wrong for every parameter
            said.append(str(error))
    assert all(said)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: shoefit.rank(5), "rank takes a catalogue: a list of Shoe, a path, .* not 5"),
        (lambda: shoefit.rank([1]), "A catalogue holds shoes, not 1"),
        (lambda: shoefit.rank(iter([None])), "A catalogue holds shoes, not None"),
        (lambda: shoefit.rank({"brand": ["a"]}), "rank takes a catalogue.*, not a dict"),
        (lambda: shoefit.rank(top="ten"), "rank takes a whole number as top, not 'ten'"),  # type: ignore[arg-type]
        (lambda: shoefit.rank(max_stack_mm=float("nan")), "a number as max_stack_mm, not nan"),
        (lambda: shoefit.rank(weights=["drop"]), "factors by criterion, .* not a list"),  # type: ignore[arg-type]
        (lambda: shoefit.load_catalogue(on_error="ignore"), '"raise" or "skip" as on_error'),  # type: ignore[arg-type]
        (lambda: shoefit.explain(5), "explain takes a Shoe, or the id or a title of one"),  # type: ignore[arg-type]
        (lambda: shoefit.explain(shoefit.rank(top=1)[0]), r"not a RankedShoe. Give its \.shoe"),  # type: ignore[arg-type]
        (lambda: shoefit.score_frame([1]), "score_frame takes a frame, .* not a list"),  # type: ignore[type-var]
        (lambda: shoefit.write_report("x", "y"), "a Ranking, which shoefit.rank makes"),  # type: ignore[arg-type]
        (lambda: shoefit.Resolver(5), "Resolver takes a catalogue.* not 5"),  # type: ignore[arg-type]
        (lambda: shoefit.Resolver("mine.csv"), "A resolver takes shoes, not 'm'.*load_catalogue"),  # type: ignore[type-var]
        (lambda: shoefit.Resolver([]).resolve(5), "Resolver.resolve takes a text as title"),  # type: ignore[arg-type]
        (lambda: shoefit.Catalogue([1]), "A catalogue holds shoes, not 1"),  # type: ignore[list-item]
    ],
)
def test_the_error_names_the_function_the_parameter_and_what_it_takes(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(shoefit.ShoefitError, match=said):
        call()


RESULTS: dict[str, Callable[[shoefit.Catalogue], Any]] = {
    "catalogue": lambda shoes: shoefit.Catalogue(shoes[:60]),
    "ranking": lambda shoes: shoefit.rank(shoes, top=3),
    "score": lambda shoes: shoefit.score("lems primal 2", catalogue=shoes),
    "explanation": lambda shoes: shoefit.explain("lems primal 2", shoes),
    "comparison": lambda shoes: shoefit.compare("lems primal 2", "xero hfs 2", catalogue=shoes),
    "similar-shoe": lambda shoes: shoefit.similar("lems primal 2", 1, shoes)[0],
    "confidence": lambda shoes: shoefit.confidence(shoes, draws=20),
    "ladder": lambda shoes: shoefit.step_down("Nike Pegasus 41", catalogue=shoes),
    "minimalist-index": lambda shoes: shoefit.minimalist_index(shoes["lems-primal-2"]),
    "claims": shoefit.claims,
    "check": lambda _: shoefit.check(io.StringIO("brand,model,drop_mm\nAcme,Thin,x\n")),
    "answer": lambda shoes: shoefit.Resolver(shoes).resolve("xero hfs 2"),
}


@pytest.fixture(scope="module", params=RESULTS)
def result(request: pytest.FixtureRequest, catalogue: shoefit.Catalogue) -> tuple[str, Any]:
    """A result, with the name of its schema."""
    return request.param, RESULTS[request.param](catalogue)


def test_a_result_can_be_pickled_and_copied_and_stays_equal(result: tuple[str, Any]) -> None:
    _, one = result
    for again in (
        pickle.loads(pickle.dumps(one)),  # noqa: S301 - our own
        copy.copy(one),
        copy.deepcopy(one),
    ):
        assert type(again) is type(one)
        assert again == one
        assert again.to_json() == one.to_json()


def test_a_result_writes_json_that_keeps_to_its_schema(result: tuple[str, Any]) -> None:
    name, one = result
    document = json.loads(one.to_json())
    assert document == json.loads(json.dumps(one.to_dict()))
    path = next(path for path in schemas() if path.name == f"{name}.schema.json")
    Draft202012Validator(json.loads(path.read_text(encoding="utf-8"))).validate(document)


def test_every_schema_has_a_result_here() -> None:
    assert {path.name for path in schemas()} == {f"{name}.schema.json" for name in RESULTS}


def test_the_refusals_of_the_resolver_write_json_too(catalogue: shoefit.Catalogue) -> None:
    answers = [shoefit.Resolver(catalogue).resolve(each) for each in ("zzz", "pegasus")]
    told = [json.loads(each.to_json()) for each in answers]
    assert [(each["answer"], each["shoe_id"]) for each in told] == [
        ("NoMatch", None),
        (type(answers[1]).__name__, None),
    ]


@pytest.mark.parametrize(
    "call",
    [
        lambda: shoefit.load_catalogue()["lems-primal"],
        lambda: shoefit.get_profile("artcle"),
        lambda: shoefit.load_catalogue(io.StringIO("brand,model,drop_mm\nAcme,Thin,x\n")),
        lambda: shoefit.explain("no such shoe"),
        lambda: shoefit.rank(top=0),
    ],
)
def test_an_error_travels_between_processes_with_all_that_it_carries(
    call: Callable[[], object],
) -> None:
    with pytest.raises(shoefit.ShoefitError) as caught:
        call()
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert str(again) == str(caught.value)
    assert vars(again).keys() == vars(caught.value).keys()


def test_rankings_are_equal_by_content(catalogue: shoefit.Catalogue) -> None:
    assert shoefit.rank(catalogue, top=3) == shoefit.rank(list(catalogue), top=3)
    assert shoefit.rank(catalogue, top=3) != shoefit.rank(catalogue, top=4)
    assert shoefit.rank(catalogue, top=3) != shoefit.rank(catalogue, top=3, weights={"flat": 2})
    assert len({shoefit.rank(catalogue, top=3), shoefit.rank(list(catalogue), top=3)}) == 1
    assert shoefit.rank(catalogue, top=3) != "a ranking"


def test_catalogues_and_ranks_are_equal_by_content(catalogue: shoefit.Catalogue) -> None:
    assert catalogue == shoefit.Catalogue(catalogue)
    assert catalogue != shoefit.Catalogue(catalogue[:3])
    assert catalogue != [*catalogue]
    assert len({catalogue, shoefit.Catalogue(catalogue)}) == 1
    sure = [shoefit.confidence(catalogue, draws=20, seed=seed) for seed in (0, 0, 1)]
    assert sure[0] == sure[1] != sure[2]
    assert sure[0] != "ranks"
    assert len({*sure[:2], shoefit.claims(), shoefit.claims()}) == 2


def test_a_catalogue_is_asked_as_a_dictionary_is(catalogue: shoefit.Catalogue) -> None:
    assert "lems-primal-2" in catalogue  # type: ignore[comparison-overlap]  # mypy knows shoes alone
    assert "lems-primal" not in catalogue  # type: ignore[comparison-overlap]
    assert catalogue[3] in catalogue
    assert shoefit.Shoe(shoe_id="lems-primal-2") not in catalogue
    assert 3 not in catalogue  # type: ignore[comparison-overlap]
    assert catalogue.get("lems-primal-2") is catalogue["lems-primal-2"]
    assert catalogue.get("lems-primal") is None
    assert catalogue.get("lems-primal", catalogue[0]) is catalogue[0]


def test_a_catalogue_and_a_shoe_show_themselves_escaped() -> None:
    shoe = shoefit.Shoe(
        brand="<b>Acme", model="Thin", drop_mm=4, drop_mm_source="https://x.example/<i>"
    )
    shown = shoe._repr_html_()
    assert "&lt;b&gt;Acme Thin" in shown
    assert ">4<" in shown
    assert 'href="https://x.example/&lt;i&gt;"' in shown
    assert "unknown" in shown
    many = shoefit.Catalogue([shoe, *shoefit.load_catalogue()])._repr_html_()
    assert many.count("<tr>") == 21
    assert "&lt;b&gt;Acme Thin" in many


def test_weights_go_by_the_words_on_the_screen(catalogue: shoefit.Catalogue) -> None:
    by_word = shoefit.rank(catalogue, weights={"flat": 2, "wide": 0})
    assert by_word == shoefit.rank(catalogue, weights={"drop": 2, "toe_box_width": 0})
    with pytest.raises(shoefit.ProfileError, match="weight of drop is given twice"):
        shoefit.rank(catalogue, weights={"flat": 2, "drop": 2})
    with pytest.raises(shoefit.UnknownNameError, match="Did you mean 'drop'"):
        shoefit.rank(catalogue, weights={"flatt": 2})


def test_a_frame_a_path_and_an_open_file_are_ranked_as_they_are(tmp_path: Path) -> None:
    text = "brand,model,heel_stack_mm,drop_mm\nAcme,Thin,6,0\nAcme,Thick,30,8\n"
    path = tmp_path / "mine.csv"
    path.write_text(text, encoding="utf-8")
    by_path = shoefit.rank(path)
    assert [each.shoe.shoe_id for each in by_path] == ["acme-thin", "acme-thick"]
    frame = shoefit.load_catalogue(path).to_frame()
    assert by_path == shoefit.rank(str(path)) == shoefit.rank(io.StringIO(text))
    assert by_path == shoefit.rank(frame)
    assert shoefit.score("acme thin", catalogue=path) == shoefit.score(by_path[0].shoe)
    assert shoefit.explain("acme thin", path).standing.ranked == 2
    sure = shoefit.confidence(path, draws=10)
    assert len(sure) == 2


def test_none_is_the_bundled_catalogue(catalogue: shoefit.Catalogue) -> None:
    assert shoefit.rank() == shoefit.rank(catalogue)
    assert shoefit.step_down("hoka bondi 9", since=None).since is None
    assert shoefit.minimalist_index("lems primal 2") == shoefit.minimalist_index(
        catalogue["lems-primal-2"]
    )
