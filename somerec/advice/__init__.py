"""The engine: from answers to advice, pure.

Nothing here knows Flask, SQL, a clock, the environment, a language or a file; a test enforces it.
"""
