"""A report that was issued, with its digests."""

from __future__ import annotations

from domain.entities.choices import LANGUAGE
from domain.entities.fields import OWNER, choice, moment, quarter, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="report_issue",
    fields=(
        text("kind", required=True),
        # What the report is about: its quarter, or the one record that it tells of.
        text("subject", required=True, listed=False),
        text("title"),
        quarter("quarter", required=True),
        choice("language", LANGUAGE, required=True),
        whole("revision", required=True, minimum=1, maximum=9999),
        text("sha256", required=True),
        text("data_digest"),
        text("head_hash"),
        text("file_name"),
        # Where the file was saved, on the computer that issued it.
        text("folder", listed=False),
        moment("issued_at"),
        text("author"),
        OWNER,
    ),
    label=("kind", "quarter"),
    key=("kind", "subject", "quarter", "language", "revision"),
    area="reports",
    icon="reports",
    order=("-quarter", "-revision"),
    kept=True,
)
