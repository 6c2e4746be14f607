"""The local Drive's quota: a sliding minute, in units."""

import pytest

from local.drive.quota import DOWNLOAD_UNITS, GET_UNITS, LIST_UNITS, Quota, units_of
from tests.fakes.seconds import Seconds


def test_a_minute_has_room_for_so_much() -> None:
    clock = Seconds()
    quota = Quota(units_per_minute=500, clock=clock)
    assert [quota.spend(200) for _ in range(3)] == [True, True, False]
    clock.now = 59
    assert not quota.spend(200)
    clock.now = 60
    assert quota.spend(200)
    assert (quota.refused, quota.busiest) == (2, 400)


def test_without_a_limit_everything_is_given_and_counted() -> None:
    quota = Quota(clock=Seconds())
    assert all(quota.spend(10**6) for _ in range(3))
    assert quota.busiest == 3 * 10**6


@pytest.mark.parametrize(
    ("path", "query", "units"),
    [
        ("/drive/v3/files", "q=x", LIST_UNITS),
        ("/drive/v3/files/1a", "fields=id", GET_UNITS),
        ("/drive/v3/files/1a", "alt=media", DOWNLOAD_UNITS),
        ("/drive/v3/files/1a/export", "mimeType=text/csv", DOWNLOAD_UNITS),
        ("/drive/v3/about", "", GET_UNITS),
    ],
)
def test_each_request_has_its_price(path: str, query: str, units: int) -> None:
    assert units_of(path, query) == units
