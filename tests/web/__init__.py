"""The web as its visitors have it: the real application and a client that fills in what a page holds."""
