"""What is said of results that are kept: in the message that sends one, and of each field that is stored."""

from __future__ import annotations

from collections.abc import Mapping

KEEPING: Mapping[str, str] = {
    # The message that sends a short link
    "kept.message": "This link opens the plan again, and shows the answers to anyone who has it.",
    # What is stored, field by field, as somerec/store/fields.py lists it: what for, and how long
    "stored.lasting.kept": "{months} months after the result was last opened, or until somebody deletes it.",
    "stored.lasting.gone": "{months} months after it was deleted or replaced.",
    "stored.lasting.attempts": "Until the end of the next day.",
    "stored.lasting.counted": "{months} months after the day that the number is for.",
    "stored.kept.edition": "The edition of the rulebook, so that the link gives the advice that was kept.",
    "stored.kept.answers": (
        "The answers, without name, contact details or free text, so that the link can show the advice."
    ),
    "stored.kept.start": "The plan’s first day, so that its dates stay as they are.",
    "stored.kept.hour_value": (
        "What an hour is worth, where that was filled in, so that the sums stay as they are."
    ),
    "stored.kept.token_hash": (
        "A fingerprint of the link, so that it is recognised. The link itself is not stored."
    ),
    "stored.kept.delete_hash": (
        "A fingerprint of the delete link, so that it is recognised. The delete link itself is not stored."
    ),
    "stored.kept.last_view": (
        "The day on which the result was last opened, so that forgotten ones can be deleted."
    ),
    "stored.gone.hash": (
        "A fingerprint of a link that no longer works, so that whoever opens it is told that it is gone."
    ),
    "stored.gone.since": (
        "The day on which the link stopped working, so that this trace of it can be deleted too."
    ),
    "stored.attempt_keys.day": "The day that the key is for, so that old keys can be deleted.",
    "stored.attempt_keys.key": (
        "A random key, new each day, so that the fingerprints of one day cannot be compared with the next."
    ),
    "stored.attempts.day": "The day of the attempt, so that the count can be deleted.",
    "stored.attempts.kind": (
        "What was attempted, such as keeping a result, so that each kind has its own limit."
    ),
    "stored.attempts.source_hash": (
        "A fingerprint of the network, the login or the shared plan that was tried, so that nobody can try "
        "without end. The address itself is not stored."
    ),
    "stored.attempts.hour": "The hour of the attempt, where the limit is for each hour.",
    "stored.attempts.count": "The number of attempts in that hour or day, so that there can be a limit.",
    "stored.agency_counts.day": (
        "The day that the number is for, so that use can be followed and old numbers deleted."
    ),
    "stored.agency_counts.agency": (
        "Which agency shows the questionnaire, since each gets its own numbers only."
    ),
    "stored.agency_counts.kind": (
        "What was shown or pressed: a start, a step, a result or the contact button."
    ),
    "stored.agency_counts.language": "The language of the page, so that the agency knows which are used.",
    "stored.agency_counts.step": (
        "Which step of the questionnaire it was, so that steps that are too hard show."
    ),
    "stored.agency_counts.origin": (
        "On which of the agency’s own sites the questionnaire was opened, where the browser says so."
    ),
    "stored.agency_counts.scope": (
        "How large the recommended plans were, so that the agency can offer what fits."
    ),
    "stored.agency_counts.count": "How often that happened that day. Nothing says who it was.",
}
"""English, by key, as part of all phrases."""
