"""Checks a proof pack by itself: `python3 verify.py` beside the other files, or `python3 verify.py PACK.zip`.

核验证据包：在解压后的文件夹里运行 `python3 verify.py`，或者 `python3 verify.py 证据包.zip`。不联网，不需要系统。
It needs Python 3.9 or later and nothing else. It reads only; the exit status is 0 when everything fits.
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


def canonical(value: Any) -> bytes:
    """The one way in which a value is written where a hash covers it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


def faults(files: dict[str, bytes]) -> Iterator[str]:
    """Everything that does not fit; nothing when the pack is whole."""
    try:
        yield from _listed(files)
        parsed = {name: json.loads(data) for name, data in files.items() if name.endswith(".json")}
        for check in (_chain, _documents, _letters, _sums):
            yield from check(parsed, files)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        yield f"读不懂 cannot be read: {error!r}"


def _listed(files: dict[str, bytes]) -> Iterator[str]:
    """The list of files has its own hash, and every file is as listed."""
    if MANIFEST not in files:
        yield "缺少 missing: manifest.json"
        return
    manifest = json.loads(files[MANIFEST])
    told = manifest.pop("digest")
    if sha256(canonical(manifest)) != told or canonical(manifest | {"digest": told}) != files[MANIFEST]:
        yield "清单被改过 the list was changed: manifest.json"
    for name in sorted(set(files) - set(manifest["files"]) - {MANIFEST}):
        yield f"清单里没有 not on the list: {name}"
    for name, row in sorted(manifest["files"].items()):
        if name not in files:
            yield f"缺少 missing: {name}"
        elif len(files[name]) != row["size"] or sha256(files[name]) != row["sha256"]:
            yield f"被改过 changed: {name}"


def _chain(parsed: dict[str, Any], _files: dict[str, bytes]) -> Iterator[str]:
    """Each step's hash covers the step and the hash before it."""
    previous = ""
    for place, row in enumerate(parsed["record/steps.json"], 1):
        names = (
            "case_id",
            "seq",
            "action",
            "state_before",
            "state_after",
            "actor_id",
            "role",
            "reason",
            "detail",
            "at",
        )
        told = hashlib.new(row["alg"], canonical([previous, *(row[name] for name in names)])).hexdigest()
        if row["seq"] != place or told != row["hash"]:
            yield f"办理记录第{place}条对不上 step {place} of the record does not fit"
        previous = row["hash"]


def _documents(parsed: dict[str, Any], files: dict[str, bytes]) -> Iterator[str]:
    """The files are the ones that were handed in."""
    for row in parsed["documents/index.json"]:
        if row["file"] is not None and sha256(files.get(row["file"], b"")) != row["sha256"]:
            yield f"不是原来交的文件 not the file handed in: {row['file']}"


def _letters(parsed: dict[str, Any], files: dict[str, bytes]) -> Iterator[str]:
    """The letters' words are the frozen ones, and their PDFs the first printing."""
    for row in parsed["papers/index.json"]:
        if sha256(canonical(row["data"])) != row["digest"]:
            yield f"文书内容对不上 the words of the letter do not fit: {row['number']}"
        if sha256(files.get(row["file"], b"")) != row["printed_sha256"]:
            yield f"不是当时印的文书 not the letter as printed: {row['file']}"


def _sums(parsed: dict[str, Any], _files: dict[str, bytes]) -> Iterator[str]:
    """Decision, notice and award are one sum; payment, line and the bank's answer another."""
    granted, paid = parsed["record/decision.json"], parsed["payment/payment.json"]
    sums = {granted[name]["amount_fen"] for name in ("decision", "publicity") if granted[name]}
    sums |= {row["fen"] for row in granted["awards"] if row["reversed_at"] is None}
    if len(sums) != 1:
        yield f"审定、公示和资助金额不一致 decision, notice and award differ: {sorted(sums)}"
    sent = {paid["payment"]["fen"], paid["line"]["fen"]} | ({paid["answer"]["fen"]} if paid["answer"] else set())
    if len(sent) != 1 or not 0 < max(sent) <= max(sums):
        yield f"拨付、批次和银行回单金额不一致 payment, line and bank's answer differ: {sorted(sent)}"


def read(place: Path) -> dict[str, bytes]:
    """The files of a pack, from its folder or its .zip."""
    if place.is_dir():
        found = (one for one in place.rglob("*") if one.is_file() and "__pycache__" not in one.parts)
        return {one.relative_to(place).as_posix(): one.read_bytes() for one in found}
    with zipfile.ZipFile(place) as pack:
        return {name: pack.read(name) for name in pack.namelist() if not name.endswith("/")}


def main(arguments: list[str]) -> int:
    """Say what does not fit; the number of faults, at most 1, is the exit status."""
    files = read(Path(arguments[0]) if arguments else Path(__file__).resolve().parent)
    found = list(faults(files))
    for one in found:
        sys.stdout.write(f"✗ {one}\n")
    if not found:
        digest = json.loads(files[MANIFEST])["digest"]
        sys.stdout.write(f"✓ 全部一致 everything fits: {len(files)} files, manifest {digest}\n")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a window that knows fewer signs
    sys.exit(main(sys.argv[1:]))
