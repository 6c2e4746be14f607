"""The deployment's own credential: real tokens from the local OAuth server, and no word of it anywhere else."""

import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from google.auth import jwt

from holescan.adapters.aws import clients
from holescan.adapters.aws.secrets_manager import Secret
from holescan.adapters.drive import GoogleDrive, OwnCredential, token_url_of
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE
from holescan.domain.errors import DependencyFailed, TokenRefused
from holescan.settings import GOOGLE_API_URL
from local.drive.server import ServedDrive, serving
from tests.sign_in import revoke

STANDING = "a-refresh-token"
ELSEWHERE = "https://tokens.example.org/token"
USER = {
    "type": "authorized_user",
    "client_id": "client",
    "client_secret": "canary-client-secret",
    "refresh_token": STANDING,
    "token_uri": ELSEWHERE,
}


class CountedSecret:
    """A secret that can be changed, and counts how often it was read."""

    def __init__(self, **told: str) -> None:
        self.told: dict[str, str] = told
        self.reads = 0

    def read(self) -> str:
        self.reads += 1
        return json.dumps(self.told)


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[ServedDrive]:
    with serving(tmp_path, token=STANDING) as served:
        yield served


def own(drive: ServedDrive, secret: CountedSecret) -> OwnCredential:
    return OwnCredential(secret.read, token_url_of(drive.url))


def name_of_root(url: str, credential: OwnCredential) -> str:
    with GoogleDrive(url, credential).open(Access("")) as source:
        return source.find(MY_DRIVE).name


def test_who_brings_no_token_reads_as_the_authorized_user(drive: ServedDrive, tmp_path: Path) -> None:
    assert name_of_root(drive.url, own(drive, CountedSecret(**USER))) == tmp_path.name


def test_the_address_of_a_person_is_not_told(drive: ServedDrive) -> None:
    credential = own(drive, CountedSecret(**USER, client_email="me@example.org", account="me@example.org"))
    name_of_root(drive.url, credential)
    assert GoogleDrive(drive.url, credential).own_address() == ""


def test_who_brings_a_token_reads_with_that_one_alone(drive: ServedDrive) -> None:
    secret = CountedSecret(**USER)
    with GoogleDrive(drive.url, own(drive, secret)).open(Access("somebodys")) as source, pytest.raises(TokenRefused):
        source.find(MY_DRIVE)
    assert secret.reads == 0


def test_without_a_credential_a_missing_token_is_a_refused_one(drive: ServedDrive) -> None:
    with GoogleDrive(drive.url).open(Access("")) as source, pytest.raises(TokenRefused):
        source.find(MY_DRIVE)


def test_one_token_serves_until_shortly_before_its_end(drive: ServedDrive) -> None:
    secret = CountedSecret(**USER)
    credential = own(drive, secret)
    for _ in range(3):
        name_of_root(drive.url, credential)
    assert secret.reads == 1

    first = credential.token
    credential.expiry = _from_now(minutes=1)
    name_of_root(drive.url, credential)
    assert (secret.reads, credential.token == first) == (2, False)


def _from_now(**time: float) -> datetime:
    return datetime.utcnow() + timedelta(**time)  # noqa: DTZ003, TID251 -- google-auth reckons in naive UTC


def test_a_token_that_drive_refuses_is_replaced(drive: ServedDrive, tmp_path: Path) -> None:
    secret = CountedSecret(**USER)
    credential = own(drive, secret)
    name_of_root(drive.url, credential)
    assert credential.token
    revoke(drive.url, credential.token)

    assert name_of_root(drive.url, credential) == tmp_path.name
    assert secret.reads == 2


def test_threads_that_need_a_token_at_once_fetch_one(drive: ServedDrive, tmp_path: Path) -> None:
    together, secret = Barrier(4), CountedSecret(**USER)
    credential = own(drive, secret)

    def ask() -> str:
        with GoogleDrive(drive.url, credential).open(Access("")) as source:
            together.wait(30)
            return source.find(MY_DRIVE).name

    with ThreadPoolExecutor(4) as threads:
        assert {future.result() for future in [threads.submit(ask) for _ in range(4)]} == {tmp_path.name}
    assert secret.reads == 1


def test_a_revoked_consent_is_a_refused_token_and_the_next_version_of_the_secret_mends_it(
    drive: ServedDrive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = CountedSecret(**USER | {"refresh_token": "canary-revoked"})
    credential = own(drive, secret)
    with caplog.at_level(logging.DEBUG), pytest.raises(TokenRefused) as refused:
        name_of_root(drive.url, credential)
    assert "invalid_grant" in caplog.text
    assert "canary" not in caplog.text + str(refused.value)

    secret.told = USER
    assert name_of_root(drive.url, credential) == tmp_path.name


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"type": "external_account"},
        {"type": "authorized_user", "client_id": "c"},
        {
            "type": "service_account",
            "client_email": "e",
            "private_key_id": "1",
            "private_key": "canary-that-is-no-key",
        },
    ],
)
def test_a_secret_that_is_no_credential_is_refused_and_not_repeated(
    drive: ServedDrive, told: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(TokenRefused) as refused:
        name_of_root(drive.url, own(drive, CountedSecret(**told)))
    assert refused.value.__cause__ is None
    assert "holds neither" in caplog.text
    assert "canary" not in caplog.text


Answer = tuple[int, bytes]


@contextmanager
def token_server(answer: Callable[[dict[str, str]], Answer]) -> Iterator[str]:
    """A server whose every POST is answered so; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            status, body = answer({name: values[-1] for name, values in sent.items()})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/token"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_service_account_asks_with_a_signed_assertion_for_reading_only(drive: ServedDrive, tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    asked: list[dict[str, str]] = []

    def answer(sent: dict[str, str]) -> Answer:
        asked.append(sent)
        return 200, json.dumps({"access_token": STANDING, "expires_in": 3600, "token_type": "Bearer"}).encode()

    secret = CountedSecret(
        type="service_account",
        client_email="scanner@project.iam.gserviceaccount.com",
        private_key_id="1",
        private_key=private,
        token_uri=ELSEWHERE,
        universe_domain="example.org",
    )
    with token_server(answer) as url:
        credential = OwnCredential(secret.read, url)
        assert GoogleDrive(drive.url, credential).own_address() == ""
        assert name_of_root(drive.url, credential) == tmp_path.name

    assert GoogleDrive(drive.url, credential).own_address() == secret.told["client_email"]
    [sent] = asked
    claims: dict[str, str] = jwt.decode(  # type: ignore[no-untyped-call]
        sent["assertion"], certs=public, audience=token_url_of(GOOGLE_API_URL)
    )
    assert sent["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    assert claims["iss"] == "scanner@project.iam.gserviceaccount.com"
    assert claims["scope"] == "https://www.googleapis.com/auth/drive.readonly"


@pytest.mark.parametrize("body", [b"<html>bad gateway</html>", b'{"error": {"code": 502}}', b""])
def test_a_proxys_no_is_not_googles(drive: ServedDrive, body: bytes) -> None:
    with token_server(lambda _: (502, body)) as url, pytest.raises(DependencyFailed) as failed:
        name_of_root(drive.url, OwnCredential(CountedSecret(**USER).read, url))
    assert not isinstance(failed.value, TokenRefused)


@pytest.mark.parametrize(
    ("api_url", "token_url"),
    [
        (GOOGLE_API_URL, "https://oauth2.googleapis.com/token"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/token"),
    ],
)
def test_tokens_are_asked_for_at_google_or_on_this_machine(api_url: str, token_url: str) -> None:
    assert token_url_of(api_url) == token_url


@pytest.mark.usefixtures("aws")
def test_a_secret_is_read_from_secrets_manager_each_time() -> None:
    client = clients.secrets_manager()
    arn = client.create_secret(Name="holescan/drive", SecretString="old")["ARN"]
    secret = Secret(client, arn)
    assert secret.read() == "old"
    client.put_secret_value(SecretId=arn, SecretString="new")
    assert secret.read() == "new"


@pytest.mark.usefixtures("aws")
def test_a_secret_that_is_gone_is_a_dependency_that_failed() -> None:
    arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:holescan/drive-AbCdEf"
    with pytest.raises(DependencyFailed) as failed:
        Secret(clients.secrets_manager(), arn).read()
    assert failed.value.service == "secretsmanager"
