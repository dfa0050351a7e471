"""Light maps as a second texture stage of fixed function: what is there already, times the texel, times two."""

from typing import Any

from panda3d.core import SamplerState, Texture, TextureStage

from viewer.core.light_map import LightMap
from viewer.core.light_of_day import LightOfDay

TEXCOORD = "light"


def _stage() -> Any:
    stage = TextureStage("light map")
    stage.set_sort(10)
    stage.set_texcoord_name(TEXCOORD)
    stage.set_combine_rgb(
        TextureStage.CM_modulate,
        TextureStage.CS_previous, TextureStage.CO_src_color,
        TextureStage.CS_texture, TextureStage.CO_src_color,
    )  # fmt: skip
    stage.set_combine_alpha(TextureStage.CM_replace, TextureStage.CS_previous, TextureStage.CO_src_alpha)
    stage.set_rgb_scale(2)
    return stage


STAGE = _stage()


def can_show(card: Any) -> bool:
    """Whether a graphics card, by its state guardian, knows such stages; one that does not shows vertices alone."""
    return bool(card.get_supports_texture_combine()) and card.get_max_texture_stages() > 1


def make_light_texture(light_map: LightMap, light: LightOfDay, *, name: str) -> Any:
    """A light map in a light. Of 16 bits, because no byte doubled is 1; without mipmaps, because those mix walls."""
    texture = Texture(name)
    height, width = light_map.day.shape
    texture.setup_2d_texture(width, height, Texture.T_unsigned_short, Texture.F_luminance)
    texture.set_minfilter(SamplerState.FT_linear)
    texture.set_magfilter(SamplerState.FT_linear)
    texture.set_wrap_u(SamplerState.WM_clamp)
    texture.set_wrap_v(SamplerState.WM_clamp)
    texture.set_keep_ram_image(False)
    show_hour(texture, light_map, light)
    return texture


def show_hour(texture: Any, light_map: LightMap, light: LightOfDay) -> None:
    """Have a light map's texture show another hour; the card has it when it next draws."""
    texture.set_ram_image(light_map.halves_in(light).tobytes())
