"""Tokens of the local Drive die when they are told to."""

from local.drive.tokens import Tokens


def test_a_token_lives_for_its_time_and_the_standing_one_for_ever() -> None:
    now_s = [100.0]
    tokens = Tokens("standing", clock_s=lambda: now_s[0])
    token = tokens.issue(lives_s=30)
    now_s[0] = 129.9
    before = tokens.accepts(token)
    now_s[0] = 130.0

    assert (before, tokens.accepts(token), tokens.accepts("standing")) == (True, False, True)


def test_a_token_lives_for_so_many_requests() -> None:
    tokens = Tokens("standing")
    token = tokens.issue(requests=2)

    assert [tokens.accepts(token) for _ in range(3)] == [True, True, False]


def test_a_revoked_token_and_one_that_was_never_issued_are_refused() -> None:
    tokens = Tokens("standing")
    token = tokens.issue()
    tokens.revoke(token)

    assert (tokens.accepts(token), tokens.accepts("invented"), tokens.accepts("")) == (False, False, False)


def test_tokens_differ() -> None:
    tokens = Tokens("standing")
    assert tokens.issue() != tokens.issue()
