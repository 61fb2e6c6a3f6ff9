"""A cooperation agreement."""

from __future__ import annotations

from domain.entities.checks import in_order, named
from domain.entities.fields import OWNER, day, long_text, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="agreement",
    fields=(
        text("code", required=True, unique=True),
        text("title_zh"),
        text("title_fr"),
        text("title_en"),
        reference("enclave", "enclave"),
        day("signed"),
        day("start", required=True),
        day("end"),
        long_text("exit_clause", listed=False),
        text("document", listed=False),
        OWNER,
    ),
    label=("title_zh", "title_fr", "title_en", "code"),
    key=("code",),
    area="agreements",
    icon="agreements",
    order=("code",),
    rules=(named("title_zh", "title_fr", "title_en"), in_order("start", "end", "end_before_start")),
)
