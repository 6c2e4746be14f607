"""What the use cases need of the world, one small Protocol a need. Adapters make them real, tests/fakes in memory.

Every method may raise DependencyFailed: nothing was changed, or it is unknown whether it was, and asking again is safe.
"""

from holescan.ports.deleting import Deletion, Deletions, Eraser
from holescan.ports.files import (
    AddressedDrive,
    Drive,
    Extractor,
    FileFetcher,
    FileSource,
    PacedDrive,
    PageRenderer,
    RecognitionRecord,
    TextExtractor,
    TextRecogniser,
)
from holescan.ports.machine import Clock, Dice
from holescan.ports.messages import ClientChannel, ListQueue, ReportQueue, ScanQueue
from holescan.ports.quota import QuotaLedger
from holescan.ports.record import Connections, Outcomes, Page, PageCount, Sessions, Watch
from holescan.ports.reporting import CodeSection, ReportContents, ReportWriter, ResultIndex, WrittenReport
from holescan.ports.storage import (
    LINK_LIFE_S,
    CodeLists,
    PageLog,
    Reports,
    RetryLog,
    Snapshots,
    TokenVault,
    UploadOffer,
    Uploads,
)

__all__ = [
    "LINK_LIFE_S",
    "AddressedDrive",
    "ClientChannel",
    "Clock",
    "CodeLists",
    "CodeSection",
    "Connections",
    "Deletion",
    "Deletions",
    "Dice",
    "Drive",
    "Eraser",
    "Extractor",
    "FileFetcher",
    "FileSource",
    "ListQueue",
    "Outcomes",
    "PacedDrive",
    "Page",
    "PageCount",
    "PageLog",
    "PageRenderer",
    "QuotaLedger",
    "RecognitionRecord",
    "ReportContents",
    "ReportQueue",
    "ReportWriter",
    "Reports",
    "ResultIndex",
    "RetryLog",
    "ScanQueue",
    "Sessions",
    "Snapshots",
    "TextExtractor",
    "TextRecogniser",
    "TokenVault",
    "UploadOffer",
    "Uploads",
    "Watch",
    "WrittenReport",
]
