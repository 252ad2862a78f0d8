"""Answers of businesses that the tests return to, as addresses hold them."""

CARPENTERS = (
    "market=no&business_type=trades&special=people_photos&situation=none&size=micro&who=set_time&hours=h3"
    "&money=m2&skills=photo_video&skills=talk&purpose=trust&goal=enquiries&target_size=t25&target_months=6"
    "&customers=consumers&area=region&age=a45_59&buying=recommended&website=facts&content=before_after"
    "&content=stories&base=answer_owner&inbound=few&wishes=ads&wishes=like_big"
)
"""Six people who have answered everything."""

HAIRDRESSER = (
    "market=se&business_type=care&size=solo&who=set_time&hours=h3&goal=visits_bookings&customers=consumers"
    "&area=local&buying=inspired&website=converts"
)
"""One person who has answered what is required and nothing more."""


def but(answers: str, **changes: str | None) -> str:
    """Return the answers with some exchanged in their place; None takes one away."""
    pairs = [pair.split("=") for pair in answers.split("&")]
    assert set(changes) <= {name for name, _ in pairs}, "Only what is answered can be changed."
    return "&".join(
        f"{name}={changes.get(name, value)}" for name, value in pairs if changes.get(name, value) is not None
    )
