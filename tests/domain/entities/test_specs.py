"""The entities fit together: references, labels, keys, defaults, icons."""

from __future__ import annotations

import json

import pytest

import resources
from domain.entities import SPECS
from domain.records import EntitySpec, Field, Kind
from domain.rules import field_breaches

ALL = tuple(SPECS.values())
FIELDS = tuple((spec, each) for spec in ALL for each in spec.fields)
BY_TABLE = pytest.mark.parametrize("spec", ALL, ids=lambda spec: spec.table)
# The entities of the design, in its own words.
OF_THE_DESIGN = [
    "party",
    "enclave",
    "region",
    "region_figure",
    "agreement",
    "sharing_rule",
    "rule_phase",
    "land_entry",
    "building",
    "unit",
    "operator_contract",
    "operator_indicator",
    "operator_score",
    "firm",
    "stage_change",
    "lease",
    "firm_quarter",
    "patent",
    "incentive",
    "rival_offer",
    "return_project",
    "return_milestone",
    "return_quarter",
    "factor_flow",
    "diffusion_entry",
    "talent_need",
    "event",
    "broker",
    "fund_deal",
    "cost",
    "attribution",
    "settlement",
    "settlement_line",
    "meeting",
    "agenda_item",
    "resolution",
    "vote",
    "action_item",
    "risk",
    "target",
    "attachment",
    "scenario",
    "report_issue",
]


def test_every_entity_of_the_design_is_recorded() -> None:
    assert set(OF_THE_DESIGN) - set(SPECS) == set()


def test_a_record_refers_to_entities_that_come_before_it() -> None:
    seen: set[str] = set()
    for spec in ALL:
        seen.add(spec.table)
        unknown = {each.target for each in spec.fields if each.target} - seen
        assert unknown == set(), spec.table


@pytest.mark.parametrize(
    ("spec", "each"), FIELDS, ids=[f"{spec.table}.{each.name}" for spec, each in FIELDS]
)
def test_a_field_says_what_its_kind_asks_for_and_has_a_default_that_passes(
    spec: EntitySpec, each: Field
) -> None:
    assert (each.kind is Kind.REFERENCE) == bool(each.target)
    assert (each.kind is Kind.CHOICE) == (each.choices is not None)
    if each.default is not None:
        assert list(field_breaches(each, each.default)) == []
    assert each.kind is not Kind.MONEY or each.name.endswith("_fen"), spec.table
    assert each.kind is not Kind.SHARE or each.name.endswith("_bp"), spec.table


@BY_TABLE
def test_labels_keys_order_and_period_name_fields(spec: EntitySpec) -> None:
    names = {each.name for each in spec.fields}
    assert len(names) == len(spec.fields)
    assert spec.label
    assert set(spec.label) | set(spec.key) <= names
    assert {name.lstrip("-").split(".")[0] for name in spec.order} <= names
    if spec.period:
        assert spec.field(spec.period).kind in {Kind.QUARTER, Kind.DATE}
        # A scenario belongs to a quarter only from when a report of that quarter cites it.
        assert spec.field(spec.period).required or spec.table == "scenario"
    if spec.machine is not None:
        assert spec.field(spec.state_field).required


@BY_TABLE
def test_an_order_through_a_reference_names_a_field_of_its_record(spec: EntitySpec) -> None:
    for name in spec.order:
        reference, dot, rest = name.lstrip("-").partition(".")
        if dot:
            assert SPECS[spec.field(reference).target].field(rest)


def test_every_icon_is_a_role_of_the_look() -> None:
    tokens = json.loads(resources.path("tokens.json").read_text("utf-8"))
    roles = set(tokens["icons"]["roles"])
    assert {spec.icon for spec in ALL} - roles == set()
    assert {spec.area for spec in ALL} - roles - {"space"} == set()


def test_what_is_reported_by_quarter_or_day_is_protected_by_a_closed_quarter() -> None:
    protected = {spec.table: spec.period for spec in ALL if spec.period}
    assert protected == {
        "firm_quarter": "quarter",
        "return_quarter": "quarter",
        "park_quarter": "quarter",
        "cost": "quarter",
        "operator_score": "quarter",
        "talent_need": "quarter",
        "attribution": "quarter",
        "stage_change": "date",
        "submission": "quarter",
        "agreed_figure": "quarter",
        "return_milestone": "date",
        "land_entry": "date",
        "factor_flow": "date",
        "diffusion_entry": "date",
        "event": "date",
        "fund_deal": "date",
        "claw_back": "date",
        "incentive": "start",
        "scenario": "report_quarter",
    }
