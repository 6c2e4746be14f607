"""What goes wrong with files: interrupted uploads, wrong names, passwords."""

from io import BytesIO
from random import Random

from pypdf import PdfReader, PdfWriter

LOGIN_PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><p>Your session has ended.</p></body></html>\n"
)
"""What a download script saves as drawing.pdf when its session was over."""


def interrupted(content: bytes) -> bytes:
    """The first part of an upload that broke off: too little for any reader to find a page in."""
    return content[: min(len(content) // 4, 220)]


def noise(rng: Random) -> bytes:
    """A PDF's first line, then nothing that means anything."""
    return b"%PDF-1.6\n" + rng.randbytes(6000)


def locked(pdf: bytes, *, algorithm: str) -> bytes:
    """The same PDF, opened only with a password that nobody here knows."""
    return _encrypted(pdf, opened_by="ask the document controller", algorithm=algorithm)


def print_protected(pdf: bytes) -> bytes:
    """The same PDF, encrypted against printing but open for anybody to read."""
    return _encrypted(pdf, opened_by="", algorithm="AES-128")


def _encrypted(pdf: bytes, *, opened_by: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(opened_by, owner_password="controller", algorithm=algorithm)  # noqa: S106 (a sample's, known to no one)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
