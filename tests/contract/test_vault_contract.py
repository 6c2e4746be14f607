"""What the use cases may rely on of TokenVault, said of the fake and of KmsVault alike."""

import pytest

from holescan.adapters.aws import clients, keys
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.kms_vault import KmsVault
from holescan.domain.access import Access
from holescan.domain.errors import DependencyFailed, TokenRefused
from holescan.domain.ids import AccountId, SessionId
from holescan.ports import TokenVault
from tests.builders import SESSION, a_session
from tests.fakes.storage import MemoryVault

TOKEN = "ya29.canary-token"
CANARY = Access(TOKEN, AccountId("an-account"))
OTHER = SessionId("ff" * 16)


@pytest.fixture
def memory_vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def kms_vault(table: DynamoTable) -> KmsVault:
    key_id = clients.kms().create_key()["KeyMetadata"]["KeyId"]
    return KmsVault(clients.kms(), key_id, table)


@pytest.fixture(params=["memory_vault", "kms_vault"])
def vault(request: pytest.FixtureRequest) -> TokenVault:
    made: TokenVault = request.getfixturevalue(request.param)
    return made


def test_a_sealed_token_opens_and_it_is_known_whose_it_is(vault: TokenVault) -> None:
    vault.seal(a_session(), 1, CANARY)
    assert vault.unseal(SESSION) == CANARY


def test_a_later_generation_replaces_an_earlier_one(vault: TokenVault) -> None:
    vault.seal(a_session(), 1, Access("old"))
    vault.seal(a_session(), 2, Access("new"))
    assert vault.unseal(SESSION) == Access("new")


def test_an_earlier_generation_that_comes_late_changes_nothing(vault: TokenVault) -> None:
    vault.seal(a_session(), 2, Access("new"))
    vault.seal(a_session(), 1, Access("old"))
    assert vault.unseal(SESSION) == Access("new")


def test_without_a_token_google_will_refuse(vault: TokenVault) -> None:
    vault.seal(a_session(), 1, CANARY)
    with pytest.raises(TokenRefused):
        vault.unseal(OTHER)


def test_a_forgotten_token_is_gone(vault: TokenVault) -> None:
    vault.seal(a_session(), 1, CANARY)
    vault.forget(SESSION)
    vault.forget(SESSION)
    with pytest.raises(TokenRefused):
        vault.unseal(SESSION)


def test_a_scan_without_a_token_of_its_own_is_told_from_one_whose_token_is_gone(vault: TokenVault) -> None:
    vault.seal(a_session(), 1, Access(""))
    assert vault.unseal(SESSION) == Access("")
    vault.forget(SESSION)
    with pytest.raises(TokenRefused):
        vault.unseal(SESSION)


def test_a_scan_may_go_from_a_token_to_none_and_back(vault: TokenVault) -> None:
    for generation, token in enumerate((TOKEN, "", "new")):
        vault.seal(a_session(), generation, Access(token))
        assert vault.unseal(SESSION) == Access(token)


def test_the_table_never_sees_the_token(kms_vault: KmsVault, table: DynamoTable) -> None:
    kms_vault.seal(a_session(), 1, CANARY)
    assert TOKEN not in str(list(table.partition(SESSION)))


def test_a_ciphertext_moved_to_another_session_does_not_open(kms_vault: KmsVault, table: DynamoTable) -> None:
    kms_vault.seal(a_session(), 1, CANARY)
    item = table.get(SESSION, keys.TOKEN)
    assert item is not None
    table.put(item | {"session_id": OTHER})
    with pytest.raises(DependencyFailed):
        kms_vault.unseal(OTHER)
