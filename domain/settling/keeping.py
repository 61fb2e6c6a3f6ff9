"""Keep what a settlement rests on, so that it can be reckoned again to the same fen."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from domain.models.settlement import settle_rule
from domain.models.sharing_terms import (
    Bracket,
    Carried,
    Degression,
    EscrowTerm,
    PartyTerms,
    Phase,
    RuleTerms,
    TaxBase,
)
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.models.settled import RuleResult
    from domain.records import Row

VERSION: Final = 1
"""Form in which terms are kept; it changes when kept terms can no longer be read as they are."""


def packed(terms: RuleTerms) -> str:
    """Return the terms of a rule with the figures they apply to, as text."""
    content = {**asdict(terms), "clock_quarter": str(terms.clock_quarter)}
    return json.dumps({"form": VERSION, "terms": content}, ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> RuleTerms:
    """Return the terms that were kept.

    Raises:
        ValueError: the text holds no terms in a form that is known.
    """
    kept = json.loads(text)
    if not isinstance(kept, dict) or kept.get("form") != VERSION:
        message = f"terms kept in an unknown form: {text[:40]}"
        raise ValueError(message)
    content: dict[str, Any] = kept["terms"]
    return RuleTerms(
        **{
            **content,
            "clock_quarter": Quarter.parse(content["clock_quarter"]),
            "taxes": tuple(TaxBase(**each) for each in content["taxes"]),
            "phases": tuple(_phase(each) for each in content["phases"]),
            "degression": tuple(Degression(**each) for each in content["degression"]),
            "escrow": tuple(_escrow(each) for each in content.get("escrow", ())),
            "carried": _carried(content.get("carried", {})),
            "advanced": _pairs(content.get("advanced", ())),
            "uses": _pairs(content.get("uses", ())),
        }
    )


def _phase(content: dict[str, Any]) -> Phase:
    parties = tuple(PartyTerms(**each) for each in content["parties"])
    brackets = tuple(_bracket(each) for each in content.get("brackets", ()))
    return Phase(**{**content, "parties": parties, "brackets": brackets})


def _bracket(content: dict[str, Any]) -> Bracket:
    return Bracket(**{**content, "shares": tuple(content["shares"])})


def _escrow(content: dict[str, Any]) -> EscrowTerm:
    quarters = {
        name: Quarter(**content[name]) if content[name] else None
        for name in ("reached", "deadline")
    }
    return EscrowTerm(**{**content, **quarters})


def _carried(content: dict[str, Any]) -> Carried:
    return Carried(**{**content, "held": _pairs(content.get("held", ()))})


def _pairs(content: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((party, amount) for party, amount in content)


def replayed(settlement: Row) -> RuleResult:
    """Reckon a recorded settlement again from what was kept with it.

    Raises:
        ValueError: nothing readable was kept.
    """
    quarter = Quarter.parse(str(settlement["quarter"]))
    return settle_rule(unpacked(str(settlement["inputs"] or "null")), quarter)
