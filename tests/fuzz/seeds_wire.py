# SPDX-License-Identifier: MIT
"""Seeds of what comes over HTTP, and of the configuration: requests for every
part of the API, exchanges byte for byte, answers of hosts outside, options."""

GETS = ["/v1/records/10.1234/a(b)%3C1::c%3E;2-%23?fields=doi,title&report=full",
        "/v1/records/doi:10.1234%252Fb?format=bibtex&ascii=true&fetch=never",
        "/v1/records?query=cells+OR+\"a+b\"+-x&year=..2020&facets=*&sort=-title",
        "/v1/records?has=!abstract&limit=2&format=csv&type=book|dataset&raw=1",
        "/v1/records?query.bibliographic=Doe+(2019)+Proofs.+Nature+5:1&limit=1",
        "/v1/records?sample=2&seed=7&format=ris&doi=!10.5555/c&issn=00280836",
        "/v1/abstracts/https:/doi.org/10.1234/a(b)%3C1::c%3E;2-%23?format=text",
        "/v1/journals/0028-0836", "/v1/journals?query=nat*&limit=1",
        "/v1/authors?query=0000-0002-1825-0097", "/v1/rules", "/metrics",
        "/v1/autocomplete?q=na&kind=journal,title", "/v1/stats", "/readyz",
        "/works?filter=doi:10.1234/b,from-pub-date:2019-05,has-orcid:true"
        "&select=DOI,title&facet=type-name:*,published:5&rows=2&offset=1",
        "/works?query.title=cells&cursor=*&sort=published&order=asc&mailto=a@b",
        "/works/10.1234/b/agency", "/works//10.1234/b", "/types/book/works",
        "/works/10.1234/b/transform/text/x-bibliography?style=apa&locale=de-DE",
        "/members/Springer/works?sample=3", "/prefixes/10.1234/works?rows=0",
        "/funders/100000001/works", "/journals/0028-0836/works", "/openapi.json",
        "/10.1234/b?style=ieee&format=citation", "/doi:10.1234/b", "/",
        "/https://doi.org/10.1234/b", "/doiRA/10.1234/b,10.5555%2Fc,x",
        "/api/handles/10.1234/b?type=URL&index=1&callback=f&pretty",
        "/service/lookup?doi=10.1234/b&atitle=x&firstAuthor=Doe&year=2019",
        "/service/lookup?biblio=Ann+Doe.+Of+cells.+Nature+5,+1-9+(2019)",
        "/service/lookup?jtitle=Nature&volume=5&firstPage=1",
        "/service/lookup/pmid/31393839", "/service/lookup/pmc/PMC1",
        "http://x/v1/records/10.1234/b?a=%00&fields=%zz", "/%2e%2e//x/?&&=;"]
POSTS = [("/v1/records/lookup?format=ndjson", "application/json",
          '{"dois":["10.1234/b","pmid:31393839","x",5]}'),
         ("/v1/records/lookup", "text/plain", "10.1234/b\n\ndoi:10.5555/c"),
         ("/v1/verify", "application/json",
          '{"references":["Doe A. Of cells. Nature 2019;5:1-9.",{"doi":'
          '"10.1234/b","title":"T","author":[{"family":"Doe"}],"issued":'
          '{"date-parts":[[2019]]}},{"DOI":"10.1/x","article-title":"y"}]}'),
         ("/v1/clean?report=flags", "application/json",
          '{"DOI":"10.1/a","title":["A <i>b</i>"],"author":[{"name":"X, Y."}]}'),
         ("/v1/clean", "application/x-bibtex", "@article{a, title={B}, year=1}"),
         ("/service/lookup/biblio", "text/plain", "Doe, Of cells. Nature 5")]
HEADS = ["Accept: application/x-bibtex;q=0.5, text/x-bibliography; style=apa; "
         "locale=fr-FR, */*;q=0.1", "Accept: text/html,application/json;q=0.9",
         'If-None-Match: W/"abc", "*"\nAccept-Encoding: gzip;q=1.0, br',
         "Origin: https://a.example\nX-Request-Id: a.b-c_1",
         "Cache-Control: only-if-cached, max-age=0\nAccept-Encoding: *;q=0",
         "Content-Length: 5\nTransfer-Encoding: chunked\nHost: a\nHost: b"]

WIRE = ["GET /e/a%2Fb?a=1+2 HTTP/1.1\r\nHost: x\r\n\r\nGET /s HTTP/1.1\r\n"
        "Host: x\r\nConnection: close\r\n\r\n",
        "POST /e/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
        "GET /e/y HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /e/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5;a=b\r\nhello\r\n0\r\nT: r\r\n\r\nGET /s HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /e/x HTTP/1.1\r\nHost: x\r\nContent-Leng: 5\r\n th\r\n\r\nhello",
        "POST /e/x HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello",
        "POST /e/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        "Content-Length: 3\r\n\r\nabc", "HEAD http://y/s HTTP/1.0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\nBREW / HTTP/1.1\nHost: x\n\n"]

TYPES = ["application/json", "application/vnd.api+json; charset=utf-8",
         "application/vnd.citationstyles.csl+json", "text/html"]
LIMITS = ["5\n50\n1s\n5\n\"e\"", "Wed, 21 Oct 2026 07:28:00 GMT\n0\n1h\n-1\n",
          "\n9e9\n\n99999999999\nW/\"\""]
BODIES = ['[{"DOI":"10.1234/a","RA":"Crossref"},{"DOI":"10.1234/B","status":'
          '"DOI does not exist"},{"RA":"DataCite"}]',
          '{"status":"ok","message":{"items":[{"DOI":"10.1234/a","title":["x"]},'
          '{"DOI":"10.5555\\/C(d)","x":"}]"}],"total-results":2}}',
          '{"data":{"id":"10.1234/a","attributes":{}}}', "<html>", ""]
HEADER_LINES = ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                "Transfer-Encoding: chunked, gzip\r\n\r\n")

ARGUMENTS = ["--listen\n[::1]:8080\n--data=a,b\n--threads\n4\nserve",
             "--fetch-allow=10.0.0.0/8,h.example:81,[::1]\n--mailto\na@b.c",
             "--resolver=http://h.example\n--fetch-allow\nh.example\n-n"]
ENVIRONMENT = ["PAPERD_LOG_LEVEL=debug\nPAPERD_URL_MAX=4KiB\nPAPERD_X=1\nA=b",
               "PAPERD_CORS_ORIGINS=https://a.example,*\nPAPERD_DOORS=none"]


def requests():
    heads = ["", *HEADS]
    for number, target in enumerate(GETS):
        yield f"GET {target} HTTP/1.1\n{heads[number % len(heads)]}\n\n"
    for method in ("HEAD", "OPTIONS", "QUERY", "TRACE", "BREW"):
        yield f"{method} /v1/records/10.1234/b HTTP/1.0\n{HEADS[1]}\n\n"
    for target, media, body in POSTS:
        yield (f"POST {target} HTTP/1.1\nContent-Type: {media}\n"
               f"Content-Length: {len(body)}\n\n{body}")


def answers():
    """Picks, as fuzz_answer.c has them, then lines and a body."""
    for step in range(4):
        for number, body in enumerate(BODIES):
            picks = bytes([number % 3, step, number % 4, number % 2])
            lines = f"{TYPES[step]}\n{LIMITS[number % 3]}\n"
            yield picks + (lines + body).encode()
    yield bytes(4) + HEADER_LINES.encode()


def options(root):
    yield b"\0" + (root / "config" / "paperd.conf").read_bytes()
    for texts, pick in ((ENVIRONMENT, b"\1"), (ARGUMENTS, b"\2")):
        for text in texts:
            yield pick + text.encode()


def add(corpora, root):
    seeds = {"request": requests(), "wire": WIRE, "answer": answers(),
             "config": options(root)}
    for name, texts in seeds.items():
        for text in texts:
            corpora[name].add(text)


DICTIONARIES = {
    "request": """GET_ HEAD_ POST_ OPTIONS_ _HTTP/1.1 _HTTP/1.0 /v1/records
        /v1/abstracts/ /v1/verify /works /types/ /members/ /journals/ /doiRA/
        /api/handles/ /service/lookup 10.1234/ doi: %2F %25 + & = ? format=
        filter= select= facet= cursor=* query= fields= style= from-pub-date:
        has-abstract: rows= offset= sample= Accept:_ If-None-Match:_
        Accept-Encoding:_ Content-Length:_ Content-Type:_ ;q=0 */* application/
        "DOI" "dois" "references" "title" biblio= atitle= callback=""",
    "wire": """GET_/e/ POST_/e/ HEAD_ _HTTP/1.1 _HTTP/1.0 Host:_x
        Content-Length:_ Transfer-Encoding:_chunked Connection:_close
        Expect:_100-continue 0 ; , /s \\r \\n""",
    "answer": """"DOI" "RA" "status" "message" "items" "10.1234/a" Crossref
        DataCite DOI_does_not_exist Invalid_DOI [{ }] application/json
        Content-Encoding: Transfer-Encoding: gzip 1s GMT""",
    "config": """listen = data store threads PAPERD_ -- , # [::1]: :8080 KiB
        MiB 10s 5m 1h 7d on off fetch fetch-allow resolver mailto /8 https://
        cors-origins url-max search-timeout log-format json text""",
}
