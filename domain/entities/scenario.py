"""A run of a model, kept with its inputs and result."""

from __future__ import annotations

from domain.entities.fields import OWNER, long_text, moment, structure, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="scenario",
    fields=(
        text("model", required=True),
        text("title", required=True),
        structure("inputs", required=True, listed=False),
        structure("result", listed=False),
        text("model_version", required=True),
        whole("seed"),
        text("author"),
        moment("made_at"),
        text("sha256"),
        long_text("note"),
        OWNER,
    ),
    label=("title",),
    area="models",
    icon="models",
    order=("-made_at",),
)
