"""The appendix: each indicator of the report defined, the signs, verification, the lights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.families import INDICATORS
from domain.indicators.wording import definition, name, source
from domain.reports.tree import (
    Column,
    Columns,
    DefinitionList,
    Heading,
    Light,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.reports.page import Page
    from domain.reports.tree import LightState

USED: Final = (
    "revenue",
    "tax_total",
    "local_retained",
    "firms_in_incubation",
    "graduations",
    "exits",
    "months_to_graduation",
    "return_output",
    "innovation_share",
    "occupancy",
    "reserve_share",
    "stacked_pairs",
    "cost_recovery",
    "operator_score",
    "land_balance",
    "invention_share",
    "aggregation_score",
    "diffusion_score",
    "parties_worse_off",
    "actions_overdue",
    "completeness",
)
"""The indicators that the report shows, in the order of its sections."""

_ARROWS: Final = {"up": "↑", "down": "↓", "none": ""}
_LIGHTS: Final[tuple[tuple[str, LightState], ...]] = (
    ("green", "green"),
    ("amber", "amber"),
    ("red", "red"),
    ("undecided", "none"),
)
_RULES: Final = 5


def build(page: Page, keys: Iterable[str] = USED) -> Section:
    """Return the definitions; they are the same in every report of a kind and language."""
    signs = (Heading(page.say("definitions.signs")), _signs(page))
    verify = (
        Heading(page.say("definitions.verify")),
        Paragraph(page.say("definitions.verify.words")),
        Note(page.say("definitions.status", rules=_rules(page))),
    )
    return Section(
        "",
        page.say("part.definitions"),
        (
            _table(page, keys),
            Columns(signs, verify, "6+6"),
            Heading(page.say("definitions.lights")),
            _lights(page),
        ),
    )


def _rules(page: Page) -> str:
    rules = (page.texts.say(f"indicator.rule.{at}", page.lang) for at in range(1, _RULES + 1))
    return page.say("definitions.rule_separator").join(rules)


def _table(page: Page, keys: Iterable[str]) -> Table:
    names = ("name", "definition", "unit", "direction", "source")
    heads = [page.say(f"definitions.{each}") for each in names]
    return Table(
        page.table(),
        page.say("definitions.table"),
        (
            Column(heads[0], kind="label", weight=0, wrap=page.lang != "zh"),
            Column(heads[1], weight=2, wrap=True),
            Column(heads[2], weight=0, wrap=False, narrow=False),
            Column(heads[3], "centre", weight=0, narrow=False),
            *([Column(heads[4], "right", weight=0, narrow=False)] if page.lang == "zh" else ()),
        ),
        tuple(_row(page, key) for key in keys),
        unit=page.say("definitions.table.unit"),
        density="tight",
    )


def _row(page: Page, key: str) -> Row:
    indicator = INDICATORS[key]
    told, origin = definition(page.texts, page.lang, key), source(page.texts, page.lang, key)
    label, unit = name(page.texts, page.lang, key, short=True), page.fmt.unit(indicator.unit)
    arrow = _ARROWS[indicator.direction]
    if page.lang == "zh":
        return Row((label, told, unit, arrow, origin))
    # Latin definitions need the width: there the source stands behind the definition.
    both = page.say("definitions.with_source", definition=told, source=origin)
    return Row((label, both, unit, arrow))


def _signs(page: Page) -> DefinitionList:
    return DefinitionList(
        (
            (page.fmt.number(None), page.say("definitions.sign.unknown")),
            (page.fmt.integer(0), page.say("definitions.sign.zero")),
            (page.fmt.counts(48, 54), page.say("definitions.sign.known")),
            (page.say("definitions.sign.hatch"), page.say("definitions.sign.hatch.words")),
            (page.fmt.percent(-890), page.say("definitions.sign.minus")),
        )
    )


def _lights(page: Page) -> Table:
    rows = tuple(
        Row(
            (
                Light(state) if state != "none" else None,
                page.say(
                    "definitions.light",
                    light=page.texts.say(f"light.{key}", page.lang),
                    word=page.texts.say(f"light.{key}.word", page.lang),
                ),
                page.texts.say(f"light.{key}.rule", page.lang),
            )
        )
        for key, state in _LIGHTS
    )
    columns = (
        Column("", weight=0),
        Column("", kind="label", weight=0, wrap=page.lang != "zh"),
        Column("", weight=2, wrap=True),
    )
    return Table("", "", columns, rows, density="compact")
