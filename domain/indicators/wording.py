"""Say an indicator in words: its name, its value, how it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.formatting import Formatter
    from domain.indicators.definition import Figure, Indicator
    from domain.indicators.reading import Change
    from domain.text import Texts


def name(texts: Texts, lang: str, key: str, *, short: bool = False) -> str:
    """Return the name of an indicator; the short one, where there is one, for narrow columns."""
    brief = f"indicator.{key}.short"
    return texts.say(brief if short and texts.has(brief) else f"indicator.{key}", lang)


def definition(texts: Texts, lang: str, key: str) -> str:
    """Return the formula of an indicator in words."""
    return texts.say(f"indicator.{key}.definition", lang)


def source(texts: Texts, lang: str, key: str) -> str:
    """Return where the figures of an indicator come from."""
    return texts.say(f"indicator.{key}.source", lang)


def figure_text(formatter: Formatter, indicator: Indicator, figure: Figure) -> str:
    """Return the value as it is shown, without its unit."""
    return formatter.measure(figure.value, indicator.unit, indicator.decimals)


def change_text(formatter: Formatter, indicator: Indicator, change: Change) -> str:
    """Return a change as it is shown: ``+8.8%``, ``+3.6 百分点``, ``+134``."""
    if change.kind == "relative":
        return formatter.relative(change.amount)
    if change.kind == "points":
        return formatter.points(change.amount)
    return formatter.difference(change.amount, indicator.unit, indicator.decimals)
