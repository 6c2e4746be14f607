"""What an entry of a code list is, as far as its text tells."""

import re

# As Excel writes them in the languages it is used in: a .csv keeps the words of the machine that wrote it.
_EXCEL_ERRORS = frozenset(
    """
    #NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #UNKNOWN! #CONNECT!
    #BUSY! #ERROR! #BEZUG! #WERT! #ZAHL! #NV #ÜBERLAUF! #VALEUR! #NOMBRE! #NOM? #NUL! #N/D #VALOR! #NOME? #NÚM!
    #¡NULO! #¡DIV/0! #¡VALOR! #¡REF! #¿NOMBRE? #¡NUM! #RIF! #VALORE! #NULLO! #ПУСТО! #ДЕЛ/0! #ЗНАЧ! #ССЫЛКА! #ИМЯ?
    #ЧИСЛО! #Н/Д
    """.split()  # noqa: SIM905 - a list of quotes is no easier to read
)
# What people write where a code is missing, as letters only: N/A and n.a. are the same.
_PLACEHOLDERS = frozenset(
    "na nil none null total subtotal end tba tbc tbd unknown missing pending void deleted cancelled ditto notused".split()  # noqa: SIM905
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
ANY_DIGITS = "0"
ANY_LETTERS = "A"
"""What `build_of` has in the place of a run."""


def is_blank(text: str) -> bool:
    """Without letter or digit, such as a dash."""
    return not any(map(str.isalnum, text))


def is_excel_error(text: str) -> bool:
    """A formula failed; nobody calls a hole #REF!."""
    return text.startswith("#") and text.upper() in _EXCEL_ERRORS


def has_digit(text: str) -> bool:
    """Any script's."""
    return _DIGIT.search(text) is not None


def is_code_like(text: str) -> bool:
    """Neither blank, nor an error, nor what stands for a missing code: it shows how the codes of its list look."""
    return not (is_blank(text) or is_excel_error(text) or is_placeholder(text))


def is_placeholder(text: str) -> bool:
    """It says that there is no code."""
    return not has_digit(text) and _NO_LETTER.sub("", text).casefold() in _PLACEHOLDERS


def build_of(text: str) -> str:
    """HOLE 12 is built like BH 7: letters, a space, digits."""
    return _DIGITS.sub(ANY_DIGITS, _LETTERS.sub(ANY_LETTERS, text))
