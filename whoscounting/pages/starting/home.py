"""The first page’s seven blocks."""

from __future__ import annotations

from typing import Any

BLOCKS: list[tuple[str, dict[str, Any]]] = [
    (
        "hero",
        {
            "shown": True,
            "heading": "Everyone counts. Is everyone counted?",
            "before": "<p>In 2016, two in three hospital trusts in England did not know how many of their patients had "
            "secondary (metastatic) breast cancer. In 2026 the Government promised to count. But nobody can yet "
            "look up their own hospital.</p>",
            "after": "<p>Secondary (metastatic) breast cancer can be treated, but it cannot yet be cured. A hospital "
            "that keeps a full record of everyone who has it can plan the right care for them.</p>",
            "quotation": "Nobody can plan care for people they have not counted.",
            "ask": "See what you can do",
        },
    ),
    (
        "counting",
        {
            "shown": True,
            "heading": "Is your hospital counting?",
            "note": "<p>We ask every trust that gives at least 100 breast cancer treatments a year.</p>",
        },
    ),
    (
        "support",
        {
            "shown": True,
            "heading": "Someone to talk to",
            "lead": "You do not have to carry this alone.",
            "text": "<p>The nurses talk with anyone: people living with secondary breast cancer, families and friends. "
            "If you are very unwell, call NHS 111, or 999 in an emergency.</p>",
        },
    ),
    (
        "about",
        {
            "shown": True,
            "heading": "About",
            "text": "<p>Since 2013, hospital trusts in England have had to record everyone who is diagnosed with "
            "secondary breast cancer. In 2016, two in three did not do so in full.</p>"
            "<p>So we ask. Each trust gets the same questions. Two people read each reply, each on their own, and "
            'decide by <a href="/methodology/">rules that anyone can read</a>. Then we publish the answer, with '
            "the trust’s own words.</p>"
            "<p>We keep count of records. We do not judge the care, and we never rank hospitals.</p>",
            "stories_heading": "In their own words",
        },
    ),
    (
        "act",
        {
            "shown": True,
            "heading": "Act today",
            "intro": "",
            "asks": [
                {
                    "heading": "Find your hospital",
                    "text": "<p>Look it up by postcode or by name, and see what its trust was asked and what it "
                    "answered.</p>",
                    "link_words": "Find your hospital",
                    "link": "/find/",
                },
                {
                    "heading": "Ask your team whether you are counted",
                    "text": "<p>If you have secondary breast cancer, your team can look up whether that is on record. "
                    "We have put the questions on a card that you can print and take along.</p>",
                    "link_words": "Open the card “Am I counted?”",
                    "link": "/am-i-counted/",
                },
                {
                    "heading": "Ask your MP",
                    "text": "<p>Parliament’s own page finds your MP by postcode. You could ask: “Do the hospitals "
                    "here record everyone who has secondary breast cancer? And when will the count that was "
                    "promised in the National Cancer Plan be published?”</p>",
                    "link_words": "Find your MP (on Parliament’s site)",
                    "link": "https://members.parliament.uk/FindYourMP",
                },
                {
                    "heading": "Tell one person",
                    "text": "<p>Send this page to someone who might look up their own hospital.</p>",
                    "link_words": "Send it by e-mail",
                    "link": "mailto:?subject=Is%20your%20hospital%20counting%3F&body={site}/",
                },
            ],
        },
    ),
    (
        "facts",
        {
            "shown": True,
            "heading": "Get the facts",
            "definition": "<p>Secondary (metastatic) breast cancer is breast cancer that has spread to another part of "
            "the body, such as the bones, liver, lungs or brain. It can be treated, and people live with it for years. "
            "At present it cannot be cured. Men get it too.</p>",
            "reports_heading": "Reports",
        },
    ),
    ("updates", {"shown": True, "heading": "Latest updates"}),
]
