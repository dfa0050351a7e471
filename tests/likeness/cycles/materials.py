"""The four surfaces of a tile as Cycles shaders: diffuse where light falls, emission where they carry their own."""

from pathlib import Path
from typing import NamedTuple

import bpy


class Evening(NamedTuple):
    """`dusk` is what is left of the day's light, RGB; lit things throw `adapted` times what they show."""

    dusk: tuple[float, float, float]
    adapted: float


class Shaders:
    """Makes each material once. `shines` parts also have an emission, by day what they show, after dark their glow."""

    def __init__(self, pictures: Path, evening: Evening | None) -> None:
        self._pictures, self._evening = pictures, evening
        self._made: dict[tuple[str, str, bool], bpy.types.Material] = {}

    def of(self, surface: str, picture: str, *, shines: bool) -> bpy.types.Material:
        key = (surface, picture, shines)
        if key not in self._made:
            self._made[key] = self._make(surface, picture, shines=shines)
        return self._made[key]

    def _make(self, surface: str, picture: str, *, shines: bool) -> bpy.types.Material:
        material = bpy.data.materials.new(f"{surface} {picture}")
        material.use_nodes = True
        graph = _Graph(material.node_tree)
        tint, glow = graph.attribute("tint"), graph.attribute("glow")
        if picture:
            shown, cover = graph.picture(self._pictures / picture, graph.attribute("place").outputs["Vector"])
        else:
            shown, cover = graph.colour((1.0, 1.0, 1.0)), 1.0
        albedo = graph.times(shown, tint.outputs["Color"])
        closure = graph.node("ShaderNodeBsdfDiffuse", Color=albedo).outputs[0]
        if shines:
            emission = self._emission(graph, shown, albedo, glow.outputs["Color"], lights_others=surface != "glass")
            lit = graph.attribute("lit").outputs["Fac"]
            unlit = graph.mixed(lit, closure, None)  # carrying its own light, a part takes none
            both = graph.node("ShaderNodeAddShader")
            graph.link(unlit, both.inputs[0])
            graph.link(emission, both.inputs[1])
            closure = both.outputs[0]
            # By day there is so much other light that a room's is found by chance soon enough.
            material.cycles.emission_sampling = "FRONT" if self._evening and surface != "glass" else "NONE"
        if surface in ("glass", "leaf"):
            if surface == "glass":
                opacity = graph.number("MULTIPLY", cover, (glow if self._evening else tint).outputs["Alpha"])
            else:
                opacity = graph.number("GREATER_THAN", cover, 0.5)
            closure = graph.mixed(opacity, graph.node("ShaderNodeBsdfTransparent").outputs[0], closure)
        graph.link(closure, graph.node("ShaderNodeOutputMaterial").inputs["Surface"])
        return material

    def _emission(self, graph: "_Graph", shown, albedo, glow, *, lights_others: bool):
        """What an eye sees of a part's own light, and what it throws on others, from its front only."""
        path, face = graph.node("ShaderNodeLightPath"), graph.node("ShaderNodeNewGeometry")
        own = graph.times(albedo, graph.attribute("lit").outputs["Fac"])
        if self._evening is None:
            seen = thrown = own
        else:
            glowing = graph.times(shown, glow)
            dusky = graph.times(own, graph.colour(self._evening.dusk))
            seen = graph.vectors("ADD", dusky, glowing)
            throws = graph.number("MULTIPLY", graph.attribute("throws").outputs["Fac"], self._evening.adapted)
            thrown = graph.times(glowing, throws)
        if not lights_others:
            thrown = graph.colour((0.0, 0.0, 0.0))
        either = graph.node("ShaderNodeMix")
        either.data_type = "VECTOR"
        graph.link(path.outputs["Is Camera Ray"], either.inputs[0])
        graph.link(thrown, either.inputs[4])
        graph.link(seen, either.inputs[5])
        front = graph.number("SUBTRACT", 1.0, face.outputs["Backfacing"])
        return graph.node("ShaderNodeEmission", Color=either.outputs[1], Strength=front).outputs[0]


class _Graph:
    """A node tree that is written as expressions."""

    def __init__(self, tree: bpy.types.NodeTree) -> None:
        self._tree = tree
        tree.nodes.clear()

    def node(self, kind: str, **inputs):
        made = self._tree.nodes.new(kind)
        for name, value in inputs.items():
            self.link(value, made.inputs[name])
        return made

    def link(self, source, target) -> None:
        """Connect an output, or set a plain number."""
        if isinstance(source, bpy.types.NodeSocket):
            self._tree.links.new(source, target)
        else:
            target.default_value = source

    def attribute(self, name: str):
        made = self.node("ShaderNodeAttribute")
        made.attribute_name = name
        return made

    def picture(self, path: Path, place):
        """Colour and alpha of an sRGB picture, filtered as a graphics card does it."""
        made = self.node("ShaderNodeTexImage", Vector=place)
        made.image = bpy.data.images.load(str(path), check_existing=True)
        made.image.colorspace_settings.name = "sRGB"
        made.image.alpha_mode = "CHANNEL_PACKED"
        return made.outputs["Color"], made.outputs["Alpha"]

    def colour(self, rgb):
        made = self.node("ShaderNodeCombineXYZ")
        for channel, value in zip("XYZ", rgb, strict=True):
            made.inputs[channel].default_value = value
        return made.outputs[0]

    def mixed(self, share, one, other):
        """A closure that is `one` where `share` is 0 and `other`, or nothing, where it is 1."""
        made = self.node("ShaderNodeMixShader", Fac=share)
        self.link(one, made.inputs[1])
        if other is not None:
            self.link(other, made.inputs[2])
        return made.outputs[0]

    def vectors(self, operation: str, one, other):
        return self._of_two("ShaderNodeVectorMath", operation, one, other)

    def times(self, one, other):
        return self.vectors("MULTIPLY", one, other)

    def number(self, operation: str, one, other):
        return self._of_two("ShaderNodeMath", operation, one, other)

    def _of_two(self, kind: str, operation: str, one, other):
        made = self.node(kind)
        made.operation = operation
        self.link(one, made.inputs[0])
        self.link(other, made.inputs[1])
        return made.outputs[0]
