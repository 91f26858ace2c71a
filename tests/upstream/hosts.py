# SPDX-License-Identifier: MIT
"""All hosts on their ports: tells which host is meant, keeps the log and the
budgets, and answers well or badly."""
import asyncio
import inspect
import time

import certs
import modes
from records import HOST_OF, NAMES
from state import State
from wire import Answer, Listener, reset

PORTS = ("doi", "crossref", "datacite", "crosscite")
HOSTS = (*NAMES, "landing")


class Site:
    """The listeners and what they share."""

    def __init__(self, world, paths, addresses):
        self.world, self.paths, self.addresses = world, paths, addresses
        self.state, self.listeners, self.ports = State(), {}, {}
        self.tls = {}
        self.contexts = {name: certs.context_of(pair)
                         for name, pair in paths.items()}

    # ---- listeners ----

    def context(self, name):
        """TLS of a listener; what it shows depends on what was told."""
        context = certs.context_of(self.paths["good"])

        def choose(connection, asked, unused):
            del unused
            host = HOST_OF.get(asked, name)
            told = self.tls.get(host) or self.tls.get("all")
            if told:
                connection.context = self.contexts[told]

        context.sni_callback = choose
        return context

    async def listen(self, name, port, context):
        scheme = "https" if context else "http"
        listener = Listener(self.addresses, port, context, scheme,
                            self.handle)
        await listener.up()
        self.listeners[name] = listener
        self.ports[name] = listener.port

    async def start(self, https, http):
        await self.listen("https", https, self.context("https"))
        for name in PORTS:
            await self.listen(name, 0, self.context(name))
        for name in ("wrong-name", "untrusted"):
            await self.listen(name, 0, self.contexts[name])
        await self.listen("http", http, None)
        dead = Listener(self.addresses, 0, None, "http", self.handle)
        self.listeners["dead"], self.ports["dead"] = dead, dead.port

    def listeners_of(self, host):
        return [self.listeners[name] for name in
                ("https", "http", *PORTS) if host in ("all", name)]

    def down(self, host):
        if host != "all":  # on the port of all hosts the next best
            self.state.behave({"host": host, "mode": "reset-start",
                               "arguments": [], "path": "", "times": -1})
        for listener in self.listeners_of(host):
            listener.down()

    async def up(self, host):
        self.state.rules = [rule for rule in self.state.rules
                            if rule["mode"] != "reset-start"
                            or host not in (rule["host"], "all")]
        for listener in self.listeners_of(host):
            await listener.up()

    def set_tls(self, host, mode):
        self.tls[host] = mode
        if host == "all" and mode is None:
            self.tls.clear()
        for listener in self.listeners_of(host):
            for writer in list(listener.writers):
                reset(writer)  # so that the next handshake shows it

    async def reset(self):
        """As after the start; what runs now goes on."""
        now = self.state.now
        self.state = State()
        self.state.now = now
        self.tls.clear()
        await self.up("all")

    # ---- one request ----

    def locate(self, request):
        """(host, name it was asked by) of a request; its target loses the
        prefix."""
        name, _, port = request.headers.get("host", "").rpartition(":")
        if not port.isdigit():
            name = request.headers.get("host", "")
        if name in HOST_OF:
            return HOST_OF[name], name
        prefix, slash, rest = request.target[1:].partition("/")
        if prefix not in HOSTS:
            return None, name
        request.target = slash + rest
        return prefix, name

    def base(self, request, name, host):
        """The URL of a host for who asked by name; redirects stay on the
        kind of port that was asked."""
        if name in HOST_OF and host in NAMES:
            _, _, port = request.headers["host"].rpartition(":")
            port = f":{port}" if port.isdigit() else ""
            return f"https://{NAMES[host][0]}{port}"
        port = request.port
        if port in [self.ports[one] for one in PORTS]:
            port = self.ports.get(host, self.ports["crosscite"])
        name = name if name not in HOST_OF else "localhost"
        return f"{request.scheme}://{name}:{port}/{host}"

    async def handle(self, request, writer):
        asked = request.target
        host, name = self.locate(request)
        entry = {"time": request.time, "host": host, "method": request.method,
                 "path": request.target, "scheme": request.scheme,
                 "port": request.port, "headers": request.headers,
                 "mode": None, "status": 0}
        self.state.begin(entry)
        try:
            if host is None:
                return Answer(404, [("Content-Type", "text/plain")],
                              b"No host of the stand-in is meant.\n")
            if request.scheme == "http" and name in HOST_OF:
                return Answer(301, [("Location", f"https://{name}{asked}")])
            return await self.reply(host, name, request, writer, entry)
        finally:
            self.state.end(entry)

    async def reply(self, host, name, request, writer, entry):
        """The answer within the budget of the host."""
        pool = pool_of(host, request)
        limit = self.state.limit(pool)
        bucket = self.state.buckets[pool]
        bucket.at_once += 1
        try:
            if limit and not bucket.take(*limit):
                answer = Answer(429, [("Content-Type", "text/plain"),
                                      ("Retry-After", "1")],
                                b"Too many requests.\n")
            else:
                answer = await self.act(host, name, request, writer, entry)
        finally:
            bucket.at_once -= 1
        if answer is not None:
            entry["status"] = answer.status
            if host == "crossref":
                answer.headers += budget_headers(pool, limit)
        return answer

    async def act(self, host, name, request, writer, entry):
        """Badly when told to, by rule or by DOI; else well."""
        def base(other):
            return self.base(request, name, other)

        def good():
            if direct:
                return modes.direct(modes.doi_of(host, request.path))
            return self.world.answer(host, request, base)

        asked = modes.asked_for(host, request.path)
        direct = asked is not None and host == "doi"
        rule = self.state.rule_for(host, request.target)
        if rule:
            mode, arguments = modes.MODES[rule["mode"]], rule["arguments"]
        elif asked:
            mode, arguments = asked
        else:
            return good()
        entry["mode"] = mode.name
        case = modes.Case(request, writer, host, arguments, good, base,
                          self.ports, base(host) + request.path)
        answer = mode.run(case)
        return await answer if inspect.isawaitable(answer) else answer

    # ---- what must never be touched ----

    async def guard(self, address, port):
        """An internal service: counts every connection; its port."""
        async def touched(reader, writer):
            del reader
            entry = {"time": time.time(), "host": "internal", "path": "",
                     "method": "", "status": 0, "headers": {}, "mode": None,
                     "port": writer.get_extra_info("sockname")[1]}
            self.state.begin(entry)
            self.state.end(entry)
            writer.close()

        server = await asyncio.start_server(touched, address, port)
        return server.sockets[0].getsockname()[1]


def pool_of(host, request):
    """Who is asking, as Crossref tells."""
    if host != "crossref":
        return host
    polite = ("mailto:" in request.headers.get("user-agent", "")
              or request.argument("mailto"))
    if not polite:
        return "public"
    listed = request.path.rstrip("/").rpartition("/")[2] == "works"
    return "polite-array" if listed else "polite-single"


def budget_headers(pool, limit):
    headers = [("x-api-pool", pool)]
    if limit:
        headers += [("x-rate-limit-limit", str(limit[0])),
                    ("x-rate-limit-interval", f"{limit[1]}s"),
                    ("x-concurrency-limit", str(limit[2]))]
    return headers
