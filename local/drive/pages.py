"""The pages behind `webViewLink`: a file shown in the browser, a folder as a list of links. No token, this machine only."""

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from local.drive.items import Item, Tree
from local.drive.resource import Checksums, Resources

_SAFE_HEADERS = {"X-Content-Type-Options": "nosniff"}
_SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain", "text/csv"})

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>
<style>body{{font:16px/1.6 system-ui,sans-serif;max-width:48rem;margin:3rem auto;padding:0 1rem}}li{{list-style:none}}</style>
</head><body><h1>{name}</h1><ul>{rows}</ul></body></html>"""


@dataclass(frozen=True, slots=True)
class DrivePages:
    """Pages over one tree."""

    tree: Tree

    def view_file(self, request: Request) -> Response:
        """The file itself. Markup is shown as its source, so that nothing on this origin runs."""
        item = self.tree.item(request.path_params["file_id"])
        media_type = "text/plain" if item.mime_type.startswith(("text/", "image/svg")) else item.mime_type
        disposition = "inline" if media_type in _SHOWN_INLINE else "attachment"
        with self.tree.open(item) as opened:
            content = opened.read()
        named = {"Content-Disposition": f"{disposition}; filename*=utf-8''{quote(item.name)}"}
        return Response(content, media_type=media_type, headers=_SAFE_HEADERS | named)

    def view_folder(self, request: Request) -> Response:
        """Links to what the folder holds."""
        folder = self.tree.item(request.path_params["file_id"])
        links = Resources(self.tree, Checksums(), base_url="")
        children = (self.tree.child(folder, name) for name in self.tree.child_names(folder))
        rows = "".join(_row(links, child) for child in children if child)
        return HTMLResponse(_PAGE.format(name=escape(folder.name), rows=rows), headers=_SAFE_HEADERS)


def _row(links: Resources, item: Item) -> str:
    link = links.link(item)
    return f'<li>{"📁" if item.is_folder else "📄"} <a href="{escape(link)}">{escape(item.name)}</a></li>'
