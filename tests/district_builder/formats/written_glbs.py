"""GLBs that our writer wrote, for the tests that read and judge them."""

from district_builder.formats.glb import AtlasPage, write_glb
from district_builder.geometry.mesh import Mesh, Surface
from tests.district_builder.formats.glb_samples import GROUND, SHARED_URI, STORE, quads, webp

SHARED = {Surface.MATTER: SHARED_URI, Surface.LEAF: SHARED_URI}


def glb_of(
    meshes: dict[Surface, Mesh], *, atlas: bytes | None = None, shared: dict[Surface, str] | None = None
) -> bytes:
    return write_glb(meshes=meshes, atlas=atlas, shared_textures=shared or {}, features=[GROUND, STORE])


def paged_glb() -> bytes:
    """Art on three pages, glass on the first and the last; a page has the colour of its number."""
    pages = [webp(colour=(60 * number, 0, 0)) for number in range(3)]
    return write_glb(
        meshes={Surface.MATTER: quads(5), Surface.ART: quads(2, seed=1), Surface.GLASS: quads(3, seed=2)},
        atlas=pages[0],
        shared_textures=SHARED,
        features=[GROUND, STORE],
        further_pages=[
            AtlasPage(picture=pages[1], meshes={Surface.ART: quads(4, seed=3), Surface.GLASS: Mesh.empty()}),
            AtlasPage(picture=pages[2], meshes={Surface.GLASS: quads(6, seed=4), Surface.ART: quads(7, seed=5)}),
        ],
    )
