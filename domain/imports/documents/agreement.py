"""Take an agreement: its parties, sharing rules in versions and phases, land commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.choices import (
    COST_CATEGORY,
    COST_DIVISION,
    FLOOR_RULE,
    PARTY_KIND,
    QUOTA_KIND,
    RULE_BASE,
    RULE_CLOCK,
    TAX,
)
from domain.entities.sharing_rule_version import phase_breaches
from domain.errors import DomainError
from domain.imports.kinds.land_entry import QUOTA_WORDS
from domain.imports.words import name_key

if TYPE_CHECKING:
    from domain.imports.documents.dossier import Dossier
    from domain.imports.documents.part import Part
    from domain.records import Value

KEY: Final = "agreement"
_KINDS: Final = {kind: kind for kind in PARTY_KIND.values}
_BASES: Final = {base: base for base in RULE_BASE.values}
_CLOCKS: Final = {clock: clock for clock in RULE_CLOCK.values}
_FLOOR_RULES: Final = {rule: rule for rule in FLOOR_RULE.values}
_DIVISIONS: Final = {division: division for division in COST_DIVISION.values}
_TAXES: Final = frozenset(TAX.values)


def is_agreement(part: Part) -> bool:
    """Tell whether a structured file is an agreement."""
    return part.has("sharing_rules") and part.has("parties")


def take_parties(dossier: Dossier, part: Part) -> None:
    """Take the parties of an agreement; other files refer to them."""
    for each in part.parts("parties"):
        code, kind = each.text("id"), each.one_of("kind", _KINDS)
        names = each.names("name", "name")
        name = next(iter(names.values()))
        party = dossier.places.party_by(code, name)
        if party is None:
            party = dossier.places.new_party(code, name, kind)
        found = dossier.book.get("party", party) or {"code": code}
        values: dict[str, Value] = {
            **names,
            "kind": kind,
            "region": dossier.places.region_of(name),
        }
        dossier.put("party", {"code": found["code"]}, values, each.path)
        dossier.introduce(code, party)


def take_agreement(dossier: Dossier, part: Part) -> None:
    """Take an agreement whose parties are known."""
    take_parties(dossier, part)
    values: dict[str, Value] = {
        **part.names("title", "title"),
        "signed": part.day_or_none("signed"),
        "start": part.day("start"),
        "end": part.day_or_none("end"),
        "exit_clause": part.text_or_none("exit_clause"),
        "enclave": dossier.places.enclave(),
    }
    agreement = dossier.put("agreement", {"code": part.text("id")}, values, "id", principal=True)
    ranks: dict[str, int] = {}
    for rank, each in enumerate(part.parts("parties"), 1):
        party = dossier.party(each, "id")
        ranks[each.text("id")] = rank
        key = {"agreement": agreement, "party": party}
        dossier.put("agreement_party", key, {"rank": rank}, each.path)
    for rule in part.parts("sharing_rules"):
        _take_rule(dossier, rule, agreement, ranks)
    if part.has("land_exchange"):
        _take_land(dossier, part.part("land_exchange"), agreement)


def _take_rule(dossier: Dossier, rule: Part, agreement: str, ranks: dict[str, int]) -> None:
    base, clock = rule.part("base"), rule.part("clock")
    home = rule.part_or_empty("home_party")
    values: dict[str, Value] = {
        **rule.names("name", "name"),
        "base": base.one_of("kind", _BASES),
        "clock": clock.one_of("kind", _CLOCKS),
        "clock_quarter": clock.text_or_none("quarter"),
        "per_project": int(clock.text_or_none("per") == "project"),
        "home_party": _party_or_none(dossier, home, "default"),
        "host_party": _party_or_none(dossier, rule, "host_party"),
        "residual_party": _party_or_none(dossier, rule, "residual_party"),
        "rounding": rule.text_or_none("rounding"),
    }
    key = {"agreement": agreement, "code": rule.text("id")}
    record = dossier.put("sharing_rule", key, values, rule.path)
    for tax, share in base.amounts("retained_bp"):
        if tax not in _TAXES:
            raise DomainError("document_incomplete", part=f"{base.path}.retained_bp.{tax}")
        key = {"rule": record, "tax": tax}
        dossier.put("retained_share", key, {"share_bp": share}, base.path)
    divided = base.part_or_empty("divided")
    for category in divided.content:
        if category not in COST_CATEGORY.values:
            raise DomainError("document_incomplete", part=f"{divided.path}.{category}")
        key = {"rule": record, "category": category}
        division: dict[str, Value] = {"division": divided.one_of(category, _DIVISIONS)}
        dossier.put("shared_cost", key, division, base.path)
    for region in home.content:
        if region != "default":
            key = {"rule": record, "region": dossier.places.region(region)}
            party = dossier.party(home, region)
            dossier.put("rule_home_party", key, {"party": party}, home.path)
    for version in rule.parts("versions"):
        _take_version(dossier, version, record, ranks)


def _party_or_none(dossier: Dossier, part: Part, name: str) -> str | None:
    return dossier.party(part, name) if part.has(name) else None


def _take_version(dossier: Dossier, version: Part, rule: str, ranks: dict[str, int]) -> None:
    values: dict[str, Value] = {
        "valid_from": version.day("valid_from"),
        "valid_to": version.day_or_none("valid_to"),
        "resolution": _resolution(dossier, version),
        "base_year": version.whole_or_none("base_year"),
        "base_year_amount_fen": version.whole_or_none("base_year_amount_fen"),
        "threshold_fen": version.whole_or_none("threshold_fen"),
        "lifetime_cap_fen": version.whole_or_none("lifetime_cap_fen"),
        "clause": version.text_or_none("clause"),
    }
    if version.has("floor_rule"):
        values["floor_rule"] = version.one_of("floor_rule", _FLOOR_RULES)
    key: dict[str, Value] = {"rule": rule, "version": version.whole("version")}
    record = dossier.put("sharing_rule_version", key, values, version.path)
    reinvested = dict(version.amounts("reinvested_bp"))
    for phase in version.parts("phases"):
        _take_phase(dossier, phase, record, ranks, reinvested)
    for step in version.parts_or_empty("degression"):
        key = {"version": record, "from_year": step.whole("from_year")}
        share: dict[str, Value] = {
            "to_year": step.whole_or_none("to_year"),
            "share_bp": step.whole("bp"),
            "clause": step.text_or_none("clause"),
        }
        dossier.put("degression_step", key, share, step.path)
    for term in version.parts_or_empty("escrow"):
        _take_escrow(dossier, term, record)
    for breach in phase_breaches(dossier.book, record):
        dossier.refuse(version.path, breach)


def _resolution(dossier: Dossier, version: Part) -> str | None:
    number = version.text_or_none("resolution")
    if number is None:
        return None
    resolution = dossier.book.one("resolution", number=number)
    if resolution is None:
        raise DomainError("unknown_resolution", value=number, part=f"{version.path}.resolution")
    return str(resolution["id"])


def _take_phase(
    dossier: Dossier, phase: Part, version: str, ranks: dict[str, int], reinvested: dict[str, int]
) -> None:
    values: dict[str, Value] = {
        "from_year": phase.whole("from_year"),
        "to_year": phase.whole_or_none("to_year"),
        "home_bp": phase.whole_or_none("home_bp"),
        "host_bp": phase.whole_or_none("host_bp"),
        "reinvested_bp": phase.whole_or_none("reinvested_bp"),
        "clause": phase.text_or_none("clause"),
    }
    key: dict[str, Value] = {"version": version, "phase": phase.whole("phase")}
    record = dossier.put("rule_phase", key, values, phase.path)
    floors, caps = dict(phase.amounts("floor_fen")), dict(phase.amounts("cap_fen"))
    for code, share in phase.amounts("shares_bp"):
        shares: dict[str, Value] = {
            "rank": ranks.get(code),
            "share_bp": share,
            "floor_fen": floors.get(code),
            "cap_fen": caps.get(code),
            "reinvested_bp": reinvested.get(code),
        }
        key = {"phase": record, "party": dossier.party_of(phase, code)}
        dossier.put("phase_share", key, shares, phase.path)
    for number, bracket in enumerate(phase.parts_or_empty("brackets"), 1):
        _take_bracket(dossier, bracket, record, number)


def _take_bracket(dossier: Dossier, bracket: Part, phase: str, number: int) -> None:
    """Take the shares that hold above an amount of the year's pool."""
    values: dict[str, Value] = {
        "above_fen": bracket.whole("above_fen"),
        "clause": bracket.text_or_none("clause"),
    }
    key: dict[str, Value] = {"phase": phase, "number": number}
    record = dossier.put("share_bracket", key, values, bracket.path)
    for code, share in bracket.amounts("shares_bp"):
        key = {"bracket": record, "party": dossier.party_of(bracket, code)}
        dossier.put("bracket_share", key, {"share_bp": share}, bracket.path)


def _take_escrow(dossier: Dossier, term: Part, version: str) -> None:
    """Take what is held back of a party's amounts until a milestone."""
    values: dict[str, Value] = {
        "share_bp": term.whole("share_bp"),
        "milestone": term.text("milestone"),
        "milestone_quarter": term.text_or_none("milestone_quarter"),
        "reached_quarter": term.text_or_none("reached_quarter"),
        "deadline_quarter": term.text_or_none("deadline_quarter"),
        "clause": term.text_or_none("clause"),
    }
    key: dict[str, Value] = {"version": version, "party": dossier.party(term, "party")}
    dossier.put("escrow_term", key, values, term.path)


def _take_land(dossier: Dossier, exchange: Part, agreement: str) -> None:
    worth = dict(exchange.amounts("reference_value_fen_per_mu"))
    for name in ("quota", "plot"):
        if not exchange.has(name):
            continue
        promise = exchange.part(name)
        word = promise.text("kind")
        kind = QUOTA_WORDS.get(name_key(word), word)
        if kind not in QUOTA_KIND.values:
            raise DomainError("document_incomplete", part=f"{promise.path}.kind")
        key: dict[str, Value] = {
            "agreement": agreement,
            "from_party": dossier.party(promise, "from"),
            "to_party": dossier.party(promise, "to"),
            "quota_kind": kind,
        }
        values: dict[str, Value] = {
            "land": promise.whole_or_none("committed_hundredths_mu"),
            "reference_value_fen": worth.get(word),
        }
        dossier.put("land_commitment", key, values, promise.path)
