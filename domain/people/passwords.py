"""Passwords of persons, kept as salted scrypt only; they keep duties apart and are no lock."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

# Costs as in RFC 7914 for interactive use: 16 MiB, some tens of milliseconds.
_N: Final = 2**14
_R: Final = 8
_P: Final = 1
_SALT_BYTES: Final = 16
_PARTS: Final = 6


def hashed(password: str, salt: bytes | None = None) -> str:
    """Return a password as it is kept: ``scrypt$n$r$p$salt$hash`` in hexadecimal."""
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    digest = hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${digest.hex()}"


def matches(password: str, kept: str) -> bool:
    """Tell whether a password is the one that is kept."""
    parts = kept.split("$")
    if len(parts) != _PARTS or parts[0] != "scrypt":
        return False
    n, r, p = (int(each) for each in parts[1:4])
    digest = hashlib.scrypt(password.encode(), salt=bytes.fromhex(parts[4]), n=n, r=r, p=p)
    return hmac.compare_digest(digest.hex(), parts[5])
