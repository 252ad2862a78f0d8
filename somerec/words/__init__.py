"""From message ids to Norwegian, Swedish and English.

Nothing here knows of requests, pages or files to send.
"""
