"""A report is signed with a key; what the signature proves is told, and tampering is seen."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from domain.errors import DomainError
from storage.pdf import render
from storage.pdf.images import page_count
from storage.signing import Key, can_sign, issued_part, signature_of, signed
from tests.storage.pdf.minutes_2024 import MINUTES

if TYPE_CHECKING:
    from pathlib import Path

SIGNER = "衢杭飞地管委会"
OPENS = "只作试验"


def make_key(folder: Path, signer: str = SIGNER) -> Key:
    """Make a key that certifies itself, as a committee without an authority has."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, signer)])
    begin = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=3650))
        .sign(private, hashes.SHA256())
    )
    path = folder / f"{signer}.p12"
    locked = serialization.BestAvailableEncryption(OPENS.encode())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"key", private, certificate, None, locked)
    )
    return Key(path, OPENS)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Give printed minutes."""
    out = io.BytesIO()
    render(MINUTES, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """Give a key to sign with."""
    return make_key(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def both(printed: bytes, key: Key) -> bytes:
    """Give the minutes, signed."""
    return signed(printed, key)


def test_what_was_printed_stays_in_the_signed_file_byte_for_byte(
    printed: bytes, both: bytes
) -> None:
    assert both.startswith(printed)
    assert issued_part(both) == printed
    assert issued_part(printed) == printed
    assert page_count(both) == page_count(printed)


def test_the_signature_tells_who_and_when_and_that_it_holds(both: bytes) -> None:
    found = signature_of(both)
    assert found is not None
    assert (found.signer, found.intact) == (SIGNER, True)
    assert found.moment is not None
    assert abs(datetime.now(UTC) - found.moment) < timedelta(hours=1)


def test_two_parties_sign_one_after_the_other(both: bytes, tmp_path: Path) -> None:
    second = _appended(both, make_key(tmp_path, "余杭区"), "Second")
    found = signature_of(second)
    assert found is not None
    assert (found.signer, found.intact) == ("余杭区", True)


def _appended(data: bytes, key: Key, field: str) -> bytes:
    """Sign a second time, in a field of its own."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    signer = signers.SimpleSigner.load_pkcs12_data(
        key.path.read_bytes(), other_certs=[], passphrase=key.passphrase.encode()
    )
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data))
    how = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    return bytes(signers.sign_pdf(writer, how, signer=signer).getvalue())


def test_a_file_without_a_signature_has_none(printed: bytes) -> None:
    assert signature_of(printed) is None
    assert signature_of(b"no file of ours") is None
    assert issued_part(b"no file of ours") == b"no file of ours"


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_byte_that_is_changed_breaks_the_signature(
    printed: bytes, both: bytes, share: float
) -> None:
    changed = bytearray(both)
    at = printed.index(b"stream", int(len(printed) * share)) + 40
    changed[at] ^= 1
    found = signature_of(bytes(changed))
    assert found is not None
    assert not found.intact


def test_what_is_added_after_the_signature_breaks_it(both: bytes) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(both))
    writer.root[generic.pdf_name("/PageMode")] = generic.pdf_name("/UseNone")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    found = signature_of(out.getvalue())
    assert found is not None
    assert not found.intact


def test_a_page_that_was_changed_before_signing_is_seen(printed: bytes, key: Key) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(printed))
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"0 0 100 100 re f")
    page[generic.pdf_name("/Contents")] = writer.add_object(stream)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    found = signature_of(signed(out.getvalue(), key))
    assert found is not None
    assert not found.intact


def test_words_of_a_page_written_anew_before_signing_are_seen(printed: bytes, key: Key) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(io.BytesIO(printed))
    stream = writer.root["/Pages"]["/Kids"][0]["/Contents"]
    stream._data = stream.data + b"\n"  # noqa: SLF001 - what a forger does
    stream._encoded_data = None  # noqa: SLF001 - the same
    writer.mark_update(stream.container_ref)
    out = io.BytesIO()
    writer.write(out)
    found = signature_of(signed(out.getvalue(), key))
    assert found is not None
    assert not found.intact


def test_a_wrong_passphrase_or_file_is_refused(printed: bytes, key: Key, tmp_path: Path) -> None:
    other = tmp_path / "key.p12"
    other.write_bytes(b"no key")
    for wrong in (Key(key.path, "falsch"), Key(other, ""), Key(tmp_path / "none.p12", "")):
        with pytest.raises(DomainError, match="signing_key_unreadable") as refused:
            signed(printed, wrong)
        assert refused.value.values["file"] == wrong.path.name


def test_without_the_library_signing_and_looking_at_signatures_are_refused(
    printed: bytes, both: bytes, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    assert not can_sign()
    with pytest.raises(DomainError, match="signing_not_installed"):
        signed(printed, key)
    with pytest.raises(DomainError, match="signing_not_installed"):
        signature_of(both)
    assert signature_of(printed) is None


def test_what_only_looks_like_a_signature_does_not_hold(printed: bytes) -> None:
    found = signature_of(printed + b"% /ByteRange [0 1 2 3]\n%%EOF\n")
    assert found is not None
    assert not found.intact
    assert found.moment is None
