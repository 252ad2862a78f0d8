"""What is said of each field that is stored of consultants and their clients' shares: what for, how long."""

from __future__ import annotations

from collections.abc import Mapping

DESK_STORED: Mapping[str, str] = {
    # How long, as somerec/store/fields.py defines it
    "stored.lasting.share": (
        "{days} days after its link stopped working or it was changed, whichever is later, or until it "
        "is deleted."
    ),
    "stored.lasting.grant": "Valid for {minutes}, and deleted by the end of the next day.",
    "stored.lasting.logged": "{months} months after the day on which it was done.",
    "stored.lasting.consultant": (
        "{months} months after the account was closed, or an invitation ran out, once no shared plan is left."
    ),
    "stored.lasting.invitation": "{days} days after it was sent, or until it is used.",
    "stored.lasting.session": (
        "Valid for {hours} hours or until the consultant signs out, and deleted by the end of the next day."
    ),
    # A shared plan, which is a consultant's share
    "stored.shares.id": "A random name of the shared plan, so that the consultant’s pages can point to it.",
    "stored.shares.consultant": "Which consultant made it, since nobody else may see or change it.",
    "stored.shares.version": (
        "How many times it was saved, so that two windows do not overwrite each other’s text."
    ),
    "stored.shares.client": "What the consultant calls the client, so that it can be found again.",
    "stored.shares.state": (
        "Whether it waits for the client, is a draft, can be read or was withdrawn, so that links open what "
        "they should."
    ),
    "stored.shares.edition": (
        "The edition of the rulebook, so that the client sees the advice that was given."
    ),
    "stored.shares.answers": "The answers, so that the link can show the advice.",
    "stored.shares.start": "The first day of the client’s plan, so that its dates stay as they are.",
    "stored.shares.hour_value": (
        "What an hour is worth to the client, where that was filled in, so that the sums stay as they are."
    ),
    "stored.shares.greeting": "The consultant’s greeting, which the client reads above the advice.",
    "stored.shares.notes": (
        "The consultant’s notes, which the client reads with the advice. Opinions of the business may "
        "stand in them."
    ),
    "stored.shares.notes_language": (
        "The language of the notes, so that browsers and screen readers know it."
    ),
    "stored.shares.adjustments": (
        "What the consultant changed in the plan, and why, so that the client sees both."
    ),
    "stored.shares.language": "The language that the client reads it in, where the consultant chose one.",
    "stored.shares.expires": "The last day on which the link works, so that no link works for ever.",
    "stored.shares.pin_hash": (
        "A fingerprint of the PIN, where there is one, so that it can be checked. "
        "The PIN itself is not stored."
    ),
    "stored.shares.views": (
        "How many times it was opened, so that the consultant knows that it has been. Nothing says by whom."
    ),
    "stored.shares.copied_from": "Which shared plan it began as a copy of, so that the two can be compared.",
    "stored.shares.generation": (
        "How many times the link was replaced, so that the consultant can be shown the one that works."
    ),
    "stored.shares.link_hash": (
        "A fingerprint of the client’s link, so that it is recognised. The link itself is not stored."
    ),
    "stored.shares.intake_hash": (
        "A fingerprint of the link by which the client answers the questions, so that it is recognised."
    ),
    "stored.shares.created": "When it was made, so that the consultant can tell old from new.",
    "stored.shares.changed": (
        "When it was last changed, so that nothing is deleted that somebody is still working on."
    ),
    # The right PIN
    "stored.grants.hash": (
        "A fingerprint of what the browser sends along after the right PIN, so that nobody has to type "
        "it twice."
    ),
    "stored.grants.share": "Which shared plan that PIN was for, since it opens no other.",
    "stored.grants.since": "When the right PIN was typed, so that this ends by itself.",
    # The log
    "stored.share_log.id": "A running number, so that the lines stay in order.",
    "stored.share_log.at": "When something was done, so that it can be traced afterwards.",
    "stored.share_log.consultant": (
        "Which consultant did it; nothing where it was the client or the operator."
    ),
    "stored.share_log.share": (
        "The random name of the shared plan; nothing where it was the consultant’s own account. Once the "
        "plan is deleted, the name no longer leads to anybody."
    ),
    "stored.share_log.what": (
        "What was done: a plan made, saved, sent, renewed, withdrawn, exported or deleted, or a password "
        "changed."
    ),
    # Consultants
    "stored.consultants.id": "A number for the consultant, so that it is known whose each shared plan is.",
    "stored.consultants.login": "The name that the consultant signs in with.",
    "stored.consultants.name": "The consultant’s name, which clients see beside the notes.",
    "stored.consultants.language": "The language of the consultant’s own pages.",
    "stored.consultants.agency": (
        "Which agency the consultant belongs to, so that clients see its name and colours."
    ),
    "stored.consultants.state": (
        "Whether the consultant is invited, may sign in or has been shut out, so that nobody else gets in."
    ),
    "stored.consultants.password_hash": (
        "A fingerprint of the password, so that it can be checked. The password itself is not stored."
    ),
    "stored.consultants.created": "The day on which the consultant was invited.",
    "stored.consultants.changed": (
        "The day on which the account was last opened or closed, so that closed ones can be deleted."
    ),
    "stored.invitations.hash": (
        "A fingerprint of the link in an invitation, so that it works once. The link itself is not stored."
    ),
    "stored.invitations.consultant": "Whom the invitation is for.",
    "stored.invitations.since": "When the consultant was invited, so that the invitation ends by itself.",
    "stored.sessions.hash": (
        "A fingerprint of the one cookie, which only consultants get, so that the next page knows who is "
        "signed in."
    ),
    "stored.sessions.consultant": "Who is signed in.",
    "stored.sessions.since": "When the consultant signed in, so that this ends by itself too.",
}
"""English, by key, as part of all phrases."""
