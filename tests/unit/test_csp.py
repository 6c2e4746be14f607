import pytest

from cdk.csp import GOOGLE_SIGN_IN, content_security_policy


def policy(*, has_sign_in: bool) -> str:
    return content_security_policy(
        socket_host="wss://socket.example", bucket_url="https://bucket.example", has_sign_in=has_sign_in
    )


def test_google_is_named_only_where_people_sign_in_with_it() -> None:
    assert GOOGLE_SIGN_IN in policy(has_sign_in=True)
    assert "google" not in policy(has_sign_in=False)
    assert "frame-src 'none'" in policy(has_sign_in=False)


@pytest.mark.parametrize("has_sign_in", [True, False])
def test_nothing_inline_and_nothing_of_everywhere_is_allowed(has_sign_in: bool) -> None:
    sources = {source for directive in policy(has_sign_in=has_sign_in).split("; ") for source in directive.split()[1:]}
    assert sources.isdisjoint({"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"})
