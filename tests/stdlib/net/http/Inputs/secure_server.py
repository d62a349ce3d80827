#!/usr/bin/env python3
"""Runs a command beside servers of HTTPS.

  secure_server.py FOLDER -- COMMAND...

FOLDER gets two certificates of their own making for localhost and 127.0.0.1. The command trusts the first (SSL_CERT_FILE); where
the servers are it finds in VO_TEST_TRUSTED and VO_TEST_STRANGER, and in VO_TEST_MUTE one that never says a word. Exit status is
the command's.
"""
import http.server
import os
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

TOGETHER = threading.Barrier(2, timeout=20)


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers with what it is asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/together":
            TOGETHER.wait()
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/here")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        text = f"{self.command} {self.path} {body} {self.headers.get('Authorization', '')}".encode()
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(text), 5000):
            part = text[at : at + 5000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # clients that refuse the certificate


def certificate(folder, name):
    """Makes a certificate and its key, and returns their files."""
    files = folder / f"{name}.pem", folder / f"{name}.key"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj".split()
    command += [f"/CN={name}", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", files[0], "-keyout", files[1]]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return files


def serve(files):
    """Starts a server and returns its URL."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    server = Server(("127.0.0.1", 0), Answer)
    # The handshake is the handler's, whose thread may wait.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"https://localhost:{server.server_port}"


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    trusted, stranger = certificate(folder, "trusted"), certificate(folder, "stranger")
    mute = socket.create_server(("127.0.0.1", 0))
    environment = {
        "SSL_CERT_FILE": str(trusted[0]),
        "VO_TEST_TRUSTED": serve(trusted),
        "VO_TEST_STRANGER": serve(stranger),
        "VO_TEST_MUTE": f"https://localhost:{mute.getsockname()[1]}",
    }
    return subprocess.run(sys.argv[3:], env={**os.environ, **environment}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
