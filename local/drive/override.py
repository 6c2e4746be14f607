"""GET requests that came as POST: client libraries send a query of more than 2,048 characters as a form."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send


class MethodOverride:
    """Makes of `POST` with `X-HTTP-Method-Override: GET` the GET that it stands for, as Google's servers do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, in its true form."""
        if scope["type"] == "http" and scope["method"] == "POST":
            request = Request(scope, receive)
            if request.headers.get("x-http-method-override") == "GET":
                scope = {**scope, "method": "GET", "query_string": await request.body()}
        await self._app(scope, receive, send)
