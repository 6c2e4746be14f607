"""KmsVault: the caller's Google token, sealed so that it opens for its own session and owner only."""

from typing import TYPE_CHECKING

from boto3.dynamodb.conditions import Attr

from holescan.adapters.aws.dynamo_conditions import ABSENT
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Item, ttl
from holescan.adapters.aws.errors import translated
from holescan.adapters.aws.keys import TOKEN
from holescan.domain.access import Access
from holescan.domain.errors import TokenRefused
from holescan.domain.ids import UNKNOWN_ACCOUNT, AccountId, OwnerId, SessionId
from holescan.domain.session import Session

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class KmsVault:
    """The TokenVault port: ciphertext in the item `token`, the key in KMS."""

    def __init__(self, client: "KMSClient", key_id: str, table: DynamoTable) -> None:
        self._client = client
        self._key_id = key_id
        self._table = table

    def seal(self, session: Session, generation: int, access: Access) -> None:
        item: Item = {
            "session_id": session.session_id,
            "item": TOKEN,
            "owner": session.owner,
            "account": access.account,
            "generation": generation,
            "expires_at": ttl(session.expires_at),
        }
        if access.token:  # KMS seals nothing that is empty, and nothing is no secret
            item["ciphertext"] = self._sealed(session, access.token)
        self._table.put(item, only_if=ABSENT | Attr("generation").lte(generation))

    def _sealed(self, session: Session, token: str) -> bytes:
        with translated("kms"):
            sealed = self._client.encrypt(
                KeyId=self._key_id,
                Plaintext=token.encode(),
                EncryptionContext=_context(session.session_id, session.owner),
            )
        return sealed["CiphertextBlob"]

    def unseal(self, session_id: SessionId) -> Access:
        item = self._table.get(session_id, TOKEN)
        if item is None:
            raise TokenRefused("no token is kept for this scan")
        token = self._opened(session_id, item) if "ciphertext" in item else ""
        # What an earlier edition sealed says nothing of its account.
        return Access(token, AccountId(item.get("account", UNKNOWN_ACCOUNT)))

    def _opened(self, session_id: SessionId, item: Item) -> str:
        with translated("kms"):
            opened = self._client.decrypt(
                KeyId=self._key_id,
                CiphertextBlob=item["ciphertext"],
                EncryptionContext=_context(session_id, OwnerId(item["owner"])),
            )
        return opened["Plaintext"].decode()

    def forget(self, session_id: SessionId) -> None:
        self._table.delete(session_id, TOKEN)


def _context(session_id: SessionId, owner: OwnerId) -> dict[str, str]:
    return {"session": session_id, "owner": owner}
