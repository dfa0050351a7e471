"""Templates and the style sheet."""

import hashlib
from importlib.resources import files
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from content_api.answers import answer
from content_api.errors import Problem
from content_api.pages import words

# The page brings no script; a data block of JSON-LD is not run and needs no permission.
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
STYLE = (files("content_api.pages") / "style.css").read_bytes()
ICON = (files("content_api.pages") / "icon.svg").read_bytes()
STYLE_PATH = f"/pages/style-{hashlib.sha256(STYLE).hexdigest()[:12]}.css"

_environment = Environment(
    loader=PackageLoader("content_api.pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_environment.globals.update(words=words, style_path=STYLE_PATH)


def render(name: str, **values: Any) -> str:
    return _environment.get_template(name).render(values)


def page(request: Request, name: str, **values: Any) -> Response:
    """A page that a browser may keep and asks about next time."""
    content = render(name, **values).encode()
    return answer(request, content, media_type="text/html; charset=utf-8", headers=PAGE_HEADERS)


def problem_page(_request: Request, problem: Problem) -> Response:
    """A problem for people."""
    return HTMLResponse(render("problem.html", problem=problem), problem.status, headers=PAGE_HEADERS)
