"""The only importer of panda3d. The heap guard runs here, so that no module of the package can load the engine before it."""

from viewer.panda.heap_guard import hold_the_break

HEAP_IS_GUARDED = hold_the_break()
