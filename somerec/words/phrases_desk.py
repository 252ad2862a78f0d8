"""What the consultants' desk says beside its templates: what is wrong with a form, the log, and messages."""

from __future__ import annotations

from collections.abc import Mapping

DESK: Mapping[str, str] = {
    # What is wrong with a password
    "desk.password.short": "The password is too short. It needs at least {least} characters.",
    "desk.password.long": "The password is too long. It can have {most} characters at most.",
    "desk.password.wrong": "This is not the current password.",
    "desk.password.differ": "The two passwords are not the same.",
    # What is wrong with a text
    "desk.text.broken": "Some characters could not be read and have been left out. Check the text.",
    "desk.text.long": "The text has {count} characters. At most {most} can be saved.",
    "desk.text.link": "Readers cannot follow the link to “{link}”. Begin it with https://, mailto: or tel:.",
    "desk.lacking.client": "Write what the client is called.",
    "desk.lacking.way": "Choose how the plan begins.",
    "desk.lacking.address": "Paste the address of a result.",
    # What is wrong with a pasted address
    "desk.address.nothing": (
        "There are no answers in this address. Open the advice and copy the whole address line."
    ),
    "desk.address.unfinished": "This is no finished result. Questions without an answer: {count}.",
    "desk.address.first": "The first of them is “{question}”",
    "desk.address.second": "The address compares two plans. The answers of plan A are used.",
    "desk.address.unknown": "This link opens nothing here. Perhaps part of it was lost when it was copied.",
    "desk.address.gone": "The result behind this link is no longer kept.",
    # What is wrong with a day or a PIN
    "desk.expires.between": "Choose a day from {first} to {last}.",
    "desk.pin": "A PIN has {least} to {most} digits and nothing else.",
    "desk.pin.easy": (
        "This PIN is easy to guess. Mix at least {count} different digits, or leave the field empty and we "
        "draw one."
    ),
    "desk.language.any": "The client chooses",
    # A scenario of a plan
    "desk.copy": "{client} ({number})",
    # What is wrong with a change of the plan
    "desk.change.unreadable": "The changes could not be read and have to be filled in again.",
    "desk.change.too_many": "There can be {most} changes at most.",
    "desk.change.too_long": "The changes are too long together. Shorten the reasons.",
    "desk.change.shape": "Change {number} could not be read and has to be filled in again.",
    "desk.change.tactic": "Choose a tactic for change {number}.",
    "desk.change.verb": "Choose what to do in change {number}.",
    "desk.change.minutes": "Write the hours a week for change {number} as a number, such as 1.5.",
    "desk.change.week": "Write the week for change {number} as a whole number from 1 to 52.",
    "desk.change.no_reason": "Change {number} needs a reason, which the client will read.",
    "desk.change.long_reason": "The reason for change {number} is longer than 1,000 characters.",
    "desk.change.characters": "The reason for change {number} holds characters that cannot be shown.",
    "desk.change.twice": "Change {number} does the same to a tactic as another one.",
    # Why a change would change nothing
    "desk.idle.there": "{name} is in the plan already, so it cannot be added.",
    "desk.idle.absent": "{name} is not in the plan. It has to be added first.",
    "desk.idle.foundation": "{name} cannot be left out. Everything else rests on it.",
    "desk.idle.timeless": "{name} takes no time each week, so its hours cannot be changed.",
    "desk.idle.same": "{name} is like that already.",
    # What has been done, as the log says it
    "desk.log.created": "Begun",
    "desk.log.copied": "Begun as a copy",
    "desk.log.saved": "Saved",
    "desk.log.published": "Published",
    "desk.log.renewed": "Last day changed",
    "desk.log.withdrawn": "Withdrawn",
    "desk.log.erased": "Erased",
    "desk.log.new_link": "Given a new link",
    "desk.log.pin_set": "PIN set",
    "desk.log.pin_removed": "PIN removed",
    "desk.log.answered": "Answered by the client",
    "desk.log.exported": "Exported",
    "desk.log.password_chosen": "Password chosen",
    "desk.log.password_changed": "Password changed",
    # What a message with a link says, to the client
    "desk.mail.intake": "The link opens the questions. The answers go to the consultant alone.",
    "desk.mail.share": "The link opens the plan. Whoever has it can read the plan.",
}
"""English, by key, as part of all phrases."""
