"""A small, strict Google Drive v3 over a folder of this machine, for `make run` and the tests."""
