"""Serves the built dashboard on 127.0.0.1 as CloudFront would: every unknown path is the page, with the deployed headers."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from local.ports import HOST
from local.waiting import until

START_LIMIT_S = 20.0
NOT_BUILT = "The dashboard is not built: run `make build-ui`.\n"
SAMPLE_CODES_PATH = "/codes.xlsx"


def application(files: Path, config: Mapping[str, str], headers: Mapping[str, str], codes: Path | None) -> ASGIApp:
    """The site. `files`: what `make build-ui` wrote. `codes`: a sheet offered for download, so that a first scan needs no other."""

    async def configuration(_: Request) -> Response:
        return JSONResponse({**config})

    async def sample_codes(_: Request) -> Response:
        return FileResponse(codes, filename="codes.xlsx") if codes else PlainTextResponse("", status_code=404)

    async def page_or_file(request: Request) -> Response:
        return page_or_file_at(files, request.path_params["path"])

    routes = [
        Route("/config.json", configuration),
        Route(SAMPLE_CODES_PATH, sample_codes),
        Route("/{path:path}", page_or_file),
    ]
    return _WithHeaders(Starlette(routes=routes), headers)


def page_or_file_at(files: Path, path: str) -> Response:
    """The file of the site at `path`, else its page; nothing outside `files`."""
    page = files / "index.html"
    if not page.exists():
        return PlainTextResponse(NOT_BUILT, status_code=503)
    wanted = (files / path).resolve()
    return FileResponse(wanted if wanted.is_file() and wanted.is_relative_to(files.resolve()) else page)


class _WithHeaders:
    """Adds headers to every answer."""

    def __init__(self, site: ASGIApp, headers: Mapping[str, str]) -> None:
        self._site, self._headers = site, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update({**self._headers})
            await send(message)

        await self._site(scope, receive, send_with_headers)


@contextmanager
def serving(site: ASGIApp, port: int) -> Iterator[str]:
    """The origin at which `site` is served while the block runs."""
    server = uvicorn.Server(uvicorn.Config(site, host=HOST, port=port, log_level="warning", lifespan="off"))
    # A thread, not the main one: there uvicorn would take Ctrl-C for itself.
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        if not until(lambda: server.started or not thread.is_alive(), limit_s=START_LIMIT_S) or not server.started:
            raise OSError(f"the dashboard cannot listen on {HOST}:{port}")
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join(START_LIMIT_S)


def deployed_headers(client: Callable[[str], Any], *, connects_to: str) -> dict[str, str]:
    """The headers of the stack's CloudFront policy, with the hosts of this world in place of those of AWS.

    `connects_to`: what `connect-src` must name besides the dashboard itself.
    """
    cloudfront = client("cloudfront")
    [policy] = cloudfront.list_response_headers_policies(Type="custom")["ResponseHeadersPolicyList"]["Items"]
    config = policy["ResponseHeadersPolicy"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    custom = {one["Header"]: one["Value"] for one in config.get("CustomHeadersConfig", {}).get("Items", [])}
    return {
        "Content-Security-Policy": pointed_at(security["ContentSecurityPolicy"]["ContentSecurityPolicy"], connects_to),
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        **custom,
    }


def pointed_at(policy: str, connects_to: str) -> str:
    """A Content-Security-Policy with other hosts to connect to."""
    directives = [directive.strip() for directive in policy.split(";")]
    return "; ".join(
        f"connect-src 'self' {connects_to}" if directive.startswith("connect-src ") else directive
        for directive in directives
    )
