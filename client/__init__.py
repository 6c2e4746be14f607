"""The `holescan` command line: scans through a deployed or local stack, and `find` without any."""
