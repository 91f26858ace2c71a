# SPDX-License-Identifier: MIT
"""Modes that send the client where it should not go."""
import urllib.parse

from modes import mode
from wire import Answer


def to(case, url, status=302):
    del case
    return Answer(status, [("Location", url)] if url is not None else [])


def tail(case):
    """The path that would be right, with the prefix of the host."""
    return f"/{case.host}{case.request.path}?hop=1"


@mode("loop")
def loop(case):
    """a redirect to itself, for ever"""
    return to(case, case.same)


@mode("redirects", 5)
def redirects(case):
    """so many redirects, then the right answer"""
    done = int(case.request.argument("hop") or 0)
    if done >= case.arguments[0]:
        return case.good()
    return to(case, f"{case.same}?hop={done + 1}")


def fixed(name, url, text):
    """A mode that redirects to one URL; {internal} and the like are ports."""
    def run(case):
        if case.request.argument("hop"):  # it went there
            return case.good()
        return to(case, url.format(tail=tail(case), **case.ports))
    run.__doc__ = text
    mode(name)(run)


fixed("to-file", "file:///etc/passwd", "redirect to file:")
fixed("to-gopher", "gopher://127.0.0.1:{internal}/_x", "redirect to gopher:")
fixed("to-ftp", "ftp://127.0.0.1:{internal}/x", "redirect to ftp:")
fixed("to-http", "http://localhost:{http}{tail}",
      "redirect to the stand-in over http:, which would answer right")
fixed("to-internal", "https://127.0.0.1:{internal}/secret",
      "redirect to the internal service, https:")
fixed("to-internal-http", "http://127.0.0.1:{internal}/secret",
      "redirect to the internal service, http:")
fixed("to-internal6", "https://[::1]:{internal}/secret",
      "the same at [::1]")
fixed("to-hex", "https://0x7f.1:{internal}/secret", "the same at 0x7f.1")
fixed("to-decimal", "https://2130706433:{internal}/secret",
      "the same at 2130706433")
fixed("to-octal", "https://0177.0.0.1:{internal}/secret",
      "the same at 0177.0.0.1")
fixed("to-mapped", "https://[::ffff:127.0.0.1]:{internal}/secret",
      "the same at [::ffff:127.0.0.1]")
fixed("to-zero", "https://0.0.0.0:{internal}/secret", "the same at 0.0.0.0")
fixed("to-metadata", "https://169.254.169.254/never",
      "redirect to 169.254.169.254")
fixed("to-metadata-http", "http://169.254.169.254/never",
      "the same over http:")
fixed("to-private", "https://10.0.0.5/", "redirect to 10.0.0.5")
fixed("to-user", "https://user:password@localhost:{https}{tail}",
      "redirect with credentials, to where it would be right")
fixed("to-dead", "https://localhost:{dead}/", "redirect to a closed port")
fixed("to-wrong-name", "https://localhost:{wrong-name}{tail}",
      "redirect to where the certificate is of another name")
fixed("to-untrusted", "https://localhost:{untrusted}{tail}",
      "redirect to where the certificate is of an unknown CA")
fixed("to-nowhere", "https://no-such-host.invalid/",
      "redirect to a name that does not exist")
fixed("to-bad", "https://%%%/\x01", "redirect to what is no URL")
fixed("to-empty", "", "redirect with an empty Location")


@mode("to-none")
def to_none(case):
    """302 without Location"""
    return to(case, None)


@mode("to-landing")
def to_landing(case):
    """redirect to the page of the work: an agency without metadata"""
    return to(case, f"{case.base('landing')}/page")


@mode("to", "https://localhost/")
def to_url(case):
    """redirect to a stated URL (percent-encoded; best by /behave)"""
    return to(case, urllib.parse.unquote(case.arguments[0]))
