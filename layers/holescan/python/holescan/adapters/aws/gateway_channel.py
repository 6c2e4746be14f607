"""GatewayChannel: messages to a WebSocket connection, sent once and never worth a file (law 9)."""

import logging
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from holescan.adapters.aws.errors import NO_ANSWER, code_of
from holescan.domain.ids import ConnectionId
from holescan.protocol.row_models import Sent

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient

logger = logging.getLogger(__name__)


class GatewayChannel:
    """The ClientChannel port over `@connections`."""

    def __init__(self, client: "ApiGatewayManagementApiClient") -> None:
        self._client = client

    def send(self, connection_id: ConnectionId, message: Sent) -> bool:
        content = message.model_dump_json().encode()
        try:
            self._client.post_to_connection(ConnectionId=connection_id, Data=content)
        except self._client.exceptions.GoneException:
            return False
        except ClientError as error:
            logger.warning("a message of %d bytes was dropped: %s", len(content), code_of(error))
        except NO_ANSWER as error:
            logger.warning("a message of %d bytes was dropped: %s", len(content), type(error).__name__)
        return True
