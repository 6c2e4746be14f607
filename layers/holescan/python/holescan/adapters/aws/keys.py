"""Names in the store: sort keys of the table, keys of the bucket (docs/laws.md)."""

from holescan.domain.ids import ConnectionId, FileId, OwnerId, SessionId

META = "meta"
LIVE = "live#"
SCAN = f"{LIVE}scan"
COUNT = f"{LIVE}count#"
PROGRESS = f"{LIVE}progress"
RECOGNISED = f"{LIVE}ocr"
WATCH = f"{LIVE}watch"
VIEWER = f"{LIVE}viewer#"
PAGE = "page#"
FILE = "file#"
FOLDER = "folder#"
TOKEN = "token"  # noqa: S105 -- the item's name
CONNECTION = "connection"
QUOTA = "quota#drive"
DELETION = "deletion"
FOLLOWS = "follows#"

SCANS_BY_OWNER = "scans_by_owner"
OPEN_SCANS = "open_scans"


def count_item(epoch: int, shard: int) -> str:
    """One shard of an epoch's counters."""
    return f"{COUNT}{epoch}#{shard}"


def viewer_item(connection_id: ConnectionId) -> str:
    """A connection that follows the scan."""
    return f"{VIEWER}{connection_id}"


def page_item(number: int) -> str:
    """A counted page; zeros keep pages in order."""
    return f"{PAGE}{number:06}"


def file_item(file_id: FileId) -> str:
    """A file's outcome."""
    return f"{FILE}{file_id}"


def folder_item(folder_id: FileId) -> str:
    """A folder that could not be listed."""
    return f"{FOLDER}{folder_id}"


def connection_partition(connection_id: ConnectionId) -> str:
    """Where a connection's own items lie."""
    return f"connection#{connection_id}"


def follows_item(session_id: SessionId) -> str:
    """A scan that the connection follows."""
    return f"{FOLLOWS}{session_id}"


_DELETIONS = "deleted#"


def deletion_partition(session_id: SessionId) -> str:
    """Where it stands that a scan is being deleted."""
    return f"{_DELETIONS}{session_id}"


def session_of_deletion(partition: str) -> SessionId:
    """The scan of a `deletion_partition`."""
    return SessionId(partition.removeprefix(_DELETIONS))


def prefixes_of(session_id: SessionId) -> tuple[str, ...]:
    """Everything in the bucket that is stored of a scan lies under these."""
    return tuple(f"{room}/{session_id}/" for room in ("sessions", "reports", "snapshots"))


def page_key(session_id: SessionId, number: int) -> str:
    """A page of the listing's log."""
    return f"sessions/{session_id}/pages/{number:06}.json.gz"


def retry_key(session_id: SessionId, epoch: int) -> str:
    """The files that an epoch after the first examines."""
    return f"sessions/{session_id}/retries/{epoch}.jsonl.gz"


def codes_key(session_id: SessionId) -> str:
    """The codes as the user typed them."""
    return f"sessions/{session_id}/codes.json.gz"


def compiled_key(session_id: SessionId) -> str:
    """The codes ready to match."""
    return f"sessions/{session_id}/codes.compiled"


def outcome_key(session_id: SessionId, file_id: FileId, epoch: int, attempt: int, digest: str) -> str:
    """A large outcome. The digest of its content keeps apart two deliveries that count as the same attempt."""
    return f"sessions/{session_id}/outcomes/{epoch}/{file_id}-{attempt}-{digest}.json.gz"


def recognised_key(session_id: SessionId, epoch: int, file_id: FileId, page: int) -> str:
    """What text recognition made of a page."""
    return f"sessions/{session_id}/ocr/{epoch}/{file_id}-{page:05}.json.gz"


def result_rows_key(session_id: SessionId, section: str, report_key: str) -> str:
    """The rows of codes of a report; epoch and lease, which its key ends with, name both."""
    edition = report_key.rsplit("/", 1)[-1].removesuffix(".xlsx")
    return f"sessions/{session_id}/results/{edition}/{section}.ndjson"


def snapshot_key(session_id: SessionId, name: str) -> str:
    """All rows of a scan, for a viewer; S3's lifecycle rules know beginnings of keys only, so not under `sessions/`."""
    return f"snapshots/{session_id}/{name}.ndjson.gz"


def upload_key(owner: OwnerId, upload_id: str) -> str:
    """A code sheet, readable by its owner only."""
    return f"uploads/{owner}/{upload_id}"
