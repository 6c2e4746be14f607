"""Drawings that came in one file: a vendor's archive, a mail with attachments."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

_ADDRESS = "{}@northmoor.example"


def archive(members: dict[str, bytes]) -> bytes:
    """A zip file; its members carry one fixed time, so that the same seed writes the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def mail(subject: str, body: str, attachments: dict[str, bytes]) -> bytes:
    """A mail with PDFs attached."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"], message["To"] = _ADDRESS.format("site"), _ADDRESS.format("documents")
    message["Date"] = "Thu, 07 Mar 2024 09:12:00 +0000"
    message.set_content(body)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    message.set_boundary("part-of-this-mail")
    return bytes(message)
