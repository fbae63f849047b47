"""Writes zstdStreams.json: contents compressed by the zstd program (https://facebook.github.io/zstd), an encoder that is not ours.

python3 tests/unit/rasters/writeZstdStreams.py > tests/unit/rasters/zstdStreams.json
"""

import base64
import hashlib
import json
import random
import subprocess

rng = random.Random(8878)


def ground(pixels):
    """Horizontal differences of 16-bit samples: small, of both signs."""
    return b"".join((round(rng.gauss(0, 3)) % 65536).to_bytes(2, "little") for _ in range(pixels))


def fields(rows):
    """Rows that repeat each other but for some bytes, as masks do."""
    row = bytes(rng.choice(b"\x00\x00\x00\x01") for _ in range(997))
    out = []
    for _ in range(rows):
        at = rng.randrange(990)
        row = row[:at] + bytes([rng.randrange(256)]) + row[at + 1 :]
        out.append(row)
    return b"".join(out)


def sparse(count):
    """Mostly zeros: several blocks, whose tables are used again."""
    return bytes(rng.choice((1, 2, 3, 255)) if rng.random() < 0.002 else 0 for _ in range(count))


CONTENTS = {
    "nothing": b"",
    "one byte": b"\x07",
    "constant": bytes([42]) * 300_000,
    "noise": bytes(rng.randrange(256) for _ in range(1500)),
    "words": b" ".join(rng.choice((b"field", b"road", b"pond", b"yard", b"kiln", b"shed")) for _ in range(1500)),
    "ground": ground(2000),
    "fields": fields(140),
    "sparse": sparse(300_000),
}
PLAIN = ["--no-check"]
WAYS = {
    "fast": [*PLAIN, "--fast=5"],
    "1": [*PLAIN, "-1"],
    "9": [*PLAIN, "-9"],
    "22": [*PLAIN, "--ultra", "-22"],
    "with size": [*PLAIN, "-5"],
    "with checksum": ["--check", "-5"],
}


def packed(content, way):
    # The program reads from a pipe: unless it is told, it does not know the size.
    size = [f"--stream-size={len(content)}"] if way == "with size" and content else []
    arguments = [*WAYS[way], *size]
    return subprocess.run(["zstd", "-q", "-c", *arguments], input=content, stdout=subprocess.PIPE, check=True).stdout


streams = [
    {
        "name": f"{name}, {way}",
        "length": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "base64": base64.b64encode(packed(content, way)).decode(),
    }
    for name, content in CONTENTS.items()
    for way in WAYS
]
print(json.dumps(streams, indent=1))
