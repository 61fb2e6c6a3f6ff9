"""A resolution, from draft to executed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.entities.checks import different, referred, text_of, total_of, whole_of
from domain.entities.choices import RESOLUTION_STATE, THRESHOLD_BASE
from domain.entities.fields import OWNER, choice, clock_time, long_text, reference, share, text
from domain.entities.machines import RESOLUTION
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[%％]")
_SENTENCE_END = re.compile(r"[。；;.!?！？](?!\d)")
_FEWEST_SHARES = 2
_BP_PER_PERCENT = 100


def tally(records: Records, resolution: str) -> tuple[int, int, int]:
    """Return the votes for, against and abstaining on a resolution."""
    votes = records.find("vote", resolution=resolution)
    return (
        total_of(votes, "votes_for"),
        total_of(votes, "votes_against"),
        total_of(votes, "votes_abstain"),
    )


def votes_needed(of: int, needed_bp: int) -> int:
    """Return the fewest votes that are a share of all, compared to the basis point.

    A share is kept as whole basis points: 6,667 stands for two thirds, which 6 of 9 votes reach.
    """
    return max(0, -((1 - 2 * needed_bp) * of // (2 * WHOLE_BP)))


def voting_base(records: Records, resolution: Row) -> int:
    """Return the votes of which the threshold is a share: those cast, or all there are."""
    if resolution.get("threshold_of") == "all":
        return total_of(records.find("meeting_party", meeting=resolution.get("meeting")), "votes")
    return sum(tally(records, str(resolution.get("id"))))


def proposed_share_total(text: str) -> int | None:
    """Return the sum in basis points of the shares that a proposal names.

    Shares are the percentages of the longest run that nothing but names and enumeration
    separates, e.g. 衢州市50%、余杭区30%、龙游县21%. None when fewer than two are named.
    """
    runs = [_SHARE.findall(run) for run in _SENTENCE_END.split(text)]
    longest = max(runs, key=len)
    if len(longest) < _FEWEST_SHARES:
        return None
    return int(sum(Decimal(each.replace(",", ".")) for each in longest) * _BP_PER_PERCENT)


def _agenda_item_of_the_meeting(row: Row, records: Records) -> Iterable[DomainError]:
    item = referred(row, "agenda_item", "agenda_item", records)
    if item is not None and item["meeting"] != row.get("meeting"):
        yield DomainError("agenda_item_elsewhere", field="agenda_item", value=item["title"])


def _supersedes_another(row: Row, _records: Records) -> Iterable[DomainError]:
    if (old := text_of(row, "supersedes")) is not None and old == row.get("id"):
        yield DomainError("supersedes_itself", field="supersedes", value=row.get("number"))


def _carried(row: Row, records: Records) -> Iterable[DomainError]:
    if row.get("state") != "adopted":
        return
    meeting = referred(row, "meeting", "meeting", records)
    if meeting is not None and meeting["quorum_met"] == 0:
        yield DomainError("no_quorum", field="state", value=meeting["number"])
    agreed, against, abstained = tally(records, str(row.get("id")))
    needed, base = whole_of(row, "threshold_bp"), voting_base(records, row)
    cast = agreed + against + abstained
    if cast and needed is not None and agreed < votes_needed(base, needed):
        yield DomainError(
            "threshold_not_reached", field="state", value=agreed, cast=base, limit_bp=needed
        )


SPEC = EntitySpec(
    table="resolution",
    fields=(
        text("number", required=True, unique=True),
        reference("meeting", "meeting", required=True),
        reference("agenda_item", "agenda_item"),
        reference("mover", "party"),
        reference("seconder", "party"),
        long_text("text", required=True),
        share("threshold_bp"),
        choice("threshold_of", THRESHOLD_BASE, default="cast", listed=False),
        clock_time("voted_at", listed=False),
        choice("state", RESOLUTION_STATE, required=True, default="draft"),
        long_text("state_reason", listed=False),
        reference("supersedes", "resolution"),
        OWNER,
    ),
    label=("number",),
    key=("number",),
    area="meetings",
    icon="meetings",
    order=("-number",),
    machine=RESOLUTION,
    state_field="state",
    rules=(
        different("mover", "seconder", "same_mover"),
        _agenda_item_of_the_meeting,
        _supersedes_another,
        _carried,
    ),
)
