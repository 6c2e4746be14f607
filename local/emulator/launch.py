"""Starts MiniStack with its gaps closed. `--stock` leaves them open, for the tests that tell when a patch is no longer needed.

No file of the package is edited. Everything about where it listens comes from the environment that `server` builds.
"""

import sys

from ministack.app import main

from local.emulator.patches import PATCHES

if __name__ == "__main__":
    if "--stock" not in sys.argv:
        for close_gap in PATCHES:
            close_gap()
    # MiniStack reads the command line too, and knows nothing of ours.
    del sys.argv[1:]
    sys.exit(main())
