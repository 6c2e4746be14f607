"""What encoding a text has that is none of those which can be told for certain."""

import charset_normalizer

_ASCII = bytes(range(32, 127))
_ASCII_TEXT = _ASCII.decode("ascii")


def guessed_encoding(sample: bytes) -> str:
    """The most likely one that keeps ASCII where it is: EBCDIC would move the very letters that codes are made of."""
    guess = charset_normalizer.from_bytes(sample).best()
    return guess.encoding if guess is not None and _ASCII.decode(guess.encoding, "replace") == _ASCII_TEXT else "cp1252"
