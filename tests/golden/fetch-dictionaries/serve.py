#!/usr/bin/env python3
"""A publisher's web server on this machine: serves the folder given, goes on where a request asks
it to, and breaks off the first answer to anything called cut-off*.

    usage: serve.py FOLDER PORT-FILE      writes its port into the file when it is ready
"""
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
        content = file.read_bytes()
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if file.name.startswith("cut-off") and file.name not in broken:
            broken.add(file.name)
            self.wfile.write(content[start:len(content) // 2])
            self.close_connection = True
            return
        self.wfile.write(content[start:])

    def log_message(self, form, *values):
        with open("requests", "a", encoding="utf-8") as log:
            log.write(f"{self.path} {self.headers.get('Range', 'all')}\n")


with http.server.HTTPServer(("127.0.0.1", 0), Publisher) as server:
    part = pathlib.Path(sys.argv[2] + ".part")
    part.write_text(str(server.server_port), encoding="utf-8")
    part.replace(sys.argv[2])
    server.serve_forever()
