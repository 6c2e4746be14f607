"""Starts MiniStack with its gaps closed. `--stock` leaves them open, for the tests that tell when a patch is no longer needed.

No file of the package is edited. Everything about where it listens comes from the environment that `server` builds.
"""

import sys
from typing import Any

from ministack.app import main
from ministack.services import lambda_svc

from local.emulator.patches import PATCHES


def show_lambda_logs() -> None:
    """Print what Lambdas log, so that a person without the AWS command line finds it in the emulator's own log."""
    keep = lambda_svc._emit_lambda_logs  # noqa: SLF001 - the one place that sees every log

    def keep_and_show(function: Any, request_id: str, text: str, *rest: Any, **options: Any) -> None:
        print(text, file=sys.stderr, flush=True)
        keep(function, request_id, text, *rest, **options)

    lambda_svc._emit_lambda_logs = keep_and_show  # noqa: SLF001


if __name__ == "__main__":
    if "--stock" not in sys.argv:
        for close_gap in PATCHES:
            close_gap()
        show_lambda_logs()
    # MiniStack reads the command line too, and knows nothing of ours.
    del sys.argv[1:]
    sys.exit(main())
