"""The web application: the API's routes, the pages' routes, and Drive's words for what goes wrong."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Route

from local.drive.api import DriveApi, error_response
from local.drive.errors import DriveError
from local.drive.faults import Faults
from local.drive.items import Tree
from local.drive.orders import Orders
from local.drive.override import MethodOverride
from local.drive.pages import DrivePages
from local.drive.quota import Metered, Quota
from local.drive.tokens import SignIn, Tokens

# A web page elsewhere must not read the folder through a host name that resolves to this machine.
_THIS_MACHINE = ["127.0.0.1", "localhost"]


def create_app(tree: Tree, *, token: str, faults: Faults, quota: Quota) -> Starlette:
    """Drive v3 over `tree` for whoever bears `token`, or one that was issued for it."""
    tokens = Tokens(token)
    api, pages, sign_in = DriveApi(tree, tokens, faults), DrivePages(tree), SignIn(tokens)
    orders = Orders(tokens, faults)
    return Starlette(
        routes=[
            Route("/drive/v3/files", api.list_files),
            Route("/drive/v3/files/{file_id}", api.get_file),
            Route("/drive/v3/files/{file_id}/export", api.export),
            Route("/drive/v3/drives", api.list_drives),
            Route("/drive/v3/drives/{drive_id}", api.get_drive),
            Route("/drive/v3/about", api.about),
            Route("/token", sign_in.token, methods=["POST"]),
            Route("/revoke", sign_in.revoke, methods=["POST"]),
            Route("/quota", quota.show),
            Route("/faults", orders.add, methods=["POST"]),
            Route("/faults", orders.show),
            Route("/file/d/{file_id}/view", pages.view_file),
            Route("/drive/folders/{file_id}", pages.view_folder),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=_THIS_MACHINE),
            Middleware(MethodOverride),
            Middleware(Metered, quota=quota),
        ],
        exception_handlers={DriveError: error_response},
    )
