"""The full meter of light: Blender's Cycles, in a process of its own. Only that process imports `bpy` (GPL-3.0)."""
