"""What an entry of a code list is, as far as its text tells."""


def is_blank(text: str) -> bool:
    """Without letter or digit, such as a dash."""
    return not any(map(str.isalnum, text))
