"""A bad rule is refused where it is typed, with a sentence that says where and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import resources
from domain.entities import SPECS
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.text import Texts
from domain.wording import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.settling.terms_park import TermsPark

    Mistake = Callable[[TermsPark], object]

TEXTS = Texts(resources.load_texts())
HALVES = {"A": 5_000, "B": 5_000}


def version(park: TermsPark, residual: str = "B", **values: int) -> str:
    return park.version(park.rule(residual=residual), **values)


def adopted(park: TermsPark, shares: dict[str, int]) -> None:
    """Adopt a version with one phase."""
    draft = version(park)
    park.phase(draft, shares, (1, None))
    park.adopt(draft)


def phases(*years: tuple[int, int | None]) -> Mistake:
    def mistake(park: TermsPark) -> None:
        draft = version(park)
        for each in years:
            park.phase(draft, HALVES, each)
        park.adopt(draft)

    return mistake


def bound(**bounds: int) -> Mistake:
    def mistake(park: TermsPark) -> None:
        phase = park.phase(version(park), HALVES, (1, None))
        park.set("phase_share", park.share_of(phase, "A"), **bounds)

    return mistake


def overlap(park: TermsPark) -> None:
    rule = park.rule()
    for number, start in ((1, "2020-01-01"), (2, "2021-01-01")):
        draft = park.version(rule, number, valid_from=start)
        park.phase(draft, HALVES, (1, None))
        park.adopt(draft)


def unphased(park: TermsPark) -> None:
    park.adopt(version(park))


def rejected(park: TermsPark) -> None:
    park.adopt(version(park), park.rejected)


def brackets(*above: int) -> Mistake:
    def mistake(park: TermsPark) -> None:
        phase = park.phase(version(park), HALVES, (1, None))
        for number, amount in enumerate(above, 1):
            park.bracket(phase, number, amount, HALVES)

    return mistake


def bracket_shares(shares: dict[str, int]) -> Mistake:
    def mistake(park: TermsPark) -> None:
        draft = version(park)
        park.bracket(park.phase(draft, HALVES, (1, None)), 1, 100, shares)
        park.adopt(draft)

    return mistake


def more_of_an_adopted_bracket(park: TermsPark) -> None:
    draft = version(park)
    bracket = park.bracket(park.phase(draft, {**HALVES, "C": 0}, (1, None)), 1, 100, {"A": 10_000})
    park.adopt(draft)
    park.add("bracket_share", bracket=bracket, party=park.parties["B"], share_bp=1)


def escrow(residual: str = "B", **values: object) -> Mistake:
    def mistake(park: TermsPark) -> None:
        usual = {
            "version": version(park, residual),
            "party": park.parties["A"],
            "share_bp": 1_000,
            "milestone": "首个项目投产",
        }
        park.add("escrow_term", **{**usual, **values})  # type: ignore[arg-type]

    return mistake


def floors_above_the_lifetime_cap(park: TermsPark) -> None:
    draft = version(park, lifetime_cap_fen=100)
    phase = park.phase(draft, HALVES, (1, None))
    park.set("phase_share", park.share_of(phase, "A"), floor_fen=60)
    park.set("phase_share", park.share_of(phase, "B"), floor_fen=60)


def lifetime_cap_below_the_floors(park: TermsPark) -> None:
    draft = version(park)
    phase = park.phase(draft, HALVES, (1, None))
    park.set("phase_share", park.share_of(phase, "A"), floor_fen=120)
    park.set("sharing_rule_version", draft, lifetime_cap_fen=100)
    park.adopt(draft)


REFUSALS: list[tuple[Mistake, str, str, str]] = [
    # Shares printed as 50/23/23 have been adopted by mistake.
    (
        lambda park: adopted(park, {"A": 5_000, "B": 2_300, "C": 2_300}),
        "phase_not_whole",
        "resolution",
        "The shares of phase 1 add up to 96.0% instead of 100%; check each party’s share.",
    ),
    (
        phases((1, 2), (4, None)),
        "phases_not_contiguous",
        "resolution",
        "Phase 2 does not follow on; check the years of each phase.",
    ),
    (
        phases((1, 3), (3, None)),
        "phases_not_contiguous",
        "resolution",
        "Phase 2 does not follow on; check the years of each phase.",
    ),
    (
        bound(floor_fen=200_000, cap_fen=100_000),
        "floor_gt_cap",
        "floor_fen",
        "The floor (2.0 k¥) exceeds the cap (1.0 k¥); check and enter them again.",
    ),
    (
        floors_above_the_lifetime_cap,
        "floors_exceed",
        "floor_fen",
        (
            "The floors of phase 1 add up to 0.00120 k¥, more than the lifetime cap of "
            "0.00100 k¥; lower the floors or raise the cap."
        ),
    ),
    (
        lifetime_cap_below_the_floors,
        "floors_exceed",
        "resolution",
        (
            "The floors of phase 1 add up to 0.00120 k¥, more than the lifetime cap of "
            "0.00100 k¥; lower the floors or raise the cap."
        ),
    ),
    (
        unphased,
        "phases_missing",
        "resolution",
        (
            "Version 1 has no phase, so it cannot be adopted. First record its phases and the"
            " shares of each."
        ),
    ),
    (
        overlap,
        "versions_overlap",
        "valid_from",
        "The period from 2021-01-01 overlaps that of version 1; enter the end of version 1 first.",
    ),
    (
        rejected,
        "resolution_not_adopted",
        "resolution",
        (
            "Resolution R-2 has not been adopted and puts nothing in force; choose an adopted"
            " resolution."
        ),
    ),
    (
        brackets(200_000, 100_000),
        "brackets_not_rising",
        "above_fen",
        (
            "The amount 1.0 k¥ is out of order: bracket 1 begins at 2.0 k¥. Amounts rise from"
            " bracket to bracket; correct the amount or the number."
        ),
    ),
    (
        brackets(0),
        "bracket_from_nothing",
        "above_fen",
        (
            "Bracket 1 begins at 0, where the shares of the phase already hold; enter an "
            "amount above 0 or change the shares of the phase."
        ),
    ),
    (
        bracket_shares({"A": 6_000, "B": 3_000}),
        "bracket_not_whole",
        "resolution",
        (
            "The shares of bracket 1 in phase 1 add up to 90.0% instead of 100%; check each "
            "party’s share."
        ),
    ),
    (
        bracket_shares({"C": 10_000}),
        "bracket_party_unknown",
        "party",
        (
            "C has no share in this phase and cannot stand in a bracket; add it to the phase "
            "first, with 0% if need be."
        ),
    ),
    (
        more_of_an_adopted_bracket,
        "shares_exceed",
        "share_bp",
        "The shares add up to 100.01%, more than 100.0%; check and enter them again.",
    ),
    (
        escrow(share_bp=10_001),
        "too_large",
        "share_bp",
        "“Share held back” is 100.01%, above the greatest value 100.0%; check and enter it again.",
    ),
    (
        escrow(share_bp=0),
        "escrow_of_nothing",
        "share_bp",
        "The share held back is 0, so the clause does nothing; enter a share or remove the clause.",
    ),
    (
        escrow(milestone_quarter="2022Q1", deadline_quarter="2021Q4"),
        "deadline_before_milestone",
        "deadline_quarter",
        (
            "The deadline 2021Q4 is before the milestone expected in 2022Q1, so the money "
            "could only be forfeited; check both quarters."
        ),
    ),
    (
        escrow(residual="", deadline_quarter="2021Q4"),
        "residual_party_missing",
        "deadline_quarter",
        (
            "Rule R1 names no party for what is not shared (“Deadline”); name that party in "
            "the rule first."
        ),
    ),
    (
        escrow(residual="A", deadline_quarter="2021Q4"),
        "forfeit_to_itself",
        "party",
        (
            "This party also receives what is not shared, so it would get back what it "
            "forfeits; choose another party or remove the deadline."
        ),
    ),
    (
        lambda park: version(park, residual="", lifetime_cap_fen=100),
        "residual_party_missing",
        "lifetime_cap_fen",
        (
            "Rule R1 names no party for what is not shared (“Lifetime cap”); name that party "
            "in the rule first."
        ),
    ),
    (
        lambda park: version(park, threshold_fen=-1),
        "negative",
        "threshold_fen",
        (
            "“Sharing threshold (quarter)” is −0.00001 k¥ and cannot be negative; check and "
            "enter it again."
        ),
    ),
    (
        lambda park: version(park, lifetime_cap_fen=0),
        "cap_zero",
        "lifetime_cap_fen",
        (
            "“Lifetime cap” is 0, so nothing would be shared; leave it empty if there is no "
            "cap, or set the share to 0% for a party left out."
        ),
    ),
    (
        bound(cap_fen=0),
        "cap_zero",
        "cap_fen",
        (
            "“Cap” is 0, so nothing would be shared; leave it empty if there is no cap, or "
            "set the share to 0% for a party left out."
        ),
    ),
]


@pytest.mark.parametrize(
    ("mistake", "key", "field", "said"),
    REFUSALS,
    ids=[f"{at}-{each[1]}" for at, each in enumerate(REFUSALS)],
)
def test_a_bad_rule_is_refused_with_its_place_and_a_remedy(
    terms: TermsPark, mistake: Mistake, key: str, field: str, said: str
) -> None:
    with pytest.raises(DomainError) as refused:
        mistake(terms)
    error = refused.value
    assert (error.key, error.field) == (key, field)
    sentence = explain(error, SPECS, Formatter("en", TEXTS))
    assert sentence == said
    for lang in ("zh", "fr"):
        words = explain(error, SPECS, Formatter(lang, TEXTS))
        assert "{" not in words
        assert words.endswith(("。", "."))
