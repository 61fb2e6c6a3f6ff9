"""A file kept inside the workbook with the record it belongs to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from domain.entities.checks import text_of
from domain.entities.fields import OWNER, content, moment, text, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


OWNERS: Final = frozenset(
    {
        "action_item",
        "agreement",
        "attribution",
        "building",
        "cost",
        "countersignature",
        "diffusion_entry",
        "enclave",
        "event",
        "factor_flow",
        "firm",
        "fund_deal",
        "incentive",
        "land_commitment",
        "land_entry",
        "lease",
        "meeting",
        "operator_contract",
        "party",
        "patent",
        "region_figure",
        "resolution",
        "return_milestone",
        "return_project",
        "risk",
        "rival_offer",
        "settlement",
        "sharing_rule_version",
        "stage_change",
        "unit",
    }
)
"""Entities whose records rest on papers: the interface lets files be kept with them."""


def _digest_fits(row: Row, _records: Records) -> Iterable[DomainError]:
    content, digest = row.get("content"), text_of(row, "sha256")
    if not isinstance(content, bytes) or digest is None:
        return
    if hashlib.sha256(content).hexdigest() != digest:
        yield DomainError("content_changed", field="sha256", value=row.get("name"))


SPEC = EntitySpec(
    table="attachment",
    fields=(
        text("owner_table", required=True),
        text("owner_record", required=True),
        text("name", required=True),
        text("media_type"),
        content("content", required=True, listed=False),
        whole("size", minimum=0, unit="bytes"),
        text("sha256", required=True),
        moment("added_at"),
        OWNER,
    ),
    label=("name",),
    key=("owner_table", "owner_record", "name"),
    area="data",
    icon="attachment",
    order=("name",),
    rules=(_digest_fits,),
)
