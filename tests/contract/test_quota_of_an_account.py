"""One Google account has one bucket, whichever of its tokens its scans hold: real client, real vault and ledger."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from holescan.adapters.aws import clients, keys
from holescan.adapters.aws.dynamo_quota import DynamoQuotaLedger
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.kms_vault import KmsVault
from holescan.adapters.drive import GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE
from holescan.domain.files import FolderRef
from holescan.domain.ids import UNKNOWN_ACCOUNT, SessionId
from holescan.steps.folders import Folders
from holescan.steps.governed_drive import GovernedDrive
from holescan.steps.governor import Governor, Quota
from local.drive.faults import Fault, Faults
from local.drive.ids import permission_id
from local.drive.server import ServedDrive, serving
from local.drive.synthetic import SyntheticTree
from tests.builders import a_session
from tests.fakes.clock import FixedClock
from tests.sign_in import new_token

STANDING = "a-refresh-token"
QUOTA = Quota.within(user_units=325_000, project_units=1_000_000)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def drive(faults: Faults) -> Iterator[ServedDrive]:
    with serving(SyntheticTree(folder_count=1, file_count=4), token=STANDING, faults=faults) as served:
        yield served


@pytest.fixture
def vault(table: DynamoTable) -> KmsVault:
    return KmsVault(clients.kms(), clients.kms().create_key()["KeyMetadata"]["KeyId"], table)


class Deployment:
    """What dispatcher and workers do with a token: it is looked at, sealed, unsealed elsewhere, and used behind a governor."""

    def __init__(self, drive: ServedDrive, vault: KmsVault, table: DynamoTable, clock: FixedClock) -> None:
        self._drive, self._vault, self._table, self._clock = GoogleDrive(drive.url), vault, table, clock
        self._ledger = DynamoQuotaLedger(table)

    def seal(self, session_id: SessionId, token: str) -> None:
        self._vault.seal(a_session(session_id=session_id), 1, Folders(self._drive).enter(token, MY_DRIVE).access)

    def read(self, session_id: SessionId, target: Path) -> Access:
        """As a worker of its own: each has its governors."""
        governed = GovernedDrive(self._drive, lambda user: Governor(self._ledger, self._clock, QUOTA, user))
        access = self._vault.unseal(session_id)
        with governed.open(access) as source:
            root = source.find(MY_DRIVE)
            assert isinstance(root, FolderRef)
            source.download(source.list_folders([root], "").files[0], target, max_bytes=1_000)
        return access

    @property
    def buckets(self) -> set[str]:
        """Of users, in the day's item."""
        item = self._table.get(keys.QUOTA, str(self._clock.now().astimezone(UTC).date())) or {}
        return {name.removeprefix("at_") for name in item if name.startswith("at_")} - {"project"}


@pytest.fixture
def deployment(drive: ServedDrive, vault: KmsVault, table: DynamoTable, clock: FixedClock) -> Deployment:
    return Deployment(drive, vault, table, clock)


def scanned(deployment: Deployment, tmp_path: Path, *tokens: str) -> list[Access]:
    scans = [SessionId(f"{number:032x}") for number in range(len(tokens))]
    for session_id, token in zip(scans, tokens, strict=True):
        deployment.seal(session_id, token)
    return [deployment.read(session_id, tmp_path / "file") for session_id in scans]


def test_two_tokens_of_a_person_share_one_bucket(deployment: Deployment, drive: ServedDrive, tmp_path: Path) -> None:
    tokens = [new_token(drive.url, STANDING) for _ in range(2)]
    first, second = scanned(deployment, tmp_path, *tokens)
    assert first.token != second.token
    assert deployment.buckets == {first.user} == {second.user}


def test_another_person_has_another_bucket(deployment: Deployment, drive: ServedDrive, tmp_path: Path) -> None:
    tokens = [new_token(drive.url, STANDING), new_token(drive.url, STANDING, user="bert")]
    first, second = scanned(deployment, tmp_path, *tokens)
    assert first.user != second.user
    assert deployment.buckets == {first.user, second.user}


def test_the_table_names_no_person(
    deployment: Deployment, drive: ServedDrive, table: DynamoTable, tmp_path: Path
) -> None:
    scanned(deployment, tmp_path, new_token(drive.url, STANDING, user="bert"))
    stored = f"{list(table.partition(SessionId('0' * 32)))}{list(table.partition(SessionId(keys.QUOTA)))}"
    assert "account" in stored
    assert permission_id("bert") not in stored
    assert "bert" not in stored


def test_where_drive_does_not_say_each_token_has_its_own(
    deployment: Deployment, drive: ServedDrive, faults: Faults, tmp_path: Path
) -> None:
    faults.items["about"] = Fault("backendError")
    tokens = [new_token(drive.url, STANDING) for _ in range(2)]
    accesses = scanned(deployment, tmp_path, *tokens)
    assert {access.account for access in accesses} == {UNKNOWN_ACCOUNT}
    assert len(deployment.buckets) == 2
