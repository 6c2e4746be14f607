"""AwsRecognitionRecord: pages counted in the table, their text kept in the bucket."""

import json
from dataclasses import asdict

from boto3.dynamodb.conditions import Attr

from holescan.adapters.aws import keys
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change, ttl
from holescan.adapters.aws.s3_bucket import S3Bucket
from holescan.domain.ids import FileId
from holescan.domain.recognised import RecognisedPage
from holescan.domain.session import LiveScan, Session


class AwsRecognitionRecord:
    """The RecognitionRecord port over ProcessResultsTable and ResultsBucket."""

    def __init__(self, table: DynamoTable, bucket: S3Bucket) -> None:
        self._table = table
        self._bucket = bucket

    def claim(self, session: Session, limit: int) -> bool:
        if limit == 0:
            return False
        has_room = Attr("pages").not_exists() | Attr("pages").lt(limit)
        change = Change(set={"expires_at": ttl(session.expires_at)}, add={"pages": 1}, only_if=has_room)
        return self._table.update(session.session_id, keys.RECOGNISED, change)

    def give_back(self, session: Session) -> None:
        change = Change(add={"pages": -1}, only_if=Attr("pages").gt(0))
        self._table.update(session.session_id, keys.RECOGNISED, change)

    def page(self, live: LiveScan, file_id: FileId, page: int) -> RecognisedPage | None:
        kept = self._bucket.find_gzip(keys.recognised_key(live.session_id, live.epoch, file_id, page))
        return None if kept is None else RecognisedPage(**json.loads(kept))

    def keep(self, live: LiveScan, file_id: FileId, page: int, recognised: RecognisedPage) -> None:
        key = keys.recognised_key(live.session_id, live.epoch, file_id, page)
        self._bucket.put_gzip(key, json.dumps(asdict(recognised)).encode())
