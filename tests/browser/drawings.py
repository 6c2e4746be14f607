"""Rows as a real scan of a plant's drawings gives them."""

from holescan.domain.examination import How
from holescan.domain.reasons import Reason
from holescan.protocol import row_models, server

FOLDERS = ("Unit 40/Isometrics", "Unit 40/Drill logs", "Unit 52/Isometrics/Rev C", "")
REASONS = (Reason.PASSWORD, Reason.CORRUPT, Reason.NEEDS_OCR, Reason.PASSWORD, Reason.TIMED_OUT)


def code(text: str, *, page: int = 3, found_as: str = "", weak: bool = False) -> row_models.CodeFound:
    """One code, in the words around it."""
    spelled = found_as or text
    return row_models.CodeFound(
        code=text,
        found_as=spelled,
        how=How.EXACT if spelled == text else How.NORMALISED,
        weak=weak,
        count=1,
        page=page,
        pages=(page,),
        place=None,
        snippet=f"drill to depth per detail D4, see {spelled} on sheet {page + 1} of 12",
    )


def match(number: int) -> server.MatchFound:
    """The file number `number`, with one code, or two in every third."""
    codes = [code(f"HOLE-{number:03}", page=number % 9 + 1, found_as="" if number % 2 else f"HOLE {number:03}")]
    if number % 3 == 0:
        codes.append(code('10"-CWS-1042-A1B-N', page=1))
    if number % 7 == 0:
        codes.append(code(f"B{number}", weak=True))
    unread = (row_models.UnreadPart(place="page 9", reason=Reason.NEEDS_OCR),) if number % 11 == 0 else ()
    row = row_models.MatchRow(
        hole_code=", ".join(found.code for found in codes),
        file_name=f"ISO-{4000 + number}-piping-general-arrangement-sheet-{number % 12 + 1}.pdf",
        status=f"{len(codes)} Codes" if len(codes) > 1 else "1 Code",
        pdf_link=f"https://drive.google.com/file/d/file{number}/view",
        file_id=f"file{number}",
        path=FOLDERS[number % len(FOLDERS)],
        attempt=1,
        epoch=1,
        codes=tuple(codes),
        codes_total=len(codes),
        unread=unread,
        unread_total=len(unread),
    )
    return server.MatchFound(session_id="5b1f0c9e7a3d4e2f8c6b1a0d9e8f7a6b", epoch=1, data=row)


def failure(number: int) -> server.FileFailed:
    """A file that could not be read, for one of several reasons."""
    reason = REASONS[number % len(REASONS)]
    row = row_models.FailureRow(
        kind="file",
        file_id=f"bad{number}",
        file_name=f"vendor data package {number}.pdf",
        path=FOLDERS[number % len(FOLDERS)],
        pdf_link=f"https://drive.google.com/file/d/bad{number}/view",
        attempt=1,
        epoch=1,
        reason=reason,
        message=reason.message,
        unread=(row_models.UnreadPart(place="", reason=reason),),
        unread_total=1,
    )
    return server.FileFailed(session_id="5b1f0c9e7a3d4e2f8c6b1a0d9e8f7a6b", epoch=1, data=row)
