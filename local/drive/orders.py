"""Failures ordered while the server runs, by a test that shares it with others."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.drive.faults import Faults
from local.drive.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Orders:
    """The two methods of /faults, for whoever may read the files too."""

    tokens: Tokens
    faults: Faults

    async def add(self, request: Request) -> Response:
        """POST: the `items` of a faults file."""
        self.tokens.admit(request)
        self.faults.order(await request.json())
        return JSONResponse({})

    async def show(self, request: Request) -> Response:
        """GET: how often each item's fault struck."""
        self.tokens.admit(request)
        return JSONResponse(self.faults.struck())
