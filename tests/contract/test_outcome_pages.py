"""DynamoOutcomes reads a bounded part of the record for each page."""

from holescan.adapters.aws import keys
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change
from holescan.domain.settlement import settle
from tests.builders import SESSION, a_file, a_live, a_session, matched, no_match
from tests.contract.conftest import Store

A_TENTH_OF_AN_ANSWER = "x" * 100_000


def test_a_page_of_a_record_without_anything_to_tell_says_where_to_go_on(
    dynamo_store: Store, table: DynamoTable
) -> None:
    quiet = [no_match(a_file(f"{number:02}.pdf")) for number in range(60)]
    settlements = [settle(None, outcome) for outcome in (*quiet, matched(a_file("z.pdf")))]
    dynamo_store.sessions.open(a_session())
    dynamo_store.outcomes.commit(a_live(), [settlement for settlement in settlements if settlement])
    for outcome in quiet:
        item = keys.file_item(outcome.file.file_id)
        assert table.update(SESSION, item, Change(set={"padding": A_TENTH_OF_AN_ANSWER}))

    first = dynamo_store.outcomes.page(SESSION, "", 5)
    second = dynamo_store.outcomes.page(SESSION, first.next_cursor, 5)

    assert (first.rows, first.next_cursor != "") == ((), True)
    assert ([outcome.file.name for outcome in second.rows], second.next_cursor) == (["z.pdf"], "")
