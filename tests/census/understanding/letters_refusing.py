"""Letters that refuse, or say that nothing is held or that it is not their task."""

from tests.census.understanding.letter import Letter

REVIEW = """
        If you are dissatisfied with this response you may request an internal review within 40 working days. We aim
        to respond to reviews within 20 working days. If you remain unhappy you can complain to the Information
        Commissioner, Wycliffe House, Wilmslow. A fee is not payable for this."""

REFUSING = [
    Letter(
        "too dear",
        f"""
        I can confirm that the Trust holds information falling within your request. However, we estimate that the
        cost of complying with it would exceed the appropriate limit of £450, because each set of notes would have
        to be read by hand. Section 12 of the Act therefore applies and we are refusing your request.
        {REVIEW}
        """,
        {"refusal"},
    ),
    Letter(
        "too dear, without the section",
        "To retrieve this would take in excess of 18 hours, so we are unable to process your request.",
        {"refusal"},
    ),
    Letter(
        "too dear for one question only",
        """
        Question 1. Yes.
        Question 2. Refused. Finding the numbers means opening every patient record, which would exceed the cost
        limit set out in section 12(1).
        Question 3. No.
        Question 4. The cancer information manager.
        """,
        {"answer", "refusal"},
        {
            "collects": "yes",
            "new_cases": "refused s12",
            "recurrent_cases": "refused s12",
            "recurrence_in_cosd": "no",
            "data_lead": "Cancer information manager",
        },
    ),
    Letter(
        "the law on cost explained, and not used",
        """
        Q1: Yes, routinely.
        We do not consider section 12 applies to your request, as finding the numbers would not exceed the limit.
        """,
        {"answer"},
        {"collects": "yes"},
    ),
    Letter(
        "called vexatious",
        "The Trust has decided that your request is vexatious and we are refusing it under section 14(1).",
        {"refusal"},
    ),
    Letter(
        "asked before",
        "As this is a repeated request within 60 days, s.14(2) FOIA applies and we will not be responding further.",
        {"refusal"},
    ),
    Letter(
        "already public",
        """
        This information is exempt under section 21 of the Act because it is reasonably accessible to you by other
        means. You can find it at https://data.example.invalid/cancer/2025.
        """,
        {"refusal"},
    ),
    Letter(
        "to be published",
        "The figures are intended for future publication and are therefore withheld under Section 22 FOIA.",
        {"refusal"},
    ),
    Letter(
        "small numbers withheld as personal data",
        """
        1. Yes
        1b. Yes, at all sites
        2a. Withheld under section 40(2), as the number is small and could identify individuals
        2b. 12
        2c. April 2025 to March 2026
        """,
        {"answer", "refusal"},
        {
            "collects": "yes",
            "all_hospitals": "yes",
            "new_cases": "refused s40",
            "recurrent_cases": "12",
            "period": "April 2025 to March 2026",
        },
    ),
    Letter(
        "given in confidence and commercial",
        """
        Some of what you asked for is exempt: the supplier's documents were provided in confidence (section 41), and
        we consider that disclosure would be likely to prejudice commercial interests, so section 43(2) is engaged.
        """,
        {"refusal"},
    ),
    Letter(
        "another section altogether",
        "We are withholding the report under section 36(2)(b) of the Act, in the opinion of our qualified person.",
        {"refusal"},
    ),
    Letter(
        "two sections in one letter",
        """
        Questions 2a and 2b are refused under section 12. Your question about named staff is exempt under section
        40(2), as it is personal data.
        """,
        {"refusal"},
        {"new_cases": "refused s12", "recurrent_cases": "refused s12"},
    ),
    Letter(
        "held but exempt",
        "The information is held but is exempt from disclosure by virtue of section 40 of the Act.",
        {"refusal"},
    ),
    Letter(
        "neither confirmed nor denied",
        "Under section 40(5) we neither confirm nor deny whether we hold the information you have requested.",
        {"refusal"},
    ),
    Letter(
        "not held",
        f"""
        I write in response to your request for information. The Trust does not hold the information requested.
        {REVIEW}
        """,
        {"not_held"},
    ),
    Letter(
        "not held, question by question",
        """
        1. Not held
        2. (a) Not held
           (b) Not held
        3. The Trust does not hold this information.
        """,
        {"not_held"},
        {
            "collects": "not held",
            "new_cases": "not held",
            "recurrent_cases": "not held",
            "recurrence_in_cosd": "not held",
        },
    ),
    Letter(
        "not held, in the Act's words",
        "In accordance with section 1(1) of the Act we can confirm that no recorded information is held.",
        {"not_held"},
    ),
    Letter(
        "what is not held centrally is too dear",
        """
        The data is not held centrally and a manual review of all case notes would be required. This would exceed
        the 18 hour limit and we are therefore applying a Section 12 exemption.
        """,
        {"refusal"},
    ),
    Letter(
        "not our service",
        """
        Northern Example Community NHS Trust does not provide breast cancer services and so we are unable to help.
        Please redirect your request to Southern Example Hospitals NHS Foundation Trust.
        """,
        {"not_our_service", "redirect"},
    ),
    Letter(
        "a trust of another kind",
        "We are a mental health trust and do not diagnose or treat cancer. This service is not provided by us.",
        {"not_our_service"},
    ),
    Letter(
        "a review that upholds a refusal",
        """
        I have completed the internal review of our decision. I uphold it: section 12 was correctly applied to your
        request.
        """,
        {"refusal", "review_outcome"},
    ),
    Letter(
        "no exemption used",
        "Question 1: Yes. Question 4: Breast MDT coordinator. No exemptions have been applied to this response.",
        {"answer"},
        {"collects": "yes", "data_lead": "Breast MDT coordinator"},
    ),
]
