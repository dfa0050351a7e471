"""Keeps two memory allocators from growing the same heap.

The 1.10 wheels of panda3d carry an allocator of their own that moves the program break under another lock than the C
library does; a thread that decodes while the window draws then corrupts the heap (panda3d issue 1711, mended after 1.10
by commit fb20b1b214). With one page mapped at the break it cannot grow, and both allocators turn to mmap.
"""

import ctypes
import mmap
import sys

_MAP_FIXED_NOREPLACE = 0x100000
_NOTHING_ALLOWED = 0  # PROT_NONE


def hold_the_break() -> bool:
    """Map one page at the program break, before panda3d is imported. True when the break can no longer move.

    Other systems than Linux have no such break and need no guard. Calling it again changes nothing.
    """
    if not sys.platform.startswith("linux") or "panda3d.core" in sys.modules:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.sbrk.restype, libc.sbrk.argtypes = ctypes.c_void_p, [ctypes.c_ssize_t]
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    break_address = int(libc.sbrk(0) or 0)
    page = -(-break_address // mmap.PAGESIZE) * mmap.PAGESIZE
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _MAP_FIXED_NOREPLACE
    libc.mmap(page, mmap.PAGESIZE, _NOTHING_ALLOWED, flags, -1, 0)
    return bool(libc.sbrk(mmap.PAGESIZE) == ctypes.c_void_p(-1).value)
