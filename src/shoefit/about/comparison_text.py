"""A comparison in words, for a terminal of 80 columns."""

from __future__ import annotations

from html import escape
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from shoefit.about.explanation_text import footer, reading
from shoefit.scoring.criteria import READINGS, quantity
from shoefit.text import shown, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shoefit.about.reasons import Account
    from shoefit.about.tipping import Duel, ReadingTip, WeightTip

_ABREAST: Final = 3  # shoes that fit side by side in 80 columns


def text(accounts: Sequence[Account], duels: Sequence[Duel]) -> str:
    """Write a comparison for a terminal of 80 columns: side by side, then what turns the order."""
    names = {each.shoe.shoe_id: _letter(i) for i, each in enumerate(accounts)}
    lines = [f"{_letter(i)}  {shown(each.shoe.title)}" for i, each in enumerate(accounts)]
    for start in range(0, len(accounts), _ABREAST):
        lines += ["", *_table(accounts[start : start + _ABREAST], names)]
    for duel in duels:
        lines += ["", *_duel(duel, names)]
    lines += ["", *wrapped(footer(accounts[0]))]
    return "\n".join(lines) + "\n"


def _letter(index: int) -> str:
    """Name the shoes A to Z, then by number."""
    return chr(ord("A") + index) if index < 26 else f"#{index + 1}"  # noqa: PLR2004 - letters


def html(accounts: Sequence[Account], duels: Sequence[Duel]) -> str:
    """Write a comparison for a notebook: one table, then what turns the order."""
    titles = {each.shoe.shoe_id: each.shoe.title for each in accounts}
    head, *rows = _rows(accounts, titles)
    lines = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>"]
    for name, *values in rows:
        cells = "".join(f"<td>{escape(value)}</td>" for value in values)
        lines.append(f"<tr><th>{escape(name)}</th>{cells}</tr>")
    said = [" ".join(" ".join(_duel(each, titles)).split()) for each in duels]
    below = "".join(f"<p>{escape(each)}</p>" for each in [*said, footer(accounts[0])])
    return f"<table>{''.join(lines)}</table>{below}"


def _table(abreast: Sequence[Account], names: dict[str, str]) -> Iterator[str]:
    for row in _rows(abreast, names):
        yield f"{row[0]:<18}{''.join(f'{cell:<20}' for cell in row[1:])}".rstrip()


def _rows(abreast: Sequence[Account], names: dict[str, str]) -> list[list[str]]:
    rows = [["", *(names[each.shoe.shoe_id] for each in abreast)]]
    rows.append(["score", *(_score(each) for each in abreast)])
    rows.append(["may be", *(_band(each) for each in abreast)])
    rows.append(["rank", *(_rank(each) for each in abreast)])
    for index, reason in enumerate(abreast[0].reasons):
        parts = [each.reasons[index].part for each in abreast]
        cells = [f"{part.sub_score:.2f}  {shown(reading(part))}" for part in parts]
        rows.append([READINGS[reason.part.criterion].label, *cells])
    return rows


def _score(account: Account) -> str:
    return "none" if account.score is None else f"{account.score:.1f}"


def _band(account: Account) -> str:
    if account.score_low is None or account.score_high is None:
        return ""
    return f"{account.score_low:.0f} to {account.score_high:.0f}"


def _rank(account: Account) -> str:
    standing = account.standing
    return "none" if standing.rank is None else f"{standing.rank} of {standing.ranked}"


def _duel(duel: Duel, names: dict[str, str]) -> Iterator[str]:
    leader, behind = names[duel.leader], names[duel.behind]
    if round(duel.lead, 1) == 0:
        yield f"{leader} and {behind} are level."
    else:
        yield f"{leader} leads {behind} by {duel.lead:.1f} points."
    for weight_tip in duel.weight_tips:
        yield from wrapped(_weight_tip(weight_tip, names), indent=2)
    if not duel.weight_tips:
        yield "  No weight of one criterion turns that."
    for reading_tip in duel.reading_tips:
        yield from wrapped(f"{behind} would lead with {_reading_tip(reading_tip)}.", indent=2)
    if not duel.reading_tips and duel.lead > 0:
        yield f"  No single other reading of {behind} would put it in front."


def _weight_tip(tip: WeightTip, names: dict[str, str]) -> str:
    """Say from where on a weight turns the order; rounded away from the weight of now."""
    more = tip.share >= tip.share_now
    who = names[tip.leads_above if more else tip.leads_below]
    share = _rounded(tip.share, 2, up=more)
    label = READINGS[tip.criterion].label
    return (
        f"{who} leads once {label} weighs {'more' if more else 'less'} than "
        f"{share:.2f} of the total (now {tip.share_now:.2f})."
    )


def _reading_tip(tip: ReadingTip) -> str:
    """Say which change is enough; rounded up, so that what is printed is really enough."""
    name = tip.criterion
    if tip.change is None:
        level = _rounded(tip.reading, 1, up=tip.toward == "more")
        now = f"is {tip.word_now}" if tip.word_now else "is unknown"
        return f"a {READINGS[name].label} of {quantity(level, name)} or {tip.toward} (now it {now})"
    change = quantity(_rounded(abs(tip.change), 1, up=True), name)
    aside = ", and its tolerance allows that" if tip.within_tolerance else ""
    return (
        f"{change} {tip.toward} {READINGS[name].noun} "
        f"(now {quantity(tip.reading_now or 0.0, name)}{aside})"
    )


def _rounded(value: float, digits: int, *, up: bool) -> float:
    scale = 10.0**digits
    return (ceil(value * scale) if up else floor(value * scale)) / scale
