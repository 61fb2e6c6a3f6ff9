"""Join the places for signatures of a report in two languages: each party signs once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.tree import SealPlace, SignatureBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

_BESIDE: Final = " • "
_BELOW: Final = "\n"


def signed_once(left: SignatureBlock, right: SignatureBlock) -> SignatureBlock:
    """Return one place per party, named in both languages: nobody signs a paper twice."""
    return SignatureBlock(in_both(left.places, right.places))


def in_both(left: Sequence[SealPlace], right: Sequence[SealPlace]) -> tuple[SealPlace, ...]:
    """Return places named in both languages; labels and words in a ring stand on one line."""
    return tuple(
        SealPlace(
            _joined(one.name, other.name, _BELOW),
            _joined(one.role, other.role, _BELOW),
            _joined(one.seal, other.seal),
            tuple(
                (_joined(label, again), words)
                for (label, words), (again, _) in zip(one.lines, other.lines, strict=True)
            ),
        )
        for one, other in zip(left, right, strict=True)
    )


def _joined(one: str, other: str, between: str = _BESIDE) -> str:
    return one if one == other else f"{one}{between}{other}"
