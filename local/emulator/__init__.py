"""MiniStack, an AWS emulator, in an environment of its own and with its gaps closed.

`launch` and `patches` run in that environment; `server` starts it from ours.
"""
