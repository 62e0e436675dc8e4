"""Letters that look like something which they are not, or say a thing in a way that is easily missed."""

from tests.census.understanding.letter import OURS, Letter

TRAPS = [
    Letter(
        "a receipt in numbered points",
        """
        Please note the following about your request:
        1. It has been recorded under reference FOI 26/118.
        2. You will receive a reply within 20 working days.
        3. Yes, you may ask us about its progress at any time.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt that never arrived",
        "I have checked our records and can confirm that we do not appear to have received your request of 9 June.",
        set(),
    ),
    Letter(
        "your request has been acknowledged",
        "Your request has been acknowledged. Normal timescales apply from the day on which we received it.",
        {"acknowledgement"},
    ),
    Letter(
        "policy on clarification and charges",
        """
        We confirm receipt. Where appropriate we will ask you to clarify your request. Charges are set out in our
        publication scheme, and a fee may apply. You can find our responses to earlier requests on our disclosure
        log: https://www.northern-example.invalid/disclosure-log
        """,
        {"acknowledgement"},
    ),
    Letter(
        "late at last",
        "Please accept our apologies for the delay in replying. Our response is attached.",
        {"attachment_only"},
    ),
    Letter(
        "late, and answered",
        "We apologise that this response is overdue.\n1. Yes\n2a. 21\n2b. 13",
        {"answer"},
        {"collects": "yes", "new_cases": "21", "recurrent_cases": "13"},
    ),
    Letter(
        "a portal that sends answers by machine",
        """
        This is an automated message from our request system. Your request FOI/2558 has been completed.
        Q1. Yes
        Q2a. 44
        """,
        {"answer"},
        {"collects": "yes", "new_cases": "44"},
        automatic=True,
    ),
    Letter(
        "the exemption called by its number",
        """
        Answer to question 1: Until recently these were paper records. It would take over 18 hours to go through
        them by hand, so we are using Exemption 12 of the FOI Act.
        Answer to question 2: See answer to question 1.
        """,
        {"refusal"},
        {"collects": "refused s12"},
    ),
    Letter(
        "not obliged to comply",
        "Under Section 12 of the Act we are not obliged to comply with a request for information if we estimate that "
        "the cost would exceed 18 hours of staff time. This is a formal refusal notice under section 17(5).",
        {"refusal"},
    ),
    Letter(
        "numbers inside a refusal",
        "We found 412 new patients and 35 with recurrence whose notes would each need to be read; this would exceed "
        "the appropriate limit, and section 12 applies.",
        {"refusal"},
    ),
    Letter(
        "a small number written twice",
        "2a. 14 (fourteen)\n2b. Less than 10 (suppressed to protect confidentiality)",
        {"answer"},
        {"new_cases": "14", "recurrent_cases": "fewer than 10"},
    ),
    Letter(
        "numbered in the trust's own way",
        """
        1. Yes
        2. Yes
        3. 14
        4. 12
        5. 2025/26
        6. No
        7. Data manager
        """,
        set(),
    ),
    Letter(
        "a trust's code and a size of paper",
        "Reply for R1K and RA4: please print on A4 paper. Our letter of 3 June refers.",
        set(),
    ),
    Letter(
        "section numbers at the start of lines",
        """
        In handling your request we had regard to:
        1(1) the right of access;
        10 time for compliance;
        16 advice and assistance.
        We will send you our answer before 8 July 2026.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a signature below the last answer",
        "4. Not applicable\nYours sincerely\nInformation Governance Manager\nNorthern Example NHS Trust",
        set(),
    ),
    Letter(
        "a printed mail with its own head",
        """
        From: FOI (NORTHERN EXAMPLE NHS TRUST)
        Sent: 30 June 2026 14:02
        To: round@example.invalid
        Subject: RE: Who is counted

        1 - No, this is not recorded.
        2a - Not held
        2b - Not held
        """,
        {"answer", "not_held"},
        {"collects": "no", "new_cases": "not held", "recurrent_cases": "not held"},
    ),
    Letter(
        "answers in red between our lines, as Outlook quotes them",
        "Please see our answers in red below.\n\nFrom: Example Charity\nSent: 09 June 2026 10:02\nTo: FOI\n\n"
        + OURS.replace("breast cancer?\n1b", "breast cancer?\nYes\n1b").replace("cover?\n", "cover?\n2025-26\n"),
        {"answer"},
        {"collects": "yes", "period": "April 2025 to March 2026"},
    ),
    Letter(
        "all cancers, and then ours",
        "The Trust saw 4,120 new cancer patients (all cancers) in 2025/26. For breast: de novo metastatic 17.",
        {"answer"},
        {"new_cases": "17", "period": "April 2025 to March 2026"},
    ),
    Letter(
        "a local recurrence is not a secondary",
        "There were 14 local recurrences of breast cancer and 220 new referrals.",
        set(),
    ),
    Letter(
        "a plan to record",
        "The Trust plans to routinely record all patients with metastatic breast cancer from April 2027.",
        set(),
    ),
    Letter(
        "in the notes only",
        "Metastatic breast cancer is recorded in individual patient notes. To extract it would exceed 18 hours.",
        {"refusal"},
    ),
    Letter(
        "sent on by us or by you",
        "We will transfer your request to NHS England if you would like us to. You may also write to them yourself.",
        {"redirect"},
    ),
    Letter(
        "a colleague is away, so it is late",
        "The colleague who deals with this is on annual leave, so our reply will be delayed until 20 July.",
        {"extension"},
    ),
    Letter(
        "a review that is under way",
        "Thank you for asking for an internal review. We will let you have its outcome within 20 working days.",
        set(),
    ),
    Letter(
        "an answer with a doubtful yes",
        "1. Yes, although this depends on the MDT.\n3. We believe so.",
        set(),
    ),
    Letter(
        "pages of a printed letter",
        "Northern Example NHS Trust\nFreedom of Information\n\f1. Yes\n1b. Yes\n\f2a. 9\n2b. 0",
        {"answer"},
        {"collects": "yes", "all_hospitals": "yes", "new_cases": "9", "recurrent_cases": "0"},
    ),
    Letter(
        "curly marks and joined letters",
        "1. No – we don’t routinely record this. We conﬁrm that no ﬁgures are held for question 2.",
        {"answer", "not_held"},
        {"collects": "no"},
    ),
    Letter(
        "exempt information is mentioned in general",
        "Should any of the information be exempt, for example under section 40, we will tell you why it is withheld.",
        set(),
    ),
    Letter(
        "a charge of the law, not of the trust",
        "The Fees Regulations set the limit at £450, which is 18 hours at £25 an hour. Your request is well within it.",
        set(),
    ),
    Letter(
        "a repeated word",
        "1. The data is repeated in two systems. 2a. 16",
        {"answer"},
        {"new_cases": "16"},
    ),
]
