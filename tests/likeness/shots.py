"""From where, when and how large pictures are taken."""

from dataclasses import dataclass

from PIL import Image

from viewer.content.scene import Scene
from viewer.core.light_choice import SeenLight
from viewer.core.light_of_day import EVENING
from viewer.core.pose import Pose
from viewer.core.views import parse_view
from viewer.panda.picture import BY_DAY, draw_scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """`at` is what the walker's --at understands; `size` is width and height in pixels."""

    name: str
    at: str
    size: tuple[int, int]
    is_evening: bool

    def pose_in(self, scene: Scene) -> Pose:
        return parse_view(self.at, scene.places, scene.ground)

    def taken_in(self, scene: Scene) -> Image.Image:
        """What the walker shows."""
        seen = SeenLight(light=EVENING) if self.is_evening else BY_DAY
        return draw_scene(scene, pose=self.pose_in(scene), size=self.size, seen=seen)


def demo_shots(views: tuple[str, ...], size: tuple[int, int]) -> tuple[Shot, ...]:
    """Each view by day and by evening."""
    return tuple(
        Shot(name=f"{view}_evening" if is_evening else view, at=view, size=size, is_evening=is_evening)
        for view in views
        for is_evening in (False, True)
    )
