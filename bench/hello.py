"""A bare Flask application, for a server to serve beside ours: `granian --interface wsgi bench.hello:app`."""

from __future__ import annotations

from flask import Flask

app = Flask("hello")
app.add_url_rule("/", view_func=lambda: "Hello")
