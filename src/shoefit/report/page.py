"""One HTML file that opens offline and ranks by itself."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import time
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from shoefit import __version__
from shoefit.errors import takes
from shoefit.report.content import content, is_bundled
from shoefit.scoring.criteria import READINGS, Criterion
from shoefit.sources.studies import SIDES, Finding, load_studies
from shoefit.text import html, replace_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shoefit.ranking.places import Ranking
    from shoefit.scoring.profiles import Profile

# One script in the page; each part uses what stands before it.
SCRIPTS: Final = ("score.js", "view.js", "rows.js", "compare.js", "page.js")

_FORMULAS: Final = {
    "geometric": "100 times the product of s to the power w over all criteria",
    "arithmetic": "100 times the sum of w times s over all criteria",
}


@takes
def write_report(ranking: Ranking, path: str | Path, made: date | None = None) -> None:
    """Write a ranking as one HTML file to explore: it opens offline and ranks by itself.

    Weights can be changed in it, so it holds every shoe of `ranking.shoes`, whatever `top` kept.

    Args:
        ranking: The ranking that it opens with.
        path: Where to; a file there is replaced once the new one is whole.
        made: The date that it states. By default that of the environment variable
            SOURCE_DATE_EPOCH, else today's (UTC).

    Raises:
        OutputError: `path` is the file that was ranked, or that of its profile.
        MissingExtraError: altair or vl-convert-python, the extra `report`, is not installed.
        OSError: It cannot be written.

    Example:
        >>> import pathlib, tempfile
        >>> import shoefit
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "sandals.html"
        >>> write_report(shoefit.rank(shoefit.load_catalogue(), kind="sandal"), path)
        >>> path.read_text(encoding="utf-8")[:15]
        '<!DOCTYPE html>'
    """
    replace_text(path, page(ranking, made), [ranking.file, ranking.profile.file])


def page(ranking: Ranking, made: date | None = None, read_with: str = "") -> str:
    """Return the report of a ranking as HTML; see `write_report` and, of `read_with`, `content`."""
    style = f"\n{_part('page.css')}"
    script = "\n".join(["", *map(_part, SCRIPTS)])
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    profile, left = ranking.profile, ranking.left_out
    return Template(_part("page.html")).substitute(
        policy=policy,
        version=html(__version__),
        style=style,
        introduction=_introduction(ranking),
        pictures="\n".join(_pictures(ranking)),
        evidence="\n".join(_evidence(profile)),
        day=(made or _today()).isoformat(),
        profile=html(profile.name),
        profile_version=html(profile.version),
        shoes=f"{len(ranking.shoes):,}",
        filtered=f"{left.filtered:,}",
        bad_rows=f"{left.bad_rows:,}",
        formula=_FORMULAS[profile.mean],
        ends="".join(map(_ends, profile.criteria)),
        data=_in_a_script(content(ranking, read_with)),
        script=script,
    )


def _part(name: str) -> str:
    return (files("shoefit.report") / "parts" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Name a script or a style by what it holds, so that the browser runs no other."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _in_a_script(data: dict[str, Any]) -> str:
    """Write JSON that cannot end the script element around it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _today() -> date:
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(seconds, UTC).date()


def _introduction(ranking: Ranking) -> str:
    of = "the catalogue of shoefit" if is_bundled(ranking) else html(Path(ranking.source).name)
    return (
        f"{len(ranking.shoes):,} shoes{f' of {of}' if of else ''}, scored from 100 (bare foot) to "
        "0 (conventional cushioned shoe) by measured and stated numbers."
    )


def _pictures(ranking: Ranking) -> Iterator[str]:
    # Only where a page is made: every public name loads without the extra.
    from shoefit.report import charts  # noqa: PLC0415
    from shoefit.report.pictures import svg_for_a_page  # noqa: PLC0415

    if len(ranking):
        yield _figure(
            svg_for_a_page(charts.ranking_bands(ranking)),
            "The first shoes of the ranking with their bands, at the weights it opens with.",
            "A long band means that little is known, or known well, of a shoe.",
        )
    soft, hard = charts.ROBBINS_SHORE_A
    softest, hardest = charts.MARKET_SHORE_A
    yield _figure(
        svg_for_a_page(charts.stack_against_hardness(ranking.shoes)),
        "Thickness of the sole against hardness of the midsole.",
        f"Dashed: the softest ({soft:g}) and the hardest ({hard:g} Shore A) midsole of six shoes "
        "in which men walked a beam (Robbins 1994); how thick those shoes were could not be "
        "verified and is not marked. Shaded: running shoes of today, of which 9 in 10 have a "
        f"midsole of {softest:g} to {hardest:g} Shore A (374 shoes) and 19 in 20 a heel of more "
        f"than {charts.MARKET_STACK_ABOVE_MM:g} mm (457 shoes), as measured by RunRepeat.",
    )
    if is_bundled(ranking):
        yield _figure(
            svg_for_a_page(charts.claimed_against_measured()),
            "What brands and shops claim of a shoe against what instruments found.",
            "Shoes of the catalogue of which both a claim and a measurement are known.",
        )


def _figure(drawn: str, title: str, caption: str) -> str:
    label = f'aria-label="{html(title)}"'
    # One picture with one name: its lines and dots are no pictures of their own.
    drawn = re.sub(r' (?:role="graphics-|aria-roledescription=")[^"]*"', "", drawn)
    drawn = drawn.replace("<svg ", f'<svg role="img" {label} ', 1)
    return (
        f'<figure><div class="scroll" tabindex="0" role="group" {label}>{drawn}</div>'
        f"<figcaption>{html(f'{title} {caption}')}</figcaption></figure>"
    )


def _evidence(profile: Profile) -> Iterator[str]:
    studies = load_studies()
    findings = studies.on(each.name for each in profile.criteria)
    yield f"<p>{html(studies.not_advice)}</p>"
    yield '<div class="sides">'
    for side, title in SIDES.items():
        told = "".join(_finding(each) for each in findings if each.side == side)
        yield f"<div><h3>{title}</h3><ul>{told}</ul></div>"
    yield "</div>"
    limits = "".join(f"<li>{html(each)}</li>" for each in studies.limits)
    yield f"<h3>What these studies cannot decide</h3><ul>{limits}</ul>"


def _finding(finding: Finding) -> str:
    about = "shoes like bare feet"
    if finding.topic != "barefoot_like":
        about = f"{READINGS[finding.topic].word}: {READINGS[finding.topic].title}"
    return (
        f'<li><span class="topic">{about}</span>{html(finding.text)} '
        f'<a href="{html(finding.address)}" rel="noreferrer" target="_blank">'
        f"{html(finding.source)}</a></li>"
    )


def _ends(criterion: Criterion) -> str:
    """Lay out a row of the ends; looks are classes, as the policy asks."""
    read = READINGS[criterion.name]
    ends = (f"{each:g} {read.unit}" for each in (criterion.zero_at, criterion.one_at))
    unknown = "as such soles are" if criterion.unknown is None else f"{criterion.unknown:g}"
    if criterion.unknown_thin_sole is not None:
        unknown += f"; thin sole {criterion.unknown_thin_sole:g}"
    cells = "".join(f'<td class="figure">{html(each)}</td>' for each in (*ends, unknown))
    return f'<tr><th scope="row">{html(read.heading)}</th>{cells}</tr>'
