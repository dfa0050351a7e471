"""What one process asks is what the other understands."""

import io

import numpy as np
import pytest

from district_builder.cycles.exposures import Exposure, Lights, Solid, packed, unpacked
from district_builder.cycles.messages import read_message, write_message


def asked(lights: Lights) -> Exposure:
    rows = np.arange(12.0).reshape(4, 3)
    return Exposure(
        lights=lights,
        samples=64,
        bounces=4,
        points=rows,
        normals=rows + 1,
        towards_sun=np.array([0.0, 0.6, 0.8]),
        sun_colour=np.array([1.0, 0.9, 0.8]),
        sky_colour=np.array([0.5, 0.6, 0.7]),
        ground_bounce=np.array([0.3, 0.2, 0.1]),
        patch_middles=rows[:2],
        patch_normals=rows[1:3],
        patch_fluxes=rows[2:],
    )


def over_a_pipe(question: Solid | Exposure) -> Solid | Exposure:
    stream = io.BytesIO()
    write_message(stream, packed(question))
    stream.seek(0)
    arrays = read_message(stream)
    assert arrays is not None
    return unpacked(arrays)


@pytest.mark.parametrize("lights", Lights)
def test_an_exposure_arrives_as_it_was_asked(lights):
    arrived = over_a_pipe(asked(lights))
    assert isinstance(arrived, Exposure)
    assert (arrived.lights, arrived.samples, arrived.bounces) == (lights, 64, 4)
    assert {name: value.tolist() for name, value in packed(arrived).items()} == {
        name: value.tolist() for name, value in packed(asked(lights)).items()
    }


def test_a_solid_arrives_as_a_solid():
    solid = Solid(vertices=np.eye(3), triangles=np.array([[0, 1, 2]]), colours=np.array([[0.1, 0.2, 0.3]]))
    arrived = over_a_pipe(solid)
    assert isinstance(arrived, Solid)
    assert arrived.triangles.tolist() == [[0, 1, 2]]
    assert arrived.colours.tolist() == [[0.1, 0.2, 0.3]]


def test_lights_that_nobody_knows_are_refused():
    with pytest.raises(ValueError, match="moon"):
        unpacked({**packed(asked(Lights.SUN)), "lights": np.array("moon")})


def test_half_a_solid_is_refused():
    with pytest.raises(TypeError, match="colours"):
        unpacked({"vertices": np.eye(3), "triangles": np.array([[0, 1, 2]])})
