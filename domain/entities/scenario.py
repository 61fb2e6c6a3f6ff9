"""A run of a model, kept with its inputs and result."""

from __future__ import annotations

from domain.entities.fields import OWNER, long_text, moment, quarter, structure, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="scenario",
    fields=(
        text("model", required=True),
        text("title", required=True),
        quarter("quarter"),
        structure("inputs", required=True, listed=False),
        structure("result", listed=False),
        text("model_version", required=True, listed=False),
        whole("seed", listed=False),
        text("author"),
        moment("made_at"),
        text("sha256", listed=False),
        long_text("note"),
        quarter("report_quarter"),
        OWNER,
    ),
    label=("title",),
    area="models",
    icon="models",
    order=("-made_at",),
    # A closed quarter's report keeps the scenarios that it shows.
    period="report_quarter",
)
