"""AWS as the tests want it: answers scripted below the client, so that requests, errors and parsing are botocore's own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders

Answer = tuple[int, dict[str, Any]] | Exception


class Answers:
    """What comes back, in turn: (status, JSON body), or an error of the line; after the last the real service answers."""

    def __init__(self, *answers: Answer) -> None:
        self._left = list(answers)

    def next(self, request: AWSPreparedRequest) -> AWSResponse | None:
        if not self._left:
            return None
        answer = self._left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        headers = HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"})
        if "__type" in body:
            headers["x-amzn-errortype"] = body["__type"]
        # botocore asks every handler, whoever answers first: moto must not know the address, or it does the work as well.
        request.url = "https://answered.invalid/"
        return AWSResponse(request.url, status, headers, _Raw(json.dumps(body).encode()))


class _Raw(BytesIO):
    """As much of urllib3's response as botocore reads."""

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.read()


@contextmanager
def answering(client: Any, operation: str, answers: Answers) -> Iterator[list[dict[str, Any]]]:
    """While it lasts, `answers` stand before the service; gives the bodies of the requests, parsed as JSON where they are."""
    seen: list[dict[str, Any]] = []

    def answer(request: Any, **_: object) -> AWSResponse | None:
        seen.append(json.loads(request.body or b"{}"))
        return answers.next(request)

    event = f"before-send.{client.meta.service_model.service_id.hyphenize()}.{operation}"
    client.meta.events.register_first(event, answer)
    try:
        yield seen
    finally:
        client.meta.events.unregister(event, answer)
