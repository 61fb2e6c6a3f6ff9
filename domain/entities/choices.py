"""The closed lists from which a clerk chooses; their words are ``choice.<name>.<value>``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.machines import (
    ACTION,
    INCUBATION,
    MEETING,
    MODE_2,
    QUARTER,
    RESOLUTION,
    RETURN,
    SETTLEMENT,
)
from domain.records import Choices

if TYPE_CHECKING:
    from domain.states import StateMachine


def _states(machine: StateMachine) -> Choices:
    return Choices(machine.name, machine.states)


QUARTER_STATE: Final = _states(QUARTER)
SIDE: Final = Choices("side", ("origin", "host"))
REGION_KIND: Final = Choices("region_kind", ("province", "city", "district", "county", "other"))
PARTY_KIND: Final = Choices(
    "party_kind",
    (
        "origin",
        "host",
        "county",
        "district",
        "province",
        "operator",
        "committee",
        "fund",
        "university",
        "other",
    ),
)
ROLE: Final = Choices("role", ("clerk", "secretary", "analyst", "chair", "auditor"))
TYPOLOGY: Final = Choices(
    "typology",
    ("reverse_enclave", "corridor", "cooperation_zone", "science_city", "classic_enclave"),
)
MEETING_STATE: Final = _states(MEETING)
RESOLUTION_STATE: Final = _states(RESOLUTION)
THRESHOLD_BASE: Final = Choices("threshold_base", ("cast", "all"))
PRIORITY: Final = Choices("priority", ("high", "medium", "low"))
ACTION_STATE: Final = _states(ACTION)
RULE_BASE: Final = Choices(
    "rule_base", ("tax", "tax_growth", "rent", "output", "cost", "land_income")
)
RULE_CLOCK: Final = Choices("rule_clock", ("signature", "first_tax", "construction", "production"))
FLOOR_RULE: Final = Choices(
    "floor_rule",
    ("proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud"),
)
TAX: Final = Choices("tax", ("vat", "cit", "pit", "other_tax"))
QUOTA_KIND: Final = Choices(
    "quota_kind", ("farmland_balance", "construction_quota", "park_land", "quota_return")
)
REGIME: Final = Choices("regime", ("third_party", "committee"))
UNIT_USE: Final = Choices(
    "unit_use", ("incubation", "office", "pilot_line", "conference", "shared_plant", "white_site")
)
DIRECTION: Final = Choices("direction", ("higher", "lower"))
TRAJECTORY: Final = Choices("trajectory", ("I", "II"))
PROCESS: Final = Choices("process", ("incubation", "mode_2"))
STAGE: Final = Choices("stage", (*INCUBATION.states, *MODE_2.states))
GATE: Final = Choices("gate", ("admitted", "graduated"))
GATE_MEASURE: Final = Choices(
    "gate_measure",
    (
        "form",
        "plan",
        "panel",
        "high_tech",
        "venture_money",
        "two_year_revenue",
        "acquired_or_listed",
        "other",
    ),
)
PATENT_KIND: Final = Choices("patent_kind", ("invention", "utility_model", "design"))
LEGAL_STATUS: Final = Choices("legal_status", ("in_force", "pending", "refused", "lapsed"))
INCENTIVE_KIND: Final = Choices(
    "incentive_kind",
    (
        "rent_subsidy",
        "rd_grant",
        "talent_subsidy",
        "tax_reward",
        "fit_out_grant",
        "loan_interest",
        "other",
    ),
)
TRIGGER: Final = Choices("trigger", ("government", "market", "broker"))
DRIVER: Final = Choices("driver", ("innovation", "rent"))
RETURN_STATE: Final = _states(RETURN)
FACTOR_KIND: Final = Choices(
    "factor_kind", ("talent", "technology", "capital", "knowledge", "data", "service")
)
FACTOR_UNIT: Final = Choices(
    "factor_unit", ("persons", "person_days", "wan_yuan", "times", "items", "gigabytes")
)
DIFFUSION_KIND: Final = Choices(
    "diffusion_kind", ("weekend_engineer", "licence", "joint_rd", "training", "supply_link")
)
EVENT_KIND: Final = Choices(
    "event_kind", ("session", "promotion", "training", "exchange", "visit", "other")
)
DEAL_KIND: Final = Choices("deal_kind", ("equity", "loan", "grant", "guarantee"))
COST_CATEGORY: Final = Choices(
    "cost_category",
    ("property", "energy", "staff", "repair", "investment_promotion", "site_rent", "other"),
)
COST_DIVISION: Final = Choices("cost_division", ("shares", "use"))
COUNTING: Final = Choices("counting", ("divided", "full"))
SETTLEMENT_STATE: Final = _states(SETTLEMENT)
BOUND: Final = Choices("bound", ("free", "floor", "cap"))
RISK_STATE: Final = Choices("risk_state", ("open", "closed"))
LANGUAGE: Final = Choices("language", ("zh", "fr", "en"))
