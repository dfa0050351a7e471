"""Paints the example district's menu pictures: `python -m assets.demo.draw_menu_pictures` from the repository root.

The same run gives the same pictures; they are committed beside the menus, so a build needs no run.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assets.demo.drawing import bowls, breads, goods, noodles, papers, platters, sweets_and_drinks
from assets.demo.drawing.painting import Colour, Picture
from assets.demo.drawing.tableware import cloth, wood

PICTURES = Path(__file__).parent / "menus" / "pictures"
QUALITY = 75

WALNUT: Colour = (128, 86, 58)
OAK: Colour = (202, 164, 118)
SLATE: Colour = (88, 92, 98)
LINEN: Colour = (222, 212, 194)
SAGE: Colour = (168, 182, 158)
SKY: Colour = (178, 200, 212)
ROSE: Colour = (232, 196, 188)
MUSTARD: Colour = (226, 184, 96)

Recipe = tuple[Callable[[Picture, Colour], None], Colour, Callable[[Picture], None]]
RECIPES: dict[str, Recipe] = {
    "baekban": (cloth, LINEN, bowls.baekban),
    "beer": (wood, WALNUT, sweets_and_drinks.beer),
    "bibimbap": (wood, OAK, bowls.bibimbap),
    "bingsu": (cloth, ROSE, sweets_and_drinks.bingsu),
    "booklet": (cloth, SAGE, papers.booklet),
    "books": (cloth, (120, 104, 90), papers.books),
    "brushes": (cloth, LINEN, goods.brushes),
    "bungeo": (wood, WALNUT, breads.bungeo),
    "burger": (cloth, SLATE, breads.burger),
    "cake": (cloth, SKY, sweets_and_drinks.cake),
    "chicken": (wood, (86, 58, 44), platters.chicken),
    "coffee": (wood, OAK, sweets_and_drinks.coffee),
    "croissant": (cloth, SAGE, breads.croissant),
    "cup": (wood, (146, 112, 84), papers.pottery),
    "donkatsu": (wood, OAK, platters.donkatsu),
    "film": (cloth, (212, 196, 176), papers.film),
    "flowers": (cloth, SKY, goods.flowers),
    "galbi": (wood, (104, 70, 50), platters.galbi),
    "gimbap": (cloth, SKY, platters.gimbap),
    "gukbap": (wood, (150, 104, 70), bowls.gukbap),
    "janchi": (cloth, LINEN, noodles.janchi),
    "jjajang": (cloth, MUSTARD, noodles.jjajang),
    "jjamppong": (wood, OAK, noodles.jjamppong),
    "jjigae": (wood, WALNUT, bowls.jjigae),
    "juk": (cloth, SAGE, bowls.juk),
    "kalguksu": (wood, WALNUT, noodles.kalguksu),
    "latte": (cloth, ROSE, sweets_and_drinks.latte),
    "macaron": (cloth, ROSE, sweets_and_drinks.macaron),
    "mandu": (cloth, SLATE, platters.mandu),
    "notebook": (wood, OAK, goods.notebook),
    "paints": (cloth, LINEN, goods.paints),
    "pasta": (cloth, SAGE, noodles.pasta),
    "pencils": (cloth, (236, 228, 212), goods.pencils),
    "pizza": (cloth, SLATE, breads.pizza),
    "ramen": (wood, (96, 66, 50), noodles.ramen),
    "saltbread": (cloth, SKY, breads.saltbread),
    "sandwich": (cloth, MUSTARD, breads.sandwich),
    "sushi": (cloth, LINEN, platters.sushi),
    "tteok": (wood, OAK, sweets_and_drinks.tteok),
    "tteokbokki": (cloth, SKY, bowls.tteokbokki),
    "twist": (cloth, MUSTARD, breads.twist),
}


def main(wanted: list[str]) -> None:
    """Paint the named pictures, or all of them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for seed, (name, (table, colour, recipe)) in enumerate(sorted(RECIPES.items())):
        if wanted and name not in wanted:
            continue
        picture = Picture(dice=np.random.default_rng(seed))
        table(picture, colour)
        recipe(picture)
        picture.finished().save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)


if __name__ == "__main__":
    main(sys.argv[1:])
