"""The front door: one command line over the builder, the content API and the walker.

Each command gathers what it needs from the three packages, which do not know each other. Imports stand inside the
commands, because Panda3D and the geometry libraries take a second to load and `--help` must not wait for them.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import platformdirs
import typer
from rich.console import Console

from assets import FONT_FILES
from district_builder.console.notes import count_words, notes_as_json, show_notes
from district_builder.console.progress import shown_progress
from district_builder.domain.errors import GolmokError
from district_builder.domain.light_bake import LightBake
from viewer.core.light_choice import LightChoice

if TYPE_CHECKING:
    from content_api.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
says = Console(markup=False, highlight=False, soft_wrap=True)
warns = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)

Data = Annotated[Path | None, typer.Option("--data", help="자료 폴더. 기본값은 사용자 자료 폴더입니다.")]
Port = Annotated[int, typer.Option(help="서버의 포트. 0이면 빈 포트를 씁니다.")]
Workers = Annotated[int, typer.Option(help="타일을 만드는 프로세스 수. 0이면 코어 수만큼 씁니다.")]
At = Annotated[str | None, typer.Option(help="설 자리: 'east,north,heading', 보기 이름(start, plaza …), '#가게 id'.")]
Light = Annotated[
    LightChoice,
    typer.Option(help="어느 때의 거리를 볼지: day 낮, evening 저녁, night 밤, now 지금(그곳의 해에 맞춥니다)."),
]
Bake = Annotated[
    LightBake,
    typer.Option("--light", help="빛을 재는 방법: fast 빠르게, full 정밀하게(Blender가 필요하고 오래 걸립니다)."),
]
PickedDistrict = Annotated[str | None, typer.Option("--district", help="거리의 slug. 하나뿐이면 적지 않아도 됩니다.")]


@app.callback()
def look_around() -> None:
    """골목: 가기 전에 걸어 보는 우리 동네 상가 거리."""
    if not (FONT_FILES / "sources.sha256").exists():
        raise GolmokError(f"{FONT_FILES}: 글꼴이 없습니다. 프로젝트 폴더에서 .ci/install 을 실행하면 받아 옵니다.")


@app.command()
def demo(
    data: Data = None,
    port: Port = 8000,
    workers: Workers = 0,
    light: Bake = LightBake.FAST,
    keep_serving: Annotated[bool, typer.Option(help="화면이 없을 때 서버를 켜 둡니다.")] = True,
) -> None:
    """예시 거리를 들여오고, 짓고, 열어서 걷습니다. 화면이 없으면 그림을 그리고 주소를 알려 줍니다."""
    from assets import DEMO_SOURCE
    from content_api.server import serving

    settings = _settings(data)
    slug = _import(settings, DEMO_SOURCE)
    _build(settings, slug, workers=workers, light=light)
    with serving(settings, port=port) as url:
        says.print(f"거리 안내: {url}/d/{slug}")
        if _has_display():
            from viewer.panda.walker import walk as open_walker

            open_walker(url, slug)
            return
        from viewer.panda.picture import take_picture

        out = settings.folder.root / f"{slug}.png"
        take_picture(url, slug, at="start", size=(1280, 720), out=out)
        says.print(f"화면이 없어 그림으로 남겼습니다: {out}")
        if keep_serving:
            says.print("서버가 켜져 있습니다. 끝내려면 Ctrl+C를 누르세요.")
            _wait_for_interrupt()


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="만들 폴더")],
    stores: Annotated[list[Path], typer.Option(help="가게 목록 파일. 여러 번 쓸 수 있습니다.")],
    name: Annotated[str, typer.Option(help="거리 이름")],
    layout: Annotated[list[Path] | None, typer.Option(help="지도나 건물 파일. 없으면 주소로 배치합니다.")] = None,
    slug: Annotated[str | None, typer.Option(help="주소에 쓸 영문 이름. 기본값은 폴더 이름입니다.")] = None,
    crs: Annotated[str, typer.Option(help="좌표계. 예: EPSG:5174")] = "",
) -> None:
    """원본 파일로 거리 폴더의 초안을 만듭니다."""
    from district_builder.sources.draft import draft_folder

    notes = draft_folder(
        folder,
        layouts=layout or [],
        stores=stores,
        slug=slug or folder.name.lower(),
        name_ko=name,
        coordinate_system=crs,
    )
    show_notes(warns, notes)
    says.print(f"{folder}에 초안을 만들었습니다. district.toml을 훑어본 뒤 golmok check {folder} 를 실행하세요.")


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="거리 폴더")],
    is_all: Annotated[bool, typer.Option("--all", help="같은 종류가 많아도 모두 보입니다.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="다른 프로그램이 읽을 JSON으로 적습니다.")] = False,
) -> None:
    """거리 폴더를 읽고 의심스러운 점을 모두 알려 줍니다. 아무것도 바꾸지 않습니다."""
    from district_builder.pipeline import survey
    from district_builder.sources.folder import read_folder

    source = read_folder(folder)
    result = survey(source)
    if as_json:
        counts = {"stores": len(source.stores), "placed": result.placed, "buildings": result.buildings}
        typer.echo(json.dumps({**counts, "notes": notes_as_json(result.notes)}, indent=1))
        return
    show_notes(says, result.notes, see_all="--all 로 모두 보기", is_all=is_all)
    says.print(
        f"가게 {len(source.stores)}곳 가운데 {result.placed}곳을 건물 {result.buildings}채에 배치했습니다. "
        f"{count_words(result.notes)}"
    )


@app.command("import")
def import_folder(folder: Annotated[Path, typer.Argument(help="거리 폴더")], data: Data = None) -> None:
    """거리 폴더를 데이터베이스에 들여옵니다. 다시 들여오면 바뀐 것만 고칩니다."""
    _import(_settings(data), folder)


@app.command()
def build(
    district: Annotated[str, typer.Argument(help="거리의 slug")],
    data: Data = None,
    workers: Workers = 0,
    light: Bake = LightBake.FAST,
) -> None:
    """거리의 3D 장면을 짓습니다. 바뀌지 않은 타일은 그대로 쓰고, 멈춘 데서 이어서 짓습니다."""
    _build(_settings(data), district, workers=workers, light=light)


@app.command()
def serve(
    data: Data = None,
    port: Port = 8000,
    host: Annotated[str, typer.Option(help="들을 주소. 다른 기기에 열려면 0.0.0.0")] = "127.0.0.1",
) -> None:
    """내용 API와 거리 안내 페이지를 엽니다."""
    from content_api.server import serve as answer

    answer(_settings(data), host=host, port=port)


@app.command()
def walk(
    url: Annotated[str | None, typer.Argument(help="서버 주소. 없으면 이 컴퓨터의 자료로 엽니다.")] = None,
    district: PickedDistrict = None,
    at: At = None,
    data: Data = None,
    light: Light = LightChoice.NOW,
    fullscreen: Annotated[bool, typer.Option(help="화면 전체로 엽니다.")] = False,
) -> None:
    """거리를 걷습니다."""
    with _server(url, data) as base:
        from viewer.panda.walker import walk as open_walker

        open_walker(base, district, at=at, is_fullscreen=fullscreen, light=light)


@app.command()
def picture(
    district: Annotated[str, typer.Argument(help="거리의 slug")],
    out: Annotated[Path, typer.Option(help="저장할 PNG 파일")],
    at: At = None,
    size: Annotated[str, typer.Option(help="가로x세로 픽셀")] = "1920x1080",
    light: Light = LightChoice.DAY,
    panel: Annotated[str | None, typer.Option(help="안내 화면을 열어 둘 가게 id")] = None,
    url: Annotated[str | None, typer.Option(help="서버 주소. 없으면 이 컴퓨터의 자료를 씁니다.")] = None,
    data: Data = None,
) -> None:
    """어느 자리에서 본 거리를 그림으로 남깁니다. 화면이 없어도 됩니다."""
    with _server(url, data) as base:
        from viewer.panda.picture import take_picture

        take_picture(base, district, at=at, size=_size(size), out=out, panel=panel, light=light)
    says.print(f"{out}")


def main() -> None:
    """Run the command line: exit code 0 fine, 1 failed with one sentence, 2 wrong use."""
    verbose = "--verbose" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--verbose"]
    try:
        app(args=arguments, prog_name="golmok")
    except GolmokError as error:
        if verbose:
            raise
        warns.print(f"{error}", style="red")
        sys.exit(1)


def _settings(data: Path | None) -> "Settings":
    from content_api.settings import Settings

    folder = data or Path(os.environ.get("GOLMOK_DATA", "") or platformdirs.user_data_dir("golmok", appauthor=False))
    settings = Settings(data=folder.expanduser().resolve(), database_url=os.environ.get("DATABASE_URL"))
    settings.folder.create()
    return settings


def _import(settings: "Settings", folder: Path) -> str:
    from content_api.database import open_engine, writing
    from content_api.imports import store_source
    from content_api.migrations import upgrade_database
    from district_builder.sources.folder import read_folder

    source = read_folder(folder)
    engine = open_engine(settings)
    upgrade_database(engine)
    with writing(engine) as session:
        summary = store_source(session, source, media=settings.folder.media, folder=folder)
    show_notes(warns, (*source.notes, *summary.notes))
    state = "들여왔습니다" if summary.is_changed else "바뀐 것이 없습니다"
    says.print(f"{source.district.name_ko}: 가게 {len(source.stores)}곳, 메뉴 {len(source.menus)}개. {state}.")
    return source.district.slug


def _build(settings: "Settings", slug: str, *, workers: int, light: LightBake) -> None:
    from content_api.builds.worker import build_district, pipeline
    from content_api.database import open_engine
    from content_api.migrations import upgrade_database

    engine = open_engine(settings)
    upgrade_database(engine)
    builder = pipeline(workers=workers or os.cpu_count() or 1, light=light)
    with shown_progress(warns) as report:
        made = build_district(engine, settings.folder, slug, builder=builder, report=report)
    _draw_poster(settings, slug, is_new=made.reused_tiles < made.tiles)
    show_notes(warns, made.notes)
    says.print(
        f"{slug}: 가게 {made.stores}곳 가운데 {made.placed}곳, 타일 {made.tiles}장"
        f" (다시 쓴 것 {made.reused_tiles}장). 장면 번호 {made.build_id}"
    )


def _draw_poster(settings: "Settings", slug: str, *, is_new: bool) -> None:
    """The picture that the street's page shows; a machine that cannot draw does without."""
    from viewer.panda.poster import draw_poster

    try:
        draw_poster(settings.folder.scenes / slug, slug, is_new=is_new)
    except GolmokError as error:
        warns.print(f"거리 그림은 만들지 못했습니다. {error}")


@contextmanager
def _server(url: str | None, data: Path | None) -> Iterator[str]:
    """The address given, or this machine's data served from within this process."""
    if url is not None:
        yield url.rstrip("/")
        return
    from content_api.server import serving

    with serving(_settings(data)) as base:
        yield base


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 16 <= int(width) <= 8192 and 16 <= int(height) <= 8192):
        raise typer.BadParameter("1920x1080처럼 16~8192 픽셀로 적어 주세요.", param_hint="--size")
    return int(width), int(height)


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY"))


def _wait_for_interrupt() -> None:
    from threading import Event

    with suppress(KeyboardInterrupt):
        Event().wait()
    says.print("서버를 닫습니다.")


if __name__ == "__main__":
    main()
