"""A part of one party's amount that is held back until a milestone is reached in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import referred, text_of, whole_of
from domain.entities.fields import quarter, reference, share, text
from domain.entities.rule_bases import not_of_costs
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _deadline_after_the_milestone(row: Row, _records: Records) -> Iterable[DomainError]:
    due, last = text_of(row, "milestone_quarter"), text_of(row, "deadline_quarter")
    if due is not None and last is not None and last < due:
        yield DomainError(
            "deadline_before_milestone",
            field="deadline_quarter",
            value=last,
            milestone_quarter=due,
        )


def _forfeits_go_somewhere(row: Row, records: Records) -> Iterable[DomainError]:
    """Ask for the party that receives what is forfeited once a deadline has passed."""
    version = referred(row, "version", "sharing_rule_version", records)
    rule = referred(version or {}, "rule", "sharing_rule", records)
    if rule is None or text_of(row, "deadline_quarter") is None:
        return
    if text_of(rule, "residual_party") is None:
        yield DomainError("residual_party_missing", field="deadline_quarter", value=rule["code"])
    elif rule["residual_party"] == row.get("party"):
        yield DomainError("forfeit_to_itself", field="party")


def _holds_something(row: Row, _records: Records) -> Iterable[DomainError]:
    if whole_of(row, "share_bp") == 0:
        yield DomainError("escrow_of_nothing", field="share_bp")


SPEC = EntitySpec(
    table="escrow_term",
    fields=(
        reference("version", "sharing_rule_version", required=True),
        reference("party", "party", required=True),
        share("share_bp", required=True),
        text("milestone", required=True),
        quarter("milestone_quarter"),
        quarter("reached_quarter"),
        quarter("deadline_quarter"),
        text("clause"),
    ),
    label=("milestone",),
    key=("version", "party"),
    area="agreements",
    icon="agreements",
    order=("version", "party"),
    rules=(
        not_of_costs("share_bp"),
        _holds_something,
        _deadline_after_the_milestone,
        _forfeits_go_somewhere,
    ),
    inside="version",
)
