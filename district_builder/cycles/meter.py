"""The full meter: many bounces through Blender's Cycles. A tile takes seconds to minutes."""

from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

import numpy as np

from district_builder.cycles.blender import Blender, blender_command
from district_builder.cycles.exposures import Exposure, Lights, Solid
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.glow import Glow
from district_builder.geometry.lamplight import Patches
from district_builder.geometry.light_meter import Light, LitScene, Probes
from district_builder.geometry.raw_mesh import Shade

SAMPLES = 256  # what chance leaves in a street's daylight is then less than a step of a byte
DAY_PER_NIGHT_SAMPLES = 4  # lamps are found by aiming at them, so fewer paths leave as little to chance
SAMPLES_OF_SUN = 16  # it is a point but for its narrow edge
BOUNCES = 4
LIMIT_SECS = 1800.0  # for one measurement of at most PROBES_AT_ONCE
PROBES_AT_ONCE = 50_000  # bounds memory


class CyclesMeter:
    """A meter of light that keeps one Blender for as many tiles as it is asked about.

    A context manager: Blender starts with the first question and ends with the context. Equal questions have equal
    answers, whatever was asked before.
    """

    def __init__(self, *, samples: int = SAMPLES, threads: int = 0, limit_secs: float = LIMIT_SECS) -> None:
        """Ready to start.

        Args:
            samples: paths by day from each of a probe's three corners.
            threads: how many Blender works with, 0 for one a core.
            limit_secs: how long one measurement may take before Blender counts as hung.
        """
        self._samples, self._threads, self._limit_secs = samples, threads, limit_secs
        self._blender: Blender | None = None

    def __enter__(self) -> "CyclesMeter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End Blender, if it runs; the next question starts another."""
        if self._blender is not None:
            self._blender.end()
            self._blender = None

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        """The light at every probe.

        Raises:
            BlenderError: there is no Blender, or it died or hung; the next question starts another.
        """
        if self._blender is None:
            self._blender = Blender(blender_command(threads=self._threads), limit_secs=self._limit_secs)
        with ExitStack() as cut_off:
            cut_off.callback(self.end)  # an answer that nobody waited for would be taken for that of the next question
            light = _measure(self._blender, scene, probes, samples=self._samples)
            cut_off.pop_all()
        return light


def _measure(blender: Blender, scene: LitScene, probes: Probes, *, samples: int) -> Light:
    middle = scene.vertices.mean(axis=0) if len(scene.vertices) else np.zeros(3)  # Blender works in float32
    blender.put(Solid(vertices=scene.vertices - middle, triangles=scene.triangles, colours=scene.colours))
    daylight = scene.daylight
    by_day = Exposure(
        lights=Lights.DAY,
        samples=samples,
        bounces=BOUNCES,
        points=probes.points - middle,
        normals=probes.normals,
        towards_sun=daylight.towards_sun,
        sun_colour=np.array(daylight.sun_colour),
        sky_colour=np.array(daylight.sky_colour),
        ground_bounce=np.array(daylight.ground_bounce),
        patch_middles=np.zeros((0, 3)),
        patch_normals=np.zeros((0, 3)),
        patch_fluxes=np.zeros((0, 3)),
    )
    return Light(
        sun=_sun(blender, by_day, probes.shades),
        sky=_exposed(blender, by_day),
        lamps=_patches(blender, by_day, scene.glow.lamps, middle),
        store=_from_own_store(blender, by_day, probes.features, scene.glow, middle),
    )


def _sun(blender: Blender, by_day: Exposure, shades: IntArray) -> FloatArray:
    incidence = np.maximum(by_day.normals @ by_day.towards_sun, 0.0)
    incidence[shades == Shade.SHADED] = 0.0
    light = np.asarray(incidence[:, None] * by_day.sun_colour)
    asks = np.flatnonzero((incidence > 0.0) & (shades != Shade.SUNLIT))
    light[asks] = _exposed(blender, replace(_of(by_day, asks), lights=Lights.SUN, samples=SAMPLES_OF_SUN, bounces=0))
    return light


def _patches(blender: Blender, by_day: Exposure, patches: Patches, middle: FloatArray) -> FloatArray:
    if not len(patches):
        return np.zeros((len(by_day.points), 3))
    after_dark = replace(
        by_day,
        lights=Lights.PATCHES,
        samples=max(by_day.samples // DAY_PER_NIGHT_SAMPLES, 1),
        patch_middles=patches.middles - middle,
        patch_normals=patches.normals,
        patch_fluxes=patches.fluxes,
    )
    return _exposed(blender, after_dark)


def _from_own_store(blender: Blender, by_day: Exposure, owners: IntArray, glow: Glow, middle: FloatArray) -> FloatArray:
    light = np.zeros((len(by_day.points), 3))
    for store, patches in glow.of_stores.items():
        own = np.flatnonzero(owners == store)
        light[own] = _patches(blender, _of(by_day, own), patches, middle)
    return light


def _of(exposure: Exposure, rows: IntArray) -> Exposure:
    """The same on some of the points."""
    return replace(exposure, points=exposure.points[rows], normals=exposure.normals[rows])


def _exposed(blender: Blender, exposure: Exposure) -> FloatArray:
    light = np.zeros((len(exposure.points), 3))
    for start in range(0, len(light), PROBES_AT_ONCE):
        part = np.arange(start, min(start + PROBES_AT_ONCE, len(light)))
        light[part] = blender.expose(_of(exposure, part))
    return light
