"""The sentences of the words room itself, which belong to no edition of the rulebook.

A pair speaks to one person and to several. Slots hold numbers, names, dates, lists and because-clauses only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from somerec.words.phrases_beside import BESIDE
from somerec.words.phrases_comparing import COMPARING
from somerec.words.phrases_conditions import CONDITIONS
from somerec.words.phrases_desk import DESK
from somerec.words.phrases_desk_stored import DESK_STORED
from somerec.words.phrases_editions import EDITIONS
from somerec.words.phrases_explaining import EXPLAINING
from somerec.words.phrases_keeping import KEEPING
from somerec.words.phrases_page import PAGE
from somerec.words.phrases_rules import RULES
from somerec.words.phrases_since import SINCE
from somerec.words.phrases_verdict import VERDICT

Phrase: TypeAlias = str | tuple[str, str]

PHRASES: Mapping[str, Phrase] = {
    # Reasons
    "because": "We say this because {clauses}.",
    "because_also": "Another reason is that {clauses}.",
    "clauses.last": "It also counts that {clauses}.",
    "assumed": "We assumed this, because the question was not answered.",
    # The one sentence
    "sentence": (
        "By {date} I will {goal}, and to get there I use the web like this: {tactics}. "
        "It takes {time} a week, and I go about it like this: {techniques}.",
        "By {date} we will {goal}, and to get there we use the web like this: {tactics}. "
        "It takes {time} a week, and we go about it like this: {techniques}.",
    ),
    "sentence_steered": (
        "By {date} I will {goal} in order to {business}, and to get there I use the web like this: {tactics}. "
        "It takes {time} a week, and I go about it like this: {techniques}.",
        "By {date} we will {goal} in order to {business}, and to get there we use the web like this: {tactics}. "
        "It takes {time} a week, and we go about it like this: {techniques}.",
    ),
    "sentence_closing": (
        "Until the last day I keep the facts right and tell people in good time, and I use the web like this: {tactics}. "
        "It takes {time} a week, and I go about it like this: {techniques}.",
        "Until the last day we keep the facts right and tell people in good time, and we use the web like this: {tactics}. "
        "It takes {time} a week, and we go about it like this: {techniques}.",
    ),
    # Target
    "target.percent": "{percent} more by {date}.",
    "target.percent_down": "{percent} fewer by {date}.",
    "target.percent_share": "A share that is {percent} larger by {date}.",
    "target.number": "From {today} to {wanted} by {date}.",
    "target.number_of": "{figure}: from {today} to {wanted} by {date}.",
    "target.measure_steering": "Count the most important figure for four weeks, and set a target for it then.",
    "target.measure_first": "Count for four weeks first. Then aim for 10 to 25 per cent more in {months} months.",
    "target.measure_first_down": "Count for four weeks first. Then aim for 10 to 25 per cent fewer in {months} months.",
    "target.measure_first_share": (
        "Count for four weeks first. Then aim for a share that is 10 to 25 per cent larger in {months} months."
    ),
    "target.measure_first_reviews": "Note how many reviews you have now. Then aim for 25 per cent more in {months} months.",
    "target.measure_first_new": "The first count comes 90 days after opening. Set a target then, for the {months} months that follow.",
    "target.closing": "No target is needed now. What counts is that everyone hears it in time.",
    "first_now": "Its first step is for this week already. The rest begins in week {week} of the plan.",
    "closing_job": "Carry the closing date, what happens next and whom to ask, until the last day.",
    # Set-up and review
    "review.date": "Look at the plan again on {date}.",
    "review.pause": "The pause ends on {date}. See then whether the foundation stands, and open what the plan says.",
    "review.closing": "The last check is on the day you close.",
    "review.monthly": "Look at the most important figure every month, and at the whole plan every quarter.",
    # Tasks: how often, and who
    "task.daily": "{minutes} a week, a little each day",
    "task.twice_weekly": "{minutes} a week, in two rounds",
    "task.weekly": "{minutes} a week",
    "task.fortnightly": "{minutes} every second week",
    "task.monthly": "{minutes} once a month",
    "who.keep": ("keep it yourself", "keep it yourselves"),
    "who.colleague": "can be handed on to a colleague",
    "who.hired": "can be handed on to the one you pay",
    "who.paid": "can be handed on to someone you pay",
    "who.helper": "can be handed on to someone who helps you",
    # Time in a table
    "day.every": "Every working day",
    "short.hours": "{number} h",
    "short.minutes": "{number} min",
    # Who counts
    "count.who": ("You, every time", "One of you, the same every time"),
    # The parts of a week that belong to no tactic
    "hours.reserve": "Answering, counting and the unforeseen",
    "hours.free": "Free",
    # Sources
    "source.text": "From ‘{name}’.",
    # Small words
    "name": "{name}",
    "tenders": "the public tender service",
    "job_board": "the public job board",
    "directories": "Free entries in {names}.",
    "job_sites": "Services to look at: {names}.",
    "hired_tip": "With someone you pay to do the work, there would be hours to plan with.",
    # What would change it
    "tipping.tier": "If {clause}, the scope becomes ‘{tier}’.",
    "tipping.gate_open": "If {clause}, the pause ends and new channels may open.",
    "tipping.gate_closed": "If {clause}, new channels wait until the foundation stands.",
    "tipping.gained": "If {clause}, the plan gains: {tactics}.",
    "tipping.lost": "If {clause}, the plan loses: {tactics}.",
    "tipping.changes": "If {clause}, the plan changes.",
    "tipping.then_tier": "The scope then becomes ‘{tier}’.",
    "tipping.then_gate_open": "The pause then ends, and new channels may open.",
    "tipping.then_gate_closed": "New channels then wait until the foundation stands.",
    "tipping.then_gained": "The plan then gains: {tactics}.",
    "tipping.then_lost": "The plan then loses: {tactics}.",
    # Headings of the Markdown document
    "markdown.wishes": "What you have been thinking of",
    "markdown.aim": "Purpose, goal and figures",
    "markdown.purpose": "Purpose: {purpose}",
    "markdown.goal": "Concrete goal: {goal}",
    "markdown.draft": "a draft, until you confirm it",
    "markdown.steering": "Steer by this meanwhile: {goal}",
    "markdown.figure": "Most important figure: {figure}",
    "markdown.target": "Target: {target}",
    "markdown.actions": "The foundation first",
    "markdown.later": "Later",
    "markdown.rejected": "Not for you",
    "markdown.safeguards": "Before something goes wrong",
    "markdown.stop": "Stop doing",
    "markdown.law": "Check the law",
    "markdown.review": "The next check",
    "markdown.week": "Starts in week {week} of the plan and takes {time} a week.",
    "markdown.once": "Starts in week {week} of the plan, and takes no time each week once it is set up.",
    "markdown.edition": "Rulebook edition {edition}. The answers:",
    # The document on paper
    "document.title": "{tier}: plan from {date}",
    "document.from": "Plan from {date}",
    "document.sentence": "The strategy in one sentence",
    "document.goal": "Goal and figure",
    "document.steering": "Steer by this meanwhile",
    "document.figure": "Most important figure",
    "document.baseline": "Starting point",
    "document.not_counted": "Not counted yet",
    "document.target": "Target",
    "document.first_step": "This week",
    "document.week": "The week",
    "document.part": "{name}: {time}",
    "document.bar": "The week as a bar: {parts}.",
    "document.cost": (
        "The plan takes {time} a week. With {value} for an hour, that is worth {monthly} a month "
        "and {yearly} a year."
    ),
    "document.setup": "Before that comes the set-up, which takes {time} in all, once.",
    "document.fees": "Ads and services cost about {amount} a month in money.",
    "document.tactics": "What to do",
    "document.tactic": "Tactic",
    "document.tasks": "Tasks",
    "document.minutes": "Minutes a week",
    "minutes.daily": "{number}, a little each day",
    "minutes.twice_weekly": "{number}, in two rounds",
    "minutes.weekly": "{number}",
    "minutes.fortnightly": "{number} every second week",
    "minutes.monthly": "{number} once a month",
    "document.runs": "From {date}, {time} a week",
    "document.from_changed": "Plan from {date}, with changes from {name}",
    "document.weekly": "{time} a week",
    "document.once": "From {date}",
    "document.nothing_weekly": "Nothing every week, once it is set up.",
    "document.why": "Why this much",
    "document.gate": "Why new channels wait",
    "document.how": "How to go about it, and why",
    "document.shared": "Why several of these are in the plan:",
    "document.calendar": "Calendar",
    "document.month": "An ordinary month",
    "document.month_minutes": "Minutes in each of four weeks, when everything has started",
    "document.task": "Task",
    "document.week_number": "Week {week}",
    "document.quarter": "The first quarter",
    "document.period": "{first} to {last}",
    "document.starts": "What starts: {tactics}.",
    "document.starts_nothing": "Nothing new starts. Keep to what is running.",
    "document.month_end": "Note the most important figure at the end of the month.",
    "document.whole_plan": "Look at the whole plan: keep, change or drop.",
    "document.days": "A day plan for each channel",
    "document.measure": "Measuring",
    "document.when": "When",
    "document.where": "Where",
    "document.how_counted": "How",
    "document.supporting": "These figures help to understand it:",
    "document.triggers": "Look earlier if one of these happens:",
    "document.assumed": "What was assumed",
    "document.assumed_why": "These questions were not answered, so the plan counts on what is usual.",
    "document.since": "In force since {date}.",
    "document.unverified": "This one has not been checked at the source.",
    "document.look_for": "{authority}: {look_for}.",
    "document.sources": "Sources",
    "document.about": "This plan",
    "document.made": (
        "The plan begins on {date} and follows from the answers given. The same answers always "
        "give the same plan."
    ),
    "document.edition": "Rulebook edition {edition}.",
    "document.link": (
        "This address opens the plan again. It holds the answers, so anyone who has it can see them."
    ),
    "document.code": "A code for the camera of a phone, with the address of this plan",
    # How often a task is done, in a table
    "rhythm.daily": "every week, a little each day",
    "rhythm.twice_weekly": "every week, in two rounds",
    "rhythm.weekly": "every week",
    "rhythm.fortnightly": "every second week",
    "rhythm.monthly": "once a month",
    # The table of tasks
    "csv.minutes": "Minutes",
    "csv.rhythm": "How often",
    "csv.start": "From",
    "csv.who": "Who",
    # The calendar
    "calendar.name": "The plan for the web",
    "calendar.setup": "Set up: {name}",
    "calendar.review": "Look at the plan again",
    "calendar.pause": "The pause ends",
    "calendar.figure": "Note the most important figure",
    "calendar.target": "The target date",
    "calendar.trial": "Keep or drop: {name}",
    "calendar.trial_why": "The trial is over. Keep it if the figure has moved, and drop it if not.",
    # Names of files, without signs that a system may refuse
    "file.plan": "web-plan",
    "file.tasks": "web-plan-tasks",
    # Problems with answers
    "problem.unknown_key": "There is no question called “{key}”.",
    "problem.unknown_key_near": "There is no question called “{key}”. Did you mean “{nearest}”?",
    "problem.unknown_option": "“{value}” is no answer to “{key}”.",
    "problem.unknown_option_near": "“{value}” is no answer to “{key}”. Did you mean “{nearest}”?",
    "problem.hidden": "“{key}” is not asked after the other answers, so “{value}” was left out.",
    "problem.preset": "The goal already answers “{key}” with “{nearest}”, so “{value}” was left out.",
    "problem.repeated": "“{key}” takes one answer, and there is more than one. Keep “{value}” or the other, not both.",
    "problem.exclusive": "“{value}” cannot stand beside other answers to “{key}”.",
    "problem.number": "“{value}” is no number we can read in “{key}”. Write digits, with at most two decimals.",
    "problem.missing": "“{key}” is not answered yet, and the advice needs it.",
    "problem.start": "“{value}” is no start date we can read. Write it as year-month-day, such as 2027-01-15.",
    "problem.hour_value": "“{value}” is no hour value we can read. Write a whole number from 0 to 100,000.",
    "problem.edition": "“{value}” is no edition of the rulebook. The present one is “{nearest}”.",
    "problem.shape": "“{key}” does not have the form of an answer.",
    "problem.too_long": "The address is too long to be answers.",
    "problem.title": "The answers could not be used as they stand",
    "problem.not_found": "There is nothing at this address.",
    "problem.method": "This address can be read, but nothing can be sent to it.",
    "problem.unreadable": "The request could not be read.",
    "problem.fault": "Something went wrong here. The fault is ours, and it has been noted.",
    "problem.json": "The file is not JSON: {detail}.",
    # Questionnaire
    "ceiling": "As it stands, ‘{tier}’ is as large as the plan can be.",
    "channel": "{name}: {state}",
    "no_channel": "None of them",
    # Errors of a form; {key} is the question
    "form.missing": "Choose an answer to ‘{key}’",
    "form.missing_number": "Write a number in answer to ‘{key}’",
    "form.number": "‘{value}’ is no number we can read. Write one such as 40 or 12.5 in answer to ‘{key}’",
    "form.exclusive": "Choose either ‘{value}’ or other answers to ‘{key}’, not both",
    "form.other": "Choose one of the answers shown to ‘{key}’",
    **BESIDE,
    **COMPARING,
    **CONDITIONS,
    **DESK,
    **DESK_STORED,
    **EDITIONS,
    **SINCE,
    **EXPLAINING,
    **KEEPING,
    **PAGE,
    **RULES,
    **VERDICT,
}
"""English, by key. The gettext context is `phrases.<key>`."""
