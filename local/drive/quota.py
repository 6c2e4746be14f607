"""Drive's quota in units a minute: who asks for more is told to slow down."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from local.drive.errors import ON_DEMAND

WINDOW_S = 60.0
LIST_UNITS, GET_UNITS, DOWNLOAD_UNITS = 100, 5, 200
"""https://developers.google.com/workspace/drive/api/guides/limits, from May 2026."""


@dataclass(slots=True)
class Quota:
    """What was asked for in the last minute, and the most that ever was.

    Attributes:
        units_per_minute: 0 gives everything.
        clock: seconds, from anywhere.
        refused: requests that were told to slow down.
        busiest: units of the busiest minute so far.
        given: units since the start.
    """

    units_per_minute: int = 0
    clock: Callable[[], float] = monotonic
    refused: int = 0
    busiest: int = 0
    given: int = 0
    _spent: deque[tuple[float, int]] = field(default_factory=deque)
    _sum: int = 0
    _lock: Lock = field(default_factory=Lock)

    def spend(self, units: int) -> bool:
        """Count a request; False, and nothing counted, when the minute has no room for it."""
        with self._lock:
            self._forget()
            if self.units_per_minute and self._sum + units > self.units_per_minute:
                self.refused += 1
                return False
            self._spent.append((self.clock(), units))
            self._sum += units
            self.given += units
            self.busiest = max(self.busiest, self._sum)
            return True

    async def show(self, _: Request) -> Response:
        """The figures so far, for whoever measures."""
        figures = {name: getattr(self, name) for name in ("units_per_minute", "given", "busiest", "refused")}
        return JSONResponse(figures)

    def _forget(self) -> None:
        while self._spent and self._spent[0][0] <= self.clock() - WINDOW_S:
            self._sum -= self._spent.popleft()[1]


def units_of(path: str, query: str) -> int:
    """What a request of the API takes."""
    if path == "/drive/v3/files":
        return LIST_UNITS
    is_download = path.endswith("/export") or parse_qs(query).get("alt") == ["media"]
    return DOWNLOAD_UNITS if is_download else GET_UNITS


@dataclass(frozen=True, slots=True)
class Metered:
    """The application behind its quota."""

    app: ASGIApp
    quota: Quota

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the quota has room for."""
        is_api = scope["type"] == "http" and scope["path"].startswith("/drive/v3/")
        if is_api and not self.quota.spend(units_of(scope["path"], scope["query_string"].decode())):
            answer = ON_DEMAND["userRateLimitExceeded"]
            await JSONResponse(answer.body, answer.status)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
