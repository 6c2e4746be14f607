"""What a scan cost, reckoned as `estimate_scan` reckons it: nothing here sees a bill."""

from collections.abc import Iterator

from holescan.domain.estimates import dollars
from holescan.domain.prices import AS_OF, REGION

ONE_CENT = 0.01

_TERMS = (
    f"AWS's list prices in {REGION} of {AS_OF}, no free tier. "
    "Not in it: reading a file again, the further pictures of a page above A2, logs, storage, traffic."
)


def cost_words(*, files: int, pages: int) -> Iterator[tuple[str, str]]:
    """Label and value: the sum, then what it is made of and what it leaves out."""
    yield "Estimated cost", _sum(dollars(files=files, pages=pages))
    yield "Estimated from", f"Files listed: {files:,}, as if each were read once. Pages recognised: {pages:,}. {_TERMS}"


def _sum(usd: float) -> str:
    return "under 1 cent" if usd < ONE_CENT else f"about {usd:,.2f} USD"
