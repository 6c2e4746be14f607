"""A whole client: start a scan, follow it through dropped connections, save the report. Python, and the `websockets` package.

python example_client.py URL TOKEN FOLDER REPORT CODE...
"""

import json
import secrets
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

Message = dict[str, Any]

# Keep it in a file: whoever has it owns the scans that were started with it.
SECRET = secrets.token_urlsafe(32)
MOST_CONNECTIONS = 10


def messages(socket: ClientConnection, action: Message) -> Iterator[Message]:
    """Send an action, then yield what comes; a ping each quiet half minute keeps the connection open."""
    socket.send(json.dumps(action))
    while True:
        try:
            yield json.loads(socket.recv(timeout=30))
        except TimeoutError:
            socket.send(json.dumps({"action": "ping"}))


def follow(url: str, start: Message) -> tuple[Message, dict[str, Message]]:
    """How the scan ended, and the latest row of each file that has a code."""
    action, matches = start, dict[str, Message]()
    for _ in range(MOST_CONNECTIONS):
        try:
            with connect(url, subprotocols=[Subprotocol("holescan.v1"), Subprotocol(f"client.{SECRET}")]) as socket:
                for message in messages(socket, action):
                    match message["type"]:
                        case "STARTED":
                            # Another connection follows the same scan, and begins with what this one did not hear.
                            action = {"action": "resume_scan", "session_id": message["session_id"]}
                        case "MATCH_FOUND":
                            matches[message["data"]["file_id"]] = message["data"]
                        case "SYNC_STATE":
                            matches |= {row["file_id"]: row for row in message["matches"]}
                        case "PROGRESS":
                            print(f"{message['value']} % of {message['total']} files")
                        case "COMPLETE" | "ERROR":
                            return message, matches
        except (OSError, WebSocketException) as error:
            print(f"the connection is gone: {error}")
    sys.exit("no connection lasted")


def main(url: str, token: str, folder: str, report: str, *codes: str) -> int:
    """0 when every file was read, 2 when not, 1 when the scan failed or was refused."""
    start = {"action": "start_scan", "request_id": secrets.token_hex(8), "token": token, "drive_link": folder}
    end, matches = follow(url, start | {"target_hole_codes": codes})
    for row in matches.values():
        print(f"{row['hole_code']}\t{row['path']}/{row['file_name']}")
    print(end["message"])
    if end["type"] == "ERROR":
        return 1
    urllib.request.urlretrieve(end["download_url"], report)  # noqa: S310 - the server's own link
    return 0 if end["listing_complete"] and end["failed"] + end["unread_files"] + end["folders_failed"] == 0 else 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
