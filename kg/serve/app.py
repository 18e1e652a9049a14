"""The service: requests in, replies out. SPARQL 1.1 Protocol, Graph Store Protocol, pages, IRIs."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from kg.serve.description import service_description
from kg.serve.http import Reply, Request
from kg.serve.media import GRAPHS, accepted, choose
from kg.serve.origin import LOCAL, allowed_origin, is_host, is_known_host
from kg.serve.pages import CONTENT_SECURITY_POLICY, EXPLORER, asset, query_page
from kg.serve.task import Answer, Problem, Task

__all__ = ["Do", "Service", "Settings"]

Do = Callable[[Task], Awaitable[Answer]]
"""Runs a task under its limits and gives the answer."""

_FORM = "application/x-www-form-urlencoded"
_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"
_SPARQL, _STORE = "/sparql", "/store"
_MINTED = ("/entity/", "/event/", "/claim/", "/doc/", "/time/", "/run/", "/amount/", "/edge/")
_MOST_FIELDS = 100
_DRAWING = 120.0
"""Seconds the explorer's layout may take: 10,000 nodes take about 12."""
_FRAMES = "frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service tells and allows."""

    names: Mapping[str, str]
    """Prefix -> namespace."""
    base: str
    """Base IRI of the data: what /entity/... here stands for."""
    questions: Sequence[tuple[str, str, str, str]] = ()
    """Id, German, English, SPARQL."""
    token: str = field(default="", repr=False)
    """Secret that allows writing; empty for none."""
    seconds: float = 10.0
    rows: int = 100_000
    result_bytes: int = 64_000_000
    cors: str = LOCAL
    """Origin whose pages may ask; * for all, `LOCAL` for this machine's, empty for none."""
    hosts: Collection[str] | None = None
    """Names beside localhost that requests may be for; None for any."""


class Service:
    """Answers requests; `do` runs reading tasks, `write` writing ones."""

    def __init__(self, settings: Settings, do: Do, write: Do | None = None) -> None:
        """Take the settings and the workers."""
        self._settings = settings
        self._do = do
        self._write = write

    async def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        try:
            answer = await self._answer(request)
        except Problem as problem:
            answer = problem.answer
        return Reply(answer, self._headers(request, answer))

    async def _answer(self, request: Request) -> Answer:
        host = request.headers.get("host", "localhost")
        hosts = self._settings.hosts
        # what is no host would make the service's own IRI none
        if not is_host(host) or (hosts is not None and not is_known_host(host, hosts)):
            raise Problem(421, f"This service is not {host}; kg serve --allow-host lets it be.")
        if request.method == "OPTIONS":
            return Answer(204, "text/plain", b"")
        path = request.path
        if path == _SPARQL:
            return await self._sparql(request)
        if path == "/update":
            return await self._update(request, request.body)
        if path == _STORE:
            return await self._store(request)
        if request.method not in {"GET", "HEAD"}:
            raise Problem(405, f"{path} can only be read.")
        return await self._read(request)

    async def _read(self, request: Request) -> Answer:
        path, settings = request.path, self._settings
        if path == "/":
            page = query_page(settings.questions, settings.names)
            return Answer(200, "text/html; charset=utf-8", page)
        if path == EXPLORER:
            return await self._do(Task("explorer", seconds=_DRAWING))
        if path == "/questions":
            told = [
                dict(zip(("id", "de", "en", "sparql"), q, strict=True)) for q in settings.questions
            ]
            return Answer(200, "application/json", json.dumps(told).encode())
        if path.startswith("/page/") and (found := asset(path.removeprefix("/page/"))):
            return Answer(200, *found)
        if path == "/describe":
            return await self._describe(request, dict(request.query).get("iri", ""))
        if path == "/ontology" or path.startswith(_MINTED):
            return await self._describe(request, settings.base + unquote(path[1:]))
        raise Problem(404, f"There is nothing at {path}; see / and {_SPARQL}.")

    async def _describe(self, request: Request, iri: str) -> Answer:
        return await self._do(self._task(request, "describe", iri))

    async def _sparql(self, request: Request) -> Answer:
        """Answer a query as SPARQL 1.1 Protocol, 2.1, has it: GET, form, or direct POST."""
        kind = _kind(request)
        if request.method in {"GET", "HEAD"}:
            fields = request.query
            if not any(name in {"query", "update"} for name, _ in fields):
                return self._description(request)
        elif request.method != "POST":
            raise Problem(405, "Ask with GET or POST.")
        elif kind == _UPDATE:
            return await self._update(request, request.body)
        elif kind == _QUERY:
            fields = (*request.query, ("query", _text(request.body)))
        elif kind == _FORM:
            fields = (*request.query, *_fields(request.body))
        else:
            raise Problem(415, f"{kind or 'No type'}: expected {_FORM} or {_QUERY}.")
        if any(name == "update" for name, _ in fields):
            return await self._update(request, request.body)
        return await self._do(self._task(request, "query", _one(fields, "query"), fields))

    def _description(self, request: Request) -> Answer:
        media, form = choose(accepted(request.headers.get("accept", "")), GRAPHS)
        endpoint = f"http://{request.headers.get('host', 'localhost')}{_SPARQL}"
        return Answer(
            200, media, service_description(endpoint, writable=self._write is not None, form=form)
        )

    async def _store(self, request: Request) -> Answer:
        """Answer as the SPARQL 1.1 Graph Store HTTP Protocol has it, with ?graph= or ?default."""
        fields = dict(request.query)
        graph = "default" if "default" in fields else fields.get("graph", "")
        if request.method in {"GET", "HEAD"}:
            return await self._do(self._task(request, "graph", graph))
        if request.method not in {"PUT", "POST", "DELETE"}:
            raise Problem(405, "Use GET, HEAD, PUT, POST or DELETE.")
        write = self._allowed(request)
        kind = request.method.lower()
        media = (request.headers.get("content-type", "text/turtle"),)
        return await write(
            Task(kind, text=graph, body=_text(request.body), media=media, seconds=60.0)
        )

    async def _update(self, request: Request, body: bytes) -> Answer:
        if request.method != "POST":
            raise Problem(405, "Update with POST.")
        write = self._allowed(request)
        kind = _kind(request)
        if kind == _UPDATE:
            fields = (*request.query, ("update", _text(body)))
        elif kind == _FORM:
            fields = (*request.query, *_fields(body))
        else:
            raise Problem(415, f"{kind or 'No type'}: expected {_FORM} or {_UPDATE}.")
        task = Task(
            "update",
            text=_one(fields, "update"),
            default_graphs=_all(fields, "using-graph-uri"),
            named_graphs=_all(fields, "using-named-graph-uri"),
            base=self._settings.base,
            names=dict(self._settings.names),
            seconds=60.0,
        )
        return await write(task)

    def _allowed(self, request: Request) -> Do:
        """Return what writes, if there is a token and the request has it."""
        if self._write is None or not self._settings.token:
            raise Problem(
                403, "This service is read-only; start it with NEWSKG_TOKEN set to write."
            )
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        if not hmac.compare_digest(given, self._settings.token.encode()):
            raise Problem(401, "Writing needs the header 'Authorization: Bearer <token>'.")
        return self._write

    def _task(
        self, request: Request, kind: str, text: str, fields: Sequence[tuple[str, str]] = ()
    ) -> Task:
        settings = self._settings
        return Task(
            kind,
            text=text,
            media=accepted(request.headers.get("accept", "")),
            default_graphs=_all(fields, "default-graph-uri"),
            named_graphs=_all(fields, "named-graph-uri"),
            base=settings.base,
            names=dict(settings.names),
            seconds=settings.seconds,
            rows=settings.rows,
            result_bytes=settings.result_bytes,
        )

    def _headers(self, request: Request, answer: Answer) -> tuple[tuple[str, str], ...]:
        # the explorer names its own policy, which lets nothing but its own scripts run
        policy = _FRAMES if request.path == EXPLORER else CONTENT_SECURITY_POLICY
        headers = [
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("vary", "accept, origin"),
        ]
        if answer.status == 401:  # noqa: PLR2004  HTTP's own number
            headers.append(("www-authenticate", "Bearer"))
        if answer.status == 503:  # noqa: PLR2004
            headers.append(("retry-after", "5"))
        if origin := allowed_origin(self._settings.cors, request.headers.get("origin", "")):
            headers.append(("access-control-allow-origin", origin))
        if request.method == "OPTIONS":
            headers += [
                ("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS"),
                ("access-control-allow-headers", "accept, authorization, content-type"),
                ("access-control-max-age", "86400"),
            ]
        return tuple(headers)


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"The body is no UTF-8: {error}.") from error


def _fields(body: bytes) -> tuple[tuple[str, str], ...]:
    try:
        found = parse_qsl(_text(body), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Problem(400, f"The form cannot be read: {error}.") from error
    return tuple(found)


def _all(fields: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


def _one(fields: Sequence[tuple[str, str]], name: str) -> str:
    found = _all(fields, name)
    if len(found) != 1:
        raise Problem(400, f"Expected one parameter {name!r}, met {len(found)}.")
    return found[0]
