# SPDX-License-Identifier: MIT
"""The control port: plain HTTP, for the tests alone.

    POST /behave  {"host":"crossref","mode":"status","arg":"503"}
    POST /reset
    GET  /log     /count  /peak     ?host= &path= &status=
    GET  /modes   /records
"""
import json

from answers import json_answer
from modes import MODES, with_defaults
from records import NAMES
from wire import Answer

HOSTS = (*NAMES, "landing", "all")
TLS = ("wrong-name", "untrusted")
OTHERS = ("none", "down", "up", "limit", *TLS)


def text(value, status=200):
    return Answer(status, [("Content-Type", "text/plain;charset=utf-8")],
                  f"{value}\n".encode())


def rule_of(order):
    """A rule of the state, from what was sent; ValueError when it is none."""
    unknown = set(order) - {"host", "mode", "arg", "path", "times"}
    host, name = order.get("host", "all"), order.get("mode")
    if unknown or host not in HOSTS:
        raise ValueError(f"unknown: {unknown or host}")
    if name not in MODES and name not in OTHERS:
        raise ValueError(f"no such mode: {name}")
    given = order.get("arg", "")
    if name in MODES:
        wanted = len(MODES[name].arguments)
        given = given if isinstance(given, list) else str(given).split(
            ".", max(wanted - 1, 0))
        given = with_defaults(MODES[name], given)
    return {"host": host, "mode": name, "arguments": given,
            "path": order.get("path", ""), "times": order.get("times", -1)}


class Control:
    def __init__(self, site):
        self.site = site

    async def handle(self, request, writer):
        del writer
        try:
            return await self.answer(request)
        except (ValueError, TypeError, KeyError) as error:
            return text(error, 400)

    async def answer(self, request):
        if request.method == "POST" and request.path == "/behave":
            await self.behave(rule_of(json.loads(request.body)))
            return Answer(204)
        if request.method == "POST" and request.path == "/reset":
            await self.site.reset()
            return Answer(204)
        return self.look(request)

    async def behave(self, rule):
        host, mode = rule["host"], rule["mode"]
        if mode == "limit":
            hosts = ("crossref", "datacite") if host == "all" else (host,)
            for one in hosts:
                self.site.state.set_limit(one, str(rule["arguments"]))
        elif mode == "up":
            await self.site.up(host)
        elif mode == "down":
            self.site.down(host)
        elif mode in TLS:
            self.site.set_tls(host, mode)
        else:
            self.site.state.behave(rule)
            if mode == "none":
                await self.site.up(host)
                self.site.set_tls(host, None)

    def look(self, request):
        state, host = self.site.state, request.argument("host")
        path, status = request.argument("path") or "", request.argument(
            "status")
        if request.path == "/log":
            return json_answer(state.select(host, path, status))
        if request.path == "/count":
            return text(len(state.select(host, path, status)))
        if request.path == "/peak":
            return text(state.peak[host] if host
                        else max(state.peak.values(), default=0))
        if request.path == "/modes":
            return json_answer({
                name: {"arguments": one.arguments,
                       "what": (one.run.__doc__ or "").strip()}
                for name, one in MODES.items()})
        if request.path == "/records":
            return json_answer({doi: record.agency for doi, record in
                                self.site.world.records.by_doi.items()})
        return text("no such thing", 404)
