"""A chart to a file: SVG, PNG or HTML, in light or in dark, without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from shoefit.errors import MissingExtraError, ShoefitError
from shoefit.text import controls, replace_text, replacing, shown

try:
    import vl_convert
except ImportError as error:
    raise MissingExtraError("pictures", "vl-convert-python", extra="report") from error

if TYPE_CHECKING:
    import altair as alt

Theme = Literal["light", "dark"]

# What is neither data nor colour-coded: paper, text, second-rank text and lines.
_COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {"paper": "#ffffff", "ink": "#1b2327", "quiet": "#5a676e", "line": "#dbe1e4"},
    "dark": {"paper": "#13181b", "ink": "#e7ecee", "quiet": "#a0adb4", "line": "#303b41"},
}
_FONT: Final = "system-ui, Noto Sans, DejaVu Sans, sans-serif"


def styled(chart: alt.TopLevelMixin, theme: Theme = "light") -> dict[str, Any]:
    """Return a chart's Vega-Lite description with paper, text and lines of a theme.

    Args:
        chart: Any chart of `shoefit.report.charts`, or another.
        theme: "light" or "dark".
    """
    paper, ink, quiet, line = _COLOURS[theme].values()
    described: dict[str, Any] = chart.to_dict()
    text = {"labelColor": quiet, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12}
    lines = dict.fromkeys(("gridColor", "domainColor", "tickColor"), line)
    title = {"color": ink, "anchor": "start", "fontSize": 15, "offset": 14}
    described["config"] = {
        "background": paper,
        "font": _FONT,
        "aria": False,  # one description for the whole picture stands beside it
        "view": {"stroke": None},
        "axis": {**text, **lines, "titleFontWeight": "normal", "labelLimit": 260, "tickCount": 6},
        "header": {**text, "titleFontWeight": "normal", "labelFontWeight": "bold"},
        "legend": {**text, "titleFontWeight": "normal", "symbolStrokeColor": quiet},
        "title": {**title, "subtitleColor": quiet, "subtitleFontSize": 12},
        "text": {"color": quiet, "fontSize": 12},
        "rule": {"color": quiet},
    }
    return described


def _described(chart: alt.TopLevelMixin, theme: Theme) -> str:
    """Describe a chart to the renderer, which ends the process at a control character."""
    return json.dumps(_drawable(styled(chart, theme)))


def _drawable(node: Any) -> Any:
    if isinstance(node, str):
        return shown(node) if controls(node) else node
    if isinstance(node, list):
        return [_drawable(each) for each in node]
    if isinstance(node, dict):
        return {_drawable(name): _drawable(each) for name, each in node.items()}
    return node


def svg(chart: alt.TopLevelMixin, theme: Theme = "light") -> str:
    """Draw a chart as SVG."""
    return str(vl_convert.vegalite_to_svg(_described(chart, theme)))


def svg_for_a_page(chart: alt.TopLevelMixin) -> str:
    """Draw a chart as SVG whose paper, text and lines are the CSS variables of its page.

    So the picture turns dark with the page around it.
    """
    drawn = svg(chart)
    for name, colour in _COLOURS["light"].items():
        drawn = drawn.replace(f'"{colour}"', f'"var(--{name})"')
    return drawn


def save(chart: alt.TopLevelMixin, path: str | Path, theme: Theme = "light") -> None:
    """Write a chart as a file that needs no network; its ending says which kind.

    Args:
        chart: Any chart.
        path: A path that ends in .svg, .png or .html.
        theme: "light" or "dark".

    Raises:
        ShoefitError: The ending is none of the three.
    """
    path = Path(path)
    description = _described(chart, theme)
    if path.suffix == ".svg":
        replace_text(path, vl_convert.vegalite_to_svg(description))
    elif path.suffix == ".png":
        with replacing(path) as file:
            file.buffer.write(vl_convert.vegalite_to_png(description, scale=2))
    elif path.suffix == ".html":
        replace_text(path, vl_convert.vegalite_to_html(description, bundle=True))
    else:
        raise ShoefitError(
            f"{path}: a chart is not written as {path.suffix or 'a file without an ending'}.",
            hint="Let the path end in .svg, .png or .html.",
        )
