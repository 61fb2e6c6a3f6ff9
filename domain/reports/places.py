"""Join the places for signatures of a report in two languages: each party signs once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.reports.tree import SignatureBlock

_BESIDE: Final = " • "


def signed_once(left: SignatureBlock, right: SignatureBlock) -> SignatureBlock:
    """Return one place per party, named in both languages: nobody signs a paper twice."""
    places = []
    for one, other in zip(left.places, right.places, strict=True):
        lines = tuple(
            (_in_both(label, again, _BESIDE), words)
            for (label, words), (again, _) in zip(one.lines, other.lines, strict=True)
        )
        name, role = _in_both(one.name, other.name, "\n"), _in_both(one.role, other.role, _BESIDE)
        places.append(replace(one, name=name, role=role, lines=lines))
    return SignatureBlock(tuple(places))


def _in_both(one: str, other: str, between: str) -> str:
    return one if one == other else f"{one}{between}{other}"
