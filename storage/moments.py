"""Moments as a workbook keeps them: UTC, ISO text with milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Return a moment as it is kept, e.g. ``2024-12-31T08:15:00.000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
