# SPDX-License-Identifier: MIT
"""Modes that break or abuse HTTP or the connection.  Those without end stop
when the client goes."""
import asyncio
import zlib

from modes import mode
from wire import head, reset

PIECE = 65536
JSON = ("Content-Type", "application/json")


async def hold(case):
    """Says nothing until the client goes."""
    transport = case.writer.transport
    while not transport.is_closing():
        await asyncio.sleep(0.05)


async def pour(case, piece):
    """Sends a piece again and again until the client goes."""
    while not case.writer.transport.is_closing():
        case.writer.write(piece)
        await case.writer.drain()
        await asyncio.sleep(0)


async def drip_bytes(case, piece, wait):
    """Sends a byte every wait seconds, over and over."""
    while not case.writer.transport.is_closing():
        for number in range(len(piece)):
            case.writer.write(piece[number:number + 1])
            await case.writer.drain()
            await asyncio.sleep(wait)


@mode("silent")
async def silent(case):
    """never answers"""
    await hold(case)


@mode("stall")
async def stall(case):
    """the head, then nothing"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Content-Length", str(len(body)))]))
    await hold(case)


@mode("stall-body")
async def stall_body(case):
    """the head and half the body, then nothing"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Content-Length", str(len(body)))])
                      + body[:len(body) // 2])
    await hold(case)


@mode("drip", 1000)
async def drip(case):
    """a byte of the body every so many milliseconds"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Content-Length", str(len(body)))]))
    for number in range(len(body)):
        if case.writer.transport.is_closing():
            return
        case.writer.write(body[number:number + 1])
        await case.writer.drain()
        await asyncio.sleep(case.arguments[0] / 1000)


@mode("drip-head", 1000)
async def drip_head(case):
    """a byte of endless headers every so many milliseconds"""
    case.writer.write(b"HTTP/1.1 200 OK\r\n")
    await drip_bytes(case, b"X-Drip: 1\r\n", case.arguments[0] / 1000)


@mode("headers")
async def headers(case):
    """headers without end"""
    case.writer.write(b"HTTP/1.1 200 OK\r\n")
    await pour(case, (b"X-More: " + b"a" * 1000 + b"\r\n") * 16)


@mode("continue")
async def continues(case):
    """100 Continue without end"""
    await pour(case, b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@mode("big-header", 4096)
async def big_header(case):
    """one header of so many KiB, then the right body"""
    body = case.good().body
    case.writer.write(b"HTTP/1.1 200 OK\r\nX-Big: ")
    for _ in range(case.arguments[0]):
        case.writer.write(b"a" * 1024)
        await case.writer.drain()
    case.writer.write(b"\r\n" + head(200, [JSON, (
        "Content-Length", str(len(body)))]).partition(b"\r\n")[2] + body)


@mode("big", 64)
async def big(case):
    """a body of so many MiB, its length declared"""
    size = case.arguments[0] << 20
    case.writer.write(head(200, [JSON, ("Content-Length", str(size))]))
    case.writer.write(b'{"title":"')
    for _ in range(size // PIECE):
        case.writer.write(b"a" * PIECE)
        await case.writer.drain()


@mode("endless")
async def endless(case):
    """a chunked body without end"""
    case.writer.write(head(200, [JSON, ("Transfer-Encoding", "chunked")]))
    case.writer.write(b'a\r\n{"title":"\r\n')
    await pour(case, b"%x\r\n%s\r\n" % (PIECE, b"a" * PIECE))


@mode("bomb", 256)
async def bomb(case):
    """gzip of so many MiB of spaces around the right body"""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    case.writer.write(head(200, [JSON, ("Content-Encoding", "gzip"),
                                 ("Transfer-Encoding", "chunked")]))
    pieces = [b" " * (1 << 20)] * case.arguments[0]
    for piece in [*pieces, case.good().body]:
        packed = packer.compress(piece)
        if packed:
            case.writer.write(b"%x\r\n%s\r\n" % (len(packed), packed))
            await case.writer.drain()
        await asyncio.sleep(0)
    packed = packer.flush()
    case.writer.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed))
    await case.writer.drain()


@mode("reset")
async def reset_body(case):
    """the head, half the body, RST"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Content-Length", str(len(body)))])
                      + body[:len(body) // 2])
    await case.writer.drain()
    await asyncio.sleep(0.05)
    reset(case.writer)


@mode("reset-start")
async def reset_start(case):
    """RST in place of an answer"""
    reset(case.writer)


@mode("close")
async def close(case):
    """the connection ends in place of an answer"""


@mode("short")
async def short(case):
    """a body shorter than declared"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Content-Length",
                                        str(len(body) + 100))]) + body)
    await case.writer.drain()


@mode("cut-chunk")
async def cut_chunk(case):
    """a chunked body whose last chunk never comes"""
    body = case.good().body
    case.writer.write(head(200, [JSON, ("Transfer-Encoding", "chunked")])
                      + b"%x\r\n%s\r\n" % (len(body), body))
    await case.writer.drain()


@mode("garbage")
async def garbage(case):
    """what is not HTTP"""
    case.writer.write(b"\x00\xff\xfe garbage\r\n\r\n")
    await case.writer.drain()


@mode("http09")
async def http09(case):
    """the right body without any head"""
    case.writer.write(case.good().body)
    await case.writer.drain()
