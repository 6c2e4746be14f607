"""What the child takes from itself before it touches a file: memory, processor time, files to write, the network."""

import ctypes
import os
import resource

from holescan.adapters.extraction.limits import MIB, ExtractionLimits

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
# Its log is the only file the child may still write, and a library that complains without end must not fill the disk.
_WRITTEN_BYTES = MIB


def confine(limits: ExtractionLimits) -> None:
    """Give up, for good, what reading a file does not need."""
    _leave_network()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN_BYTES, _WRITTEN_BYTES))


def allow_cpu(seconds: int) -> None:
    """Let the kernel end this process (SIGXCPU) once it has worked this much longer; asked anew for each file."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent_s = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent_s + seconds + 1, hard))


def _leave_network() -> None:
    """Move into an empty network namespace; where the kernel forbids it (Lambda does), the child stays where it is.

    Root does so without a user namespace, which would take its right to read other people's files.
    """
    flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
    ctypes.CDLL(None).unshare(flags)
