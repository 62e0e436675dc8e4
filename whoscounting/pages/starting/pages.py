"""The other pages a site begins with."""

from __future__ import annotations

from typing import Any

NOT_US = "Breast Cancer Now"

SERVICES: list[tuple[str, dict[str, Any]]] = [
    (
        "service",
        {
            "group": "phone",
            "name": "NHS 111",
            "run_by": "the NHS",
            "text": "<p>When you are unwell and cannot reach your own team. In an emergency call 999.</p>",
            "telephone": "111",
            "address": "https://111.nhs.uk/",
        },
    ),
    (
        "service",
        {
            "group": "phone",
            "name": "Samaritans",
            "run_by": "Samaritans",
            "text": "<p>If everything is too much, at any hour of the day or night.</p>",
            "telephone": "116 123",
            "address": "https://www.samaritans.org/",
        },
    ),
    (
        "service",
        {
            "group": "other",
            "name": "Relay UK",
            "run_by": "BT",
            "text": "<p>If you cannot hear or speak on the phone: dial 18001 before the number of the help line.</p>",
            "telephone": "",
            "address": "https://www.relayuk.bt.com/",
        },
    ),
    (
        "service",
        {
            "group": "other",
            "name": "British Sign Language",
            "run_by": "SignVideo",
            "text": "<p>An interpreter by video. Ask the help line whether it takes calls this way.</p>",
            "telephone": "",
            "address": "https://signvideo.co.uk/",
        },
    ),
    (
        "service",
        {
            "group": "other",
            "name": "Easy Read",
            "run_by": "Macmillan Cancer Support",
            "text": "<p>Booklets about cancer in short sentences with pictures.</p>",
            "telephone": "",
            "address": "https://www.macmillan.org.uk/cancer-information-and-support/stories-and-media/easy-read",
        },
    ),
    (
        "service",
        {
            "group": "other",
            "name": "Other languages",
            "run_by": "Macmillan Cancer Support",
            "text": "<p>Information about cancer in many languages, and interpreters on the phone.</p>",
            "telephone": "",
            "address": "https://www.macmillan.org.uk/cancer-information-and-support/get-help/translations",
        },
    ),
    (
        "service",
        {
            "group": "online",
            "name": "Living with secondary breast cancer",
            "run_by": NOT_US,
            "text": "<p>Information, and groups in which people talk with others who have it too.</p>",
            "telephone": "",
            "address": "https://breastcancernow.org/",
        },
    ),
    (
        "service",
        {
            "group": "face",
            "name": "Maggie’s centres",
            "run_by": "Maggie’s",
            "text": "<p>Beside many hospitals: come in without an appointment, also with family and friends.</p>",
            "telephone": "",
            "address": "https://www.maggies.org/",
        },
    ),
]

QUESTIONS = [
    (
        "Is it on record here that my breast cancer has spread?",
        "Your hospital has to record it, and your team can look.",
    ),
    ("Since which date? Is it the date when it was found?", "The date tells how long people live well, and with what."),
    ("Which parts of my body are on record?", "It helps to plan the right scans and treatments."),
    ("Was I talked about in the team meeting since then?", "The record is often made there."),
    ("Who sees to it that it is recorded for everyone?", "There may be a person for it; ask for the role, not a name."),
]

DEMANDS = [
    (
        "government",
        "<p>Keep the promise of the National Cancer Plan: define and count cancers that come back or spread, "
        "and publish the number with the day on which it was counted.</p>",
    ),
    (
        "nhs_england",
        "<p>Say which trusts send full records of secondary breast cancer, and publish it by trust every year.</p>",
    ),
    ("alliances", "<p>Make sure that every breast team in the area has somebody who is responsible for its data.</p>"),
    (
        "software",
        "<p>Make the date and the kind of a recurrence easy to enter, in the place where teams already work.</p>",
    ),
    (
        "trusts",
        "<p>Record everyone with secondary breast cancer: those whose cancer had spread when it was first found, "
        "and those whose earlier cancer has come back.</p>",
    ),
]

PRESS = {
    "intro": "<p>For journalists: whom to call, what may be shown, and how to quote the figures so that they are "
    "true.</p>",
    "how_to_quote": "<p>Say how many were asked, how many said so, and how many gave no answer. Now:</p>"
    "<ul><li>Trusts asked: [[trusts asked]]</li><li>They say they record everyone: [[trusts collecting]]</li>"
    "<li>In part: [[trusts partly collecting]]</li><li>Not: [[trusts not collecting]]</li>"
    "<li>Replied, no clear answer: [[trusts without a clear answer]]</li>"
    "<li>No answer: [[trusts without a response]]</li></ul><p>And:</p>"
    "<ul><li>Give the edition and its date. Edition: [[edition]]. Date: [[edition date]].</li>"
    "<li>Say ‘every trust that gives at least 100 breast cancer treatments a year’, not ‘every trust’.</li>"
    "<li>Beside hard figures, please name the help line.</li></ul>",
    "not_to_say": "<ul><li>How many people have secondary breast cancer: nobody has counted. There are estimates, "
    "and they must be called so.</li>"
    "<li>That things are better or worse than in 2016: we do not know how each trust was judged then.</li>"
    "<li>That care is bad where records are missing, or good where they are full. This is about records.</li>"
    "<li>Which trust is best or worst. We never rank them.</li></ul>",
    "embargo_rules": "<p>A release under embargo may be used for preparing, not for publishing, until the day and hour "
    "it names, London time. Trusts see their own finding before you do. If an embargo is broken, we lift it "
    "for everyone.</p>",
}

PRIVACY = [
    ("heading", "What we learn of you"),
    (
        "text",
        "<p>Nothing, while you read. This site sets no cookie, counts no visits and loads nothing from anyone "
        "else. What you type to find a hospital is not written down.</p>",
    ),
    ("heading", "Staff"),
    (
        "text",
        "<p>People who work on the campaign sign in. Only then a cookie is set, so that the site knows them from "
        "one page to the next.</p>",
    ),
    ("heading", "Stories"),
    (
        "text",
        "<p>A story stands here only with its person’s recorded consent, and goes when they take it back: the page, "
        "its drafts and its earlier versions. We keep only a note of who "
        "agreed, to which words, and when it ended. Copies elsewhere cannot be called back.</p>",
    ),
]
ACCESS = [
    (
        "text",
        "<p>We want everyone to be able to read this site: with a screen reader, with the keyboard alone, on an old "
        "phone, on paper, with large letters or strong contrast. It works without JavaScript.</p>"
        "<p>Each page is checked by machine against the rules known as WCAG 2.2 at levels A, AA and AAA. Machines find "
        "only a part of what gets in the way. If something stops you, please tell us.</p>",
    ),
]
