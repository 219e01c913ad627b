#!/usr/bin/env python3
"""A publisher's web server on this machine: serves the folder given, goes on where a request asks
it to if the file is still the one asked for, and breaks off the first answer to anything called
cut-off*. Behind the first answer for new-release* it publishes another file of that name. Of
nameless* it does not say which content it has. The first request for busy* it does not answer, as
one that has too much to do; of chunked* it does not say how long it is, and breaks off all answers.

    usage: serve.py FOLDER PORT-FILE      writes its port into the file when it is ready
"""
import hashlib
import http.server
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
broken = set()


class Publisher(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        file = FOLDER / self.path.lstrip("/")
        if not file.is_file():
            self.send_error(404)
            return
        if file.name.startswith("busy") and file.name not in broken:
            broken.add(file.name)
            self.send_error(503)
            return
        if file.name.startswith("chunked"):
            self.protocol_version = "HTTP/1.1"
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"5\r\nDrugB\r\n")
            self.close_connection = True
            return
        content = file.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:8]}"'
        same = self.headers.get("If-Range", tag) == tag
        start = int(self.headers.get("Range", "bytes=0-")[6:-1]) if same else 0
        if start >= len(content):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(content)}")
            self.end_headers()
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if not file.name.startswith("nameless"):
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", "Wed, 15 Jan 2025 10:00:00 GMT")
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if file.name.startswith(("cut-off", "new-release", "nameless")) and file.name not in broken:
            broken.add(file.name)
            self.wfile.write(content[start:len(content) // 2])
            self.close_connection = True
            if file.name.startswith("new-release"):
                file.with_suffix(".next").replace(file)
            return
        self.wfile.write(content[start:])

    def log_message(self, form, *values):
        with open("requests", "a", encoding="utf-8") as log:
            log.write(f"{self.path} {self.headers.get('Range', 'all')}"
                      f"{' if unchanged' if 'If-Range' in self.headers else ''}\n")


with http.server.HTTPServer(("127.0.0.1", 0), Publisher) as server:
    part = pathlib.Path(sys.argv[2] + ".part")
    part.write_text(str(server.server_port), encoding="utf-8")
    part.replace(sys.argv[2])
    server.serve_forever()
