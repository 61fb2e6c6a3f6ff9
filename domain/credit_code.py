"""The unified social credit code of Chinese organisations, checked as GB 32100-2015 says."""

from __future__ import annotations

from typing import Final

from domain.errors import DomainError

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH: Final = 18

_MODULUS: Final = 31
_WEIGHT_BASE: Final = 3


def check_character(first: str) -> str:
    """Return the eighteenth character that belongs to the first seventeen.

    Each character's value is weighted by 3^i mod 31; the check value brings the sum to a
    multiple of 31.

    Raises:
        ValueError: a character is not in the alphabet.
    """
    weighted = sum(
        ALPHABET.index(character) * pow(_WEIGHT_BASE, place, _MODULUS)
        for place, character in enumerate(first)
    )
    return ALPHABET[-weighted % _MODULUS]


def check_credit_code(code: str) -> DomainError | None:
    """Return what is wrong with a code, None when nothing is.

    The keys are ``credit_code_length``, ``credit_code_character`` (the letters I, O, S, V and Z
    are not used, since they look like digits) and ``credit_code_check``.
    """
    if len(code) != LENGTH:
        return DomainError(
            "credit_code_length", value=code, count=len(code), limit=LENGTH, field="credit_code"
        )
    for place, character in enumerate(code, start=1):
        if character not in ALPHABET:
            return DomainError(
                "credit_code_character",
                value=code,
                character=character,
                place=place,
                field="credit_code",
            )
    due = check_character(code[:-1])
    if code[-1] != due:
        return DomainError("credit_code_check", value=code, character=code[-1], field="credit_code")
    return None
