"""Sign a printed report with a key, and tell what a signature proves, where pyHanko is installed.

A signature is added behind the end of the file: what was issued stays in it byte for byte.
"""

from __future__ import annotations

import importlib.util
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from domain.errors import DomainError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_END: Final = b"%%EOF"
_SIGNED: Final = b"/ByteRange"
_FIELD: Final = "Feidi"
_HASH: Final = "sha256"
# What signing adds to the objects of a file; all else in them must stay as it was.
_ADDED: Final = frozenset({"/AcroForm", "/Annots", "/Extensions", "/Version"})
_FORM: Final = frozenset({"/Fields", "/SigFlags"})
_NOWHERE: Final = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Key:
    """A key to sign with: a PKCS#12 file and what opens it."""

    path: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What the last signature of a file says.

    Attributes:
        signer: name in the certificate, which nobody here vouches for.
        moment: when the signer's own clock says it was made; None when it says nothing.
        intact: the file is the one that was signed, and signing changed nothing on its pages.
    """

    signer: str
    moment: datetime | None
    intact: bool


def can_sign() -> bool:
    """Tell whether what signs is installed."""
    return importlib.util.find_spec("pyhanko") is not None


def require_signing() -> None:
    """Refuse to go on where what signs is not installed.

    Raises:
        DomainError: ``signing_not_installed``.
    """
    if not can_sign():
        raise DomainError("signing_not_installed")


def signed(data: bytes, key: Key) -> bytes:
    """Return a printed file with a signature behind its end.

    Raises:
        DomainError: ``signing_not_installed``, or ``signing_key_unreadable`` when the file is no
            PKCS#12 key or the passphrase does not open it.
    """
    require_signing()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    try:
        signer = signers.SimpleSigner.load_pkcs12_data(
            key.path.read_bytes(), other_certs=[], passphrase=key.passphrase.encode()
        )
    except (OSError, ValueError) as error:
        raise DomainError("signing_key_unreadable", file=key.path.name) from error
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    how = signers.PdfSignatureMetadata(field_name=_FIELD, md_algorithm=_HASH)
    made = signers.sign_pdf(writer, how, signer=signer)
    return bytes(made.getvalue())


def issued_part(data: bytes) -> bytes:
    """Return the file as it was printed, without what was added behind its end."""
    end = data.find(_END)
    if end < 0:
        return data
    end += len(_END)
    while data[end : end + 1] in {b"\r", b"\n"}:
        end += 1
    return data[:end]


def signature_of(data: bytes) -> Signature | None:
    """Return the last signature of a file, None when it carries none.

    Raises:
        DomainError: ``signing_not_installed`` when there is one that cannot be looked at.
    """
    if _SIGNED not in data[len(issued_part(data)) :]:
        return None
    require_signing()
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        reader = PdfFileReader(io.BytesIO(data))
        last = reader.embedded_signatures[-1]
        return Signature(_name(last), last.self_reported_timestamp, _holds(reader, last))
    except (IndexError, PdfReadError, SignatureValidationError, ValueError):
        return Signature("—", None, intact=False)


def _name(signature: Any) -> str:  # noqa: ANN401 - the library is optional
    subject = signature.signer_cert.subject
    return str(subject.native.get("common_name") or subject.human_friendly)


def _holds(reader: Any, signature: Any) -> bool:  # noqa: ANN401 - the library is optional
    """Tell whether a signature covers the whole file and only signing came after the issue."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    signature.compute_integrity_info()
    if signature.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        return False
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    return bool(intact and valid) and _only_signed(reader)


def _only_signed(reader: Any) -> bool:  # noqa: ANN401 - the library is optional
    """Tell whether nothing of what was printed was changed by what was added behind its end."""
    before = reader.get_historical_resolver(0)
    printed = {each.idnum for each in before.explicit_refs_in_revision()}
    # As the issue names them: what came after might call a page its properties.
    info = before.trailer_view.raw_get("/Info").idnum, before.root.raw_get("/Metadata").idnum
    for revision in range(1, reader.xrefs.total_revisions):
        for ref in reader.xrefs.explicit_refs_in_revision(revision):
            if ref.idnum not in printed or ref.idnum in info:
                continue
            if not _as_it_was(before.get_object(ref), reader.get_object(ref)):
                return False
    return set(reader.root["/AcroForm"]) <= _FORM


def _as_it_was(old: Any, new: Any) -> bool:  # noqa: ANN401 - the library is optional
    """Tell whether an object differs by a signature that shows nothing on the page alone."""
    # Signing writes no stream anew; of a stream the words below would be compared only.
    if not isinstance(new, dict) or hasattr(new, "encoded_data"):
        return False
    if _kept(old) != _kept(new):
        return False
    before, after = (each.get("/Annots", ()) for each in (old, new))
    count = len(before)
    # Iterating gives references as they stand, an index what they lead to.
    if list(after)[:count] != list(before):
        return False
    added = (after[at] for at in range(count, len(after)))
    return all(
        each.get("/FT") == "/Sig" and tuple(each.get("/Rect", ())) == _NOWHERE for each in added
    )


def _kept(words: Any) -> dict[str, Any]:  # noqa: ANN401 - the library is optional
    return {key: words.raw_get(key) for key in words if key not in _ADDED}
