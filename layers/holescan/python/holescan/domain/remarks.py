"""What is said of a scan as a whole, in sentences: to its page and in its report."""

from holescan.domain.session import LiveScan, Session


def remarks_on(session: Session, live: LiveScan) -> tuple[str, ...]:
    """The warnings it began with, and what became of its pages for text recognition."""
    budget = session.options.get("ocr_page_budget", 0)
    is_spent = 0 < budget <= live.pages_recognised
    return (*session.warnings, *((_spent(budget),) if is_spent else ()))


def _spent(budget: int) -> str:
    return (
        f"Text recognition has used up the pages that this scan allows it ({budget:,}), and a retry gets no more. For "
        "pictures that are still unread start a new scan of their folder, with more pages."
    )
