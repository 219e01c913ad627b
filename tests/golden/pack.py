#!/usr/bin/env python3
"""Packs files as a user's tools would, and as nobody's would.

    usage: pack.py sound | hostile

sound: the folder `articles` as sound.tar, .tar.gz, .tar.bz2, .tar.xz, .zip, its files one by one as
.gz, .bz2, .xz; nested.tar.gz, which holds a zip and a compressed article; names.zip, whose names are
not ASCII, and nameless.zip, whose names are not what they say.
hostile: archives that climb, link, end too early, nest too deep, promise more than they hold or
expand without end.
"""
import bz2
import gzip
import io
import lzma
import pathlib
import random
import sys
import tarfile
import zipfile


def tar(name, members, mode="w"):
    with tarfile.open(name, mode) as archive:
        for path, content in members:
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members:
            archive.writestr(path, content)
    return out.getvalue()


def sound():
    members = [(str(p), p.read_bytes()) for p in sorted(pathlib.Path("articles").rglob("*"))
               if p.is_file()]
    for ending, mode in (("tar", "w"), ("tar.gz", "w:gz"), ("tar.bz2", "w:bz2"),
                         ("tar.xz", "w:xz")):
        tar(f"sound.{ending}", members, mode)
    pathlib.Path("sound.zip").write_bytes(zipped(members))
    for path, content in members:
        for ending, pack in (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
            pathlib.Path(f"{pathlib.Path(path).name}.{ending}").write_bytes(pack(content))
    text = b"CXCR4 and imatinib.\n"
    names = zipped([("niño.txt", text), ("caña/año.txt", text)])
    pathlib.Path("names.zip").write_bytes(names)
    pathlib.Path("nameless.zip").write_bytes(names.replace("ñ".encode(), b"\xff\xfe"))
    tar("nested.tar.gz", [("inner.zip", zipped(members[:1])),
                          ("more/" + members[1][0] + ".gz", gzip.compress(members[1][1]))], "w:gz")


def link(name, target, kind):
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def cut_off_records():
    """Files of many records whose last bytes are lost, inside a record."""
    noise = [random.Random(i).randbytes(400).hex() for i in range(500)]
    forms = {
        "jsonl": ("", '{{"id":"{}","text":"CXCR4 {}"}}\n'),
        "csv": ("id,text\n", '{},"CXCR4\n{}"\n'),
        "nbib": ("", "PMID- {}\nTI  - CXCR4 {}\n\n"),
        "json": ('{{"documents":[', '{{"id":"{}","passages":[{{"offset":0,"text":"CXCR4 {}"}}]}},\n'),
        "xml": ("<PubmedArticleSet>", "<PubmedArticle><MedlineCitation><PMID>{}</PMID><Article>"
                "<ArticleTitle>CXCR4 {}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"),
    }
    for ending, (head, form) in forms.items():
        whole = head.format() + "".join(form.format(i + 1, text) for i, text in enumerate(noise))
        packed = gzip.compress(whole.encode(), mtime=0)
        pathlib.Path(f"records.{ending}.gz").write_bytes(packed[:len(packed) // 2])


def hostile():
    text = b"CXCR4 and imatinib.\n"
    tar("climbing.tar", [("../up.txt", text), ("/etc/absolute.txt", text), ("a/../../b.txt", text),
                         ("C:/drive.txt", text), ("good.txt", text), ("__MACOSX/._x.xml", text)])
    pathlib.Path("climbing.zip").write_bytes(zipped([("..\\up.txt", text), ("good.txt", text)]))
    with tarfile.open("links.tar", "w") as archive:
        archive.addfile(link("soft.txt", "/etc/passwd", tarfile.SYMTYPE))
        archive.addfile(link("hard.txt", "good.txt", tarfile.LNKTYPE))
        archive.addfile(link("pipe", "", tarfile.FIFOTYPE))
    whole = b"".join(b"line %d of a long text about CXCR4.\n" % i for i in range(20000))
    packed = gzip.compress(whole, mtime=0)
    pathlib.Path("cut-off.txt.gz").write_bytes(packed[:len(packed) // 2])
    cut_off_records()
    pathlib.Path("promise.gz").write_bytes(b"\x1f\x8b" + b"no gzip at all " * 9)
    inner = zipped([("deep.txt", text)])
    for level in ("two.zip", "three.zip"):
        inner = zipped([(level, inner)])
    pathlib.Path("deep.zip").write_bytes(inner)
    pathlib.Path("office.zip").write_bytes(zipped([("[Content_Types].xml", b"<Types/>"),
                                                   ("word/document.xml", b"<document/>")]))
    pathlib.Path("book.epub").write_bytes(zipped([("mimetype", b"application/epub+zip"),
                                                  ("text.xhtml", b"<html/>")]))
    size = len(text).to_bytes(4, "little")
    pathlib.Path("wrong-size.zip").write_bytes(
        zipped([("a.txt", text), ("good.txt", text + text)]).replace(size, b"\xff\xff\0\0"))
    tar("nothing.tar", [])
    pathlib.Path("nothing.zip").write_bytes(zipped([]))
    lines = gzip.GzipFile("bomb.jsonl.gz", "wb", mtime=0)
    for _ in range(90):
        lines.write(b" " * (1 << 20))
    lines.close()


{"sound": sound, "hostile": hostile}[sys.argv[1]]()
