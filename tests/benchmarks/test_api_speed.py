"""How fast the API answers at 6,000 stores, beside a bare Starlette that answers the same bytes in the same run.

Server and clients share the machine's cores with whatever else runs there, so absolute times say little and fail
nothing: what is printed beside them is how often a bare server's figure they are.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from content_api.database import now, open_engine, reading, writing
from content_api.imports import store_source
from content_api.migrations import upgrade_database
from content_api.settings import Settings
from content_api.stores.repository import find_store
from content_api.stores.source_rows import write_placements
from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat, Point2, Point3
from district_builder.domain.layout import Layout, Origin
from district_builder.domain.places import Placement, PlacementKind
from district_builder.domain.stores import Address, Menu, MenuItem, MenuSection, Store

pytestmark = pytest.mark.benchmark

STORES = 6_000
CLIENTS = 8
REQUESTS = 250
P99_BUDGET_MS = 50.0
CACHED_BUDGET = 0.6
ROUNDS = 3

SERVE = """
import sys
from pathlib import Path
from content_api.server import serve
from content_api.settings import Settings
serve(Settings(data=Path(sys.argv[1])), port=int(sys.argv[2]))
"""
SERVE_BARE = """
import sys
from pathlib import Path
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
body = Path(sys.argv[1]).read_bytes()
async def answer(request):
    return Response(body, media_type="application/json")
app = Starlette(routes=[Route("/{path:path}", answer)])
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", access_log=False)
"""


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What the server itself has worked, whoever else uses the cores; 0 where the system does not tell."""
        stat = Path(f"/proc/{self.process}/stat")
        if not stat.exists():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Speed:
    per_second: float
    median_ms: float
    p99_ms: float
    cpu_ms: float

    def __str__(self) -> str:
        return (
            f"{self.per_second:.0f} a second, median {self.median_ms:.2f} ms, p99 {self.p99_ms:.2f} ms, "
            f"{self.cpu_ms:.2f} ms of the server's own time"
        )


def big_city() -> DistrictSource:
    syllables = "가나다라마바사아자차카타파하"
    categories = list(Category)

    def store(number: int) -> Store:
        name = "".join(syllables[number // 14**place % 14] for place in range(4))
        return Store(
            store_id=f"s{number}",
            name=f"{name} 가게",
            category=categories[number % len(categories)],
            address=Address(text=f"큰길 {number}", road="큰길", storeys=(1,), units=("101",)),
            phone="031-000-0000",
            hours_text="매일 10:00–21:00",
            description="동네에서 오래 장사한 가게입니다. " * 3,
            origin=Origin(file="stores.csv", row=number + 2),
        )

    items = tuple(MenuItem(name=f"메뉴 {number}", price_won=1000 * number + 500) for number in range(12))
    return DistrictSource(
        district=District(slug="city", name_ko="큰 도시", anchor=LonLat(127.0, 37.4), streets=("큰길",)),
        layout=Layout(),
        stores=tuple(store(number) for number in range(STORES)),
        menus=tuple(
            Menu(store_id=f"s{number}", sections=(MenuSection(name="식사", items=items),)) for number in range(STORES)
        ),
    )


def place(number: int) -> Placement:
    return Placement(
        store_id=f"s{number}",
        building_id=f"b{number // 12}",
        kind=PlacementKind.STREET_FRONT,
        storey=1,
        anchor_in_district=Point3(number * 0.7, 5.0, 3.0),
        door_in_district=Point2(number * 0.7, 4.0),
        street=f"{number // 600}번길",
        along_street_metres=number % 600 * 5.0,
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("city") / "data")
    engine = open_engine(settings)
    upgrade_database(engine)
    source = big_city()
    started = time.perf_counter()
    with writing(engine) as session:
        store_source(session, source, media=settings.folder.media)
        placements = [place(number) for number in range(STORES)]
        write_placements(session, "city", placements, frame=source.district.frame, building_names={}, at=now())
    print(f"\nimport of {STORES} stores with menus and places: {time.perf_counter() - started:.1f} s")
    engine.dispose()
    return settings


@pytest.fixture(scope="module")
def api(city: Settings) -> Iterator[Server]:
    yield from served(SERVE, city.data)


@pytest.fixture(scope="module")
def bare_server(city: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    engine = open_engine(city)
    body = tmp_path_factory.mktemp("bare") / "store.json"
    with reading(engine) as session:
        body.write_text(find_store(session, "s7").model_dump_json())
    engine.dispose()
    yield from served(SERVE_BARE, body)


def served(program: str, argument: Path) -> Iterator[Server]:
    """A server in a process of its own, so that it does not share the clients' interpreter."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-c", program, str(argument), str(port)], stderr=subprocess.DEVNULL
    ) as process:
        try:
            until_it_answers(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def until_it_answers(port: int) -> None:
    for _ in range(200):
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            connection.getresponse().read()
            return
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError(f"no server on port {port}")


def ask(port: int, paths: list[str], headers: dict[str, str]) -> list[float]:
    """Milliseconds of each request, one after the other on one connection."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status in (200, 304), (path, answer.status)
    connection.close()
    return times


def measure(server: Server, paths: list[list[str]]) -> Speed:
    """All clients at once, each with its own list of paths."""
    ports, no_headers = [server.port] * len(paths), [{}] * len(paths)
    with ProcessPoolExecutor(len(paths)) as clients:
        list(clients.map(ask, ports, [["/health"]] * len(paths), no_headers))
        worked, started = server.cpu_seconds(), time.perf_counter()
        answers = list(clients.map(ask, ports, paths, no_headers))
        seconds, worked = time.perf_counter() - started, server.cpu_seconds() - worked
    times = sorted(each for answer in answers for each in answer)
    p99_ms = times[int(len(times) * 0.99)]
    return Speed(len(times) / seconds, statistics.median(times), p99_ms, worked / len(times) * 1000)


def spread(pattern: str, *, step: int = 1) -> list[list[str]]:
    """Paths that no two requests share."""
    return [
        [pattern.format((client * REQUESTS + number) * step % STORES) for number in range(REQUESTS)]
        for client in range(CLIENTS)
    ]


PATTERNS = {
    "store": "/v1/stores/s{}",
    "menu": "/v1/stores/s{}/menu",
    "page": "/s/s{}",
    "12 stores": "/v1/districts/city/stores?building=b{}",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_an_answer_that_nobody_asked_for_before(api: Server, bare_server: Server, name: str) -> None:
    pattern = PATTERNS[name]
    again = "&again=" if "?" in pattern else "?"
    for turn in range(ROUNDS):
        paths = spread(f"{pattern}{again}{turn}")
        bare, fresh = measure(bare_server, paths), measure(api, paths)
        print(f"\n{name}: {fresh}\nbare Starlette: {bare}\n{beside(fresh, bare)}, p99 budget {P99_BUDGET_MS:.0f} ms")


def test_a_cached_read_beside_bare_starlette(api: Server, bare_server: Server) -> None:
    paths = [["/v1/stores/s7"] * REQUESTS] * CLIENTS
    for _ in range(ROUNDS):
        bare, cached = measure(bare_server, paths), measure(api, paths)
        print(f"\ncached read: {cached}\nbare Starlette: {bare}\n{beside(cached, bare)}, budget {CACHED_BUDGET:.0%}")


def beside(speed: Speed, bare: Speed) -> str:
    """The ratios that count: the last is the least disturbed by what else the machine does."""
    return (
        f"{speed.per_second / bare.per_second:.0%} of bare a second, p99 {speed.p99_ms / bare.p99_ms:.1f} times bare, "
        f"{bare.cpu_ms / max(speed.cpu_ms, 1e-9):.0%} of bare by the server's own time"
    )


def test_a_kept_answer_is_the_answer(api: Server) -> None:
    """What makes the cached read fast must not make it another one."""
    answers = []
    for _ in range(2):
        connection = HTTPConnection("127.0.0.1", api.port, timeout=30)
        connection.request("GET", "/v1/stores/s9")
        answers.append(connection.getresponse().read())
        connection.close()
    assert answers[0] == answers[1]
    assert b'"store_id":"s9"' in answers[0]
