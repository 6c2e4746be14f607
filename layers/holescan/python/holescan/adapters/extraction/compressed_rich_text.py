"""The packed rich text of Outlook's messages ([MS-OXRTFCP]): a window of 4,096 bytes that begins with what most texts begin with."""

_HEAD_BYTES = 16
_KIND_AT = 8
_PLAIN = b"MELA"
_WINDOW = 4096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    rb"ArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpacked(packed: bytes) -> bytes:
    """The rich text; what is cut off is unpacked as far as it goes. At most nine times as long."""
    if packed[_KIND_AT : _KIND_AT + 4] == _PLAIN:
        return packed[_HEAD_BYTES:]
    # All that was written, the window being its end: position n of the window is the last byte written there.
    text = bytearray(_BEGINNING)
    at = _HEAD_BYTES
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            if control >> bit & 1:
                if not _repeat(text, packed[at : at + 2]):
                    return bytes(text[len(_BEGINNING) :])
                at += 2
            else:
                text += packed[at : at + 1]
                at += 1
    return bytes(text[len(_BEGINNING) :])


def _repeat(text: bytearray, reference: bytes) -> bool:
    """Write again what stands at a place of the window; False where the reference marks the end."""
    number = int.from_bytes(reference, "big")
    place, length = number >> 4, (number & 0xF) + 2
    distance = (len(text) - place) % _WINDOW
    if distance == 0 or len(reference) < len(b"xx"):
        return False
    for _ in range(length):
        text += text[-distance : len(text) - distance + 1] if distance <= len(text) else b" "
    return True
