"""How heavy pages are: requests and compressed bytes, as a browser would fetch them."""

from __future__ import annotations

import re

from app import create_app

PAGES = {
    "start": "/nb/",
    "first question": "/sv/questions/1",
    "advice": (
        "/en/advice?market=se&business_type=care&size=solo&who=set_time&hours=h3&money=m1&skills=photo_video&skills=talk"
        "&purpose=inspire&goal=visits_bookings&customers=consumers&area=local&age=a30_44&buying=inspired&website=converts"
        "&content=before_after&content=people&base=answer_owner&channels_now.facebook_page=quiet"
        "&channels_now.instagram=active&inbound=few&wishes=new_channel&wishes=followers&start=2027-01-04&edition=2026-1"
    ),
}
MOST_REQUESTS, MOST_BYTES = 4, 40_000

LINKED = re.compile(
    rb'<(?:link[^>]*rel="?(?:stylesheet|icon)"?[^>]*href|script[^>]*src|img(?![^>]*lazy)[^>]*src)="([^"]+)"'
)
"""What a browser fetches with a page. A lazy image in a closed part waits until the part is opened."""


def main() -> None:
    """Print each page's requests and bytes with gzip."""
    client = create_app().test_client()
    print("weight of pages, with everything they fetch, compressed with gzip")
    for name, path in PAGES.items():
        page = client.get(path, headers={"Accept-Encoding": "gzip"})
        plain = client.get(path).data
        linked = dict.fromkeys(LINKED.findall(plain))
        size = len(page.data) + sum(
            len(client.get(link.decode(), headers={"Accept-Encoding": "gzip"}).data) for link in linked
        )
        fits = "within" if 1 + len(linked) <= MOST_REQUESTS and size <= MOST_BYTES else "ABOVE"
        print(
            f"  {name:15} {1 + len(linked)} requests, {size:6} bytes, {fits} the goal of 4 and {MOST_BYTES}"
        )


if __name__ == "__main__":
    main()
