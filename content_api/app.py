"""The application on one page: features, errors, layers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from sqlalchemy import literal, select

from content_api.answer_cache import AnswerCache
from content_api.body_limit import BodyLimit
from content_api.builds.endpoints import router as builds
from content_api.changes_seen import changes_of
from content_api.database import Reading, open_engine
from content_api.districts.endpoints import router as districts
from content_api.errors import Problem, install_problem_answers
from content_api.head import HeadAsGet
from content_api.menus.endpoints import router as menus
from content_api.migrations import upgrade_database
from content_api.pages.endpoints import router as pages
from content_api.pages.endpoints import today_in_korea
from content_api.pages.rendering import problem_page
from content_api.photos.endpoints import router as photos
from content_api.scenes.endpoints import router as scenes
from content_api.settings import Settings
from content_api.stores.endpoints import router as stores

API_VERSION = "1.0.0"
WORKER_THREADS = 3  # a query takes less than a switch between threads: with 40 the slowest answers took twice as long


class Health(BaseModel):
    status: str


def create_app(settings: Settings) -> FastAPI:
    """The content API over one data folder. Opens the database and brings its schema up to date."""
    engine = open_engine(settings)
    upgrade_database(engine)
    changes = changes_of(engine)

    @asynccontextmanager
    async def closing_engine(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = WORKER_THREADS
        yield
        changes.close()
        engine.dispose()

    app = FastAPI(
        title="골목 콘텐츠 API",
        version=API_VERSION,
        lifespan=closing_engine,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.state.engine = engine
    app.state.folder = settings.folder
    for router in (pages, districts, stores, menus, photos, builds, scenes):
        app.include_router(router)

    @app.get("/health", operation_id="get_health", summary="살아 있는지", tags=["health"])
    def get_health(session: Reading) -> Health:
        session.execute(select(literal(1)))
        return Health(status="ok")

    install_problem_answers(app, page=problem_page)
    app.add_middleware(BodyLimit, limit_bytes=settings.body_limit_bytes)
    app.add_middleware(AnswerCache, generation=lambda: (changes(), today_in_korea()))
    app.add_middleware(HeadAsGet)
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]
    return app


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, with the schema of problems, which routes name only by reference."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        template = "#/components/schemas/{model}"
        problem = Problem.model_json_schema(ref_template=template)
        schemas = document["components"]["schemas"]
        schemas.update(problem.pop("$defs"))
        schemas["Problem"] = problem
        app.openapi_schema = document
    return app.openapi_schema
