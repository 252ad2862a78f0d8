"""A bare Flask application, which every benchmark of ours is held against."""

from __future__ import annotations

from flask import Flask

app = Flask("hello")
app.add_url_rule("/", view_func=lambda: "Hello")
