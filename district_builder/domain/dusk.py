"""The light that is left when the sun is gone."""

DUSK_RGB = (0.21, 0.27, 0.43)  # of the day's light from the sky, linear
