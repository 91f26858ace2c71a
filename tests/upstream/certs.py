# SPDX-License-Identifier: MIT
"""The CA of the stand-in and what it signs, made anew at each start by the
openssl program."""
import pathlib
import ssl
import subprocess

NAMES = ("localhost", "doi.org", "www.doi.org", "dx.doi.org",
         "api.crossref.org", "api.datacite.org", "data.crosscite.org",
         "japanlinkcenter.org", "data.medra.org")
ADDRESSES = ("127.0.0.1", "::1")
CONFIG = """[req]
distinguished_name = name
prompt = no
[name]
CN = {title}
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = {names}
"""
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def run(*arguments):
    done = subprocess.run(("openssl",) + arguments, capture_output=True,
                          text=True, check=False)
    if done.returncode:
        raise SystemExit(f"openssl {arguments[0]}: {done.stderr}")


def write_config(folder, title, names):
    path = folder / f"{title}.cnf"
    path.write_text(CONFIG.format(title=title, names=names), encoding="ascii")
    return str(path)


def make_ca(folder, title):
    """A CA: the path of its certificate."""
    config = write_config(folder, title, "DNS:none")
    run("req", "-x509", *KEY, "-days", "3650", "-config", config,
        "-extensions", "ca", "-keyout", str(folder / f"{title}.key"),
        "-out", str(folder / f"{title}.pem"))
    return folder / f"{title}.pem"


def make_server(folder, title, ca, names):
    """A certificate for names, signed by ca: the paths of it and its key."""
    config = write_config(folder, title, names)
    key, request, out = (str(folder / f"{title}.{end}")
                         for end in ("key", "csr", "pem"))
    run("req", "-new", *KEY, "-config", config, "-keyout", key,
        "-out", request)
    run("x509", "-req", "-in", request, "-CA", str(ca), "-CAkey",
        str(ca.with_suffix(".key")), "-set_serial", "2", "-days", "3650",
        "-extfile", config, "-extensions", "server", "-out", out)
    return out, key


def make_all(folder, extra):
    """The CA's path and the certificates: good, of a wrong name, and of a CA
    that nobody trusts."""
    folder = pathlib.Path(folder)
    ca, other = make_ca(folder, "ca"), make_ca(folder, "other")
    names = ",".join([f"DNS:{name}" for name in NAMES + tuple(extra)]
                     + [f"IP:{address}" for address in ADDRESSES])
    return ca, {
        "good": make_server(folder, "server", ca, names),
        "wrong-name": make_server(folder, "wrong", ca, "DNS:wrong.example"),
        "untrusted": make_server(folder, "untrusted", other, names),
    }


def context_of(paths):
    """A context of its own for a listener."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # a session that is resumed shows no certificate
    context.num_tickets = 0
    context.options |= ssl.OP_NO_TICKET
    context.load_cert_chain(*paths)
    return context
