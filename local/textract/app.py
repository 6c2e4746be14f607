"""The web application: one path, one operation, Textract's words for what goes wrong."""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from local.textract.desk import Desk, Recognise
from local.textract.wire import TARGET, Refused, answer, image_of, refusal

# A web page elsewhere must not use the engine through a host name that resolves to this machine.
_THIS_MACHINE = ["127.0.0.1", "localhost"]


def create_app(recognise: Recognise, *, patience_s: float) -> Starlette:
    """DetectDocumentText around an engine; nobody waits longer than `patience_s`."""
    desk = Desk(recognise, patience_s)

    async def detect(request: Request) -> JSONResponse:
        try:
            return answer(await desk.read(image_of(await _asked(request))))
        except Refused as refused:
            return refusal(refused)

    return Starlette(
        routes=[Route("/", detect, methods=["POST"])],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_THIS_MACHINE)],
    )


async def _asked(request: Request) -> Any:
    if request.headers.get("x-amz-target") != TARGET:
        raise Refused("UnknownOperationException", "Only DetectDocumentText is served here.")
    try:
        return json.loads(await request.body())
    except ValueError:
        raise Refused("SerializationException", "The body is no JSON.") from None
