"""The only importer of panda3d. The heap guard runs here, so that no module of it can load the engine before."""

from viewer.panda.heap_guard import hold_the_break

HEAP_IS_GUARDED = hold_the_break()
