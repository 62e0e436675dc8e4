"""Letters written before the rules, and first tried when the rules stood: how they do on what they had not seen."""

from tests.census.understanding.letter import OURS, Letter

UNSEEN = [
    Letter(
        "a receipt with many rules",
        """
        Dear Sir/Madam,
        FREEDOM OF INFORMATION ACT 2000 - REQUEST REF 26-0981
        Thank you for your recent request made under the above Act. Please accept this as acknowledgement that it
        has reached us. The statutory deadline for our reply is 8th July 2026.
        There may be a charge for photocopying. Some information may be withheld where an exemption applies.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt that asks for patience",
        "Your FOI has been allocated to a case handler who will be in touch once the information has been collated.",
        {"acknowledgement"},
    ),
    Letter(
        "a receipt in the passive",
        "Receipt of your request is acknowledged. It is now being considered and you will receive a response within "
        "the statutory timescale of 20 working days as defined by the Act, subject to the information not being "
        "exempt or containing a reference to a third party.",
        {"acknowledgement"},
    ),
    Letter(
        "an automatic receipt with common questions",
        """
        Thank you for contacting the Freedom of Information Team at Northern Example NHS Trust.
        We do not hold patients' medical records; for these please contact the Access to Records team.
        You will receive an acknowledgement with a reference number within three working days.
        """,
        {"acknowledgement"},
        automatic=True,
    ),
    Letter(
        "gone until the autumn",
        "I'm now on maternity leave, returning in October 2026. Your email has not been forwarded.",
        {"out_of_office"},
        automatic=True,
    ),
    Letter(
        "left the trust",
        "Please note that I no longer work for the Trust. Kindly redirect your email to the FOI team.",
        {"out_of_office"},
        automatic=True,
    ),
    Letter(
        "a question about what recorded means",
        """
        We are currently processing your FOI. The department has asked for the following to be clarified:
        - Do you want patients who were diagnosed elsewhere?
        - By "earlier breast cancer", do you mean invasive disease only?
        Your request will be closed if we don't hear from you within 40 working days.
        """,
        {"acknowledgement", "clarification"},
    ),
    Letter(
        "a question about who asks",
        "To be valid a request must state the applicant's name. Please provide your full name so that we can "
        "progress your request.",
        {"clarification"},
    ),
    Letter(
        "a bill",
        "The cost of meeting your request has been calculated as £612.50. If you would like us to go ahead please "
        "send a cheque for this sum; until it arrives the 20 day period is suspended. This letter is our fees notice.",
        {"fees"},
    ),
    Letter(
        "time for the public interest",
        "We have not yet reached a decision on the balance of the public interest test for the exemption at section "
        "22 and will need an additional 15 working days. You should hear from us by Friday 24 July 2026.",
        {"extension"},
    ),
    Letter(
        "a holding reply",
        "Please accept our apologies for the delay in responding to your request; we are still awaiting information "
        "from the department and will send this to you as soon as we can.",
        {"extension"},
    ),
    Letter(
        "cost with an offer",
        """
        Our initial search found 2,140 patient records which would each need to be checked at about 5 minutes a
        record, a total of 178 hours. The Act allows us to refuse where this takes more than 18 hours, and under
        Section 12 we are not obliged to comply with your request. Under section 16, we suggest that you limit your
        request to one month.
        """,
        {"refusal"},
    ),
    Letter(
        "refused with headings",
        """
        Decision
        Section 40(2) - Personal information
        Numbers below five have been suppressed because individuals could be identified.
        2a  Number diagnosed at first presentation: <5
        2b  Number with recurrence: 16
        """,
        {"answer"},
        {"new_cases": "fewer than 5", "recurrent_cases": "16"},
    ),
    Letter(
        "an exemption that was considered and dropped",
        "We considered whether section 43 applied but concluded that it does not. Question 1 - Yes, all cases are "
        "discussed at MDT and recorded on the cancer system.",
        {"answer"},
        {"collects": "yes"},
    ),
    Letter(
        "public on a website",
        "The information is already in the public domain and Section 21 of the FOIA applies. Please follow this link: "
        "https://www.northern-example.invalid/performance",
        {"refusal"},
    ),
    Letter(
        "not recorded in a field that can be searched",
        "Unfortunately the Trust is unable to provide this as it isn't recorded in a reportable format. To manually "
        "search would exceed the time limit set by the Act, as stated in section 12.",
        {"refusal"},
    ),
    Letter(
        "nothing held",
        "Having made enquiries, I can advise that the Trust holds no information relevant to your request.",
        {"not_held"},
    ),
    Letter(
        "not held, and where to go",
        "The Trust does not hold this data. It is collected by the National Cancer Registration and Analysis Service, "
        "to whom you should redirect your request.",
        {"not_held", "redirect"},
    ),
    Letter(
        "service moved",
        "Breast services at this Trust ceased in 2024 and are now provided by Southern Example NHS Foundation Trust. "
        "You should therefore contact them for this information.",
        {"not_our_service", "redirect"},
    ),
    Letter(
        "sent on",
        "Your request has been transferred to Eastern Example NHS Foundation Trust, who hold the data you need.",
        {"transferred"},
    ),
    Letter(
        "locked",
        "You've got a protected message from foi@northern-example.invalid. Click here to open: "
        "https://msg.example.invalid/o/abc. The message expires in 30 days.",
        {"secure_link"},
    ),
    Letter(
        "a password follows",
        "Our reply has been sent to you by encrypted email. You will receive a separate email with a link to access "
        "it via Galaxkey.",
        {"secure_link"},
    ),
    Letter(
        "the reply is a file",
        "Hello,\nPFA the Trust's response to FOI 26/118.\nThanks",
        {"attachment_only"},
    ),
    Letter(
        "questions with long answers",
        """
        Q1) Does the Trust routinely record everyone diagnosed with secondary breast cancer?
        A1) The Trust records all patients diagnosed with secondary (metastatic) breast cancer on its cancer
        management system following MDT discussion.
        Q1b) Is this so at all hospitals?
        A1b) Yes, both sites.
        Q2a) A2a) 38 patients
        Q2b) A2b) 21 patients
        Q2c) A2c) 1st January 2025 - 31st December 2025
        Q3) A3) No. The type of recurrence is recorded but the date is not.
        Q4) A4) Cancer Services Manager
        """,
        {"answer"},
        {
            "collects": "yes",
            "all_hospitals": "yes",
            "new_cases": "38",
            "recurrent_cases": "21",
            "period": "January 2025 to December 2025",
            "data_lead": "Cancer Services Manager",
        },
    ),
    Letter(
        "answers in prose",
        """
        The Trust does collect data on patients with metastatic breast cancer, but not routinely. For the financial
        year 2025/26 there were nine new diagnoses and seventeen recurrences.
        """,
        {"answer"},
        {
            "collects": "partly",
            "new_cases": "9",
            "recurrent_cases": "17",
            "period": "April 2025 to March 2026",
        },
    ),
    Letter(
        "question and answer in two columns",
        """
        Question                                              Response
        1 Routinely recorded?                                 Yes
        2a Number at first diagnosis                          52
        2b Number after earlier breast cancer                 40
        2c Period                                             Apr-25 to Mar-26
        """,
        {"answer"},
        {
            "collects": "yes",
            "new_cases": "52",
            "recurrent_cases": "40",
            "period": "April 2025 to March 2026",
        },
    ),
    Letter(
        "all at once",
        """
        In response to your questions:
        1. Yes - for new diagnoses. 2a. 19. 2b. We are unable to provide this: section 12 applies because each record
        would need to be reviewed. 3. Not currently recorded. 4. Breast Unit Data Coordinator.
        """,
        {"answer", "refusal"},
        {
            "collects": "partly",
            "new_cases": "19",
            "recurrent_cases": "refused s12",
            "recurrence_in_cosd": "no",
            "data_lead": "Breast Unit Data Coordinator",
        },
    ),
    Letter(
        "an answer for one hospital",
        "Secondary breast cancer is recorded at one of our two hospitals only. The figures cover April 2025 to "
        "March 2026: 10 de novo; 14 recurrent.",
        {"answer"},
        {
            "all_hospitals": "no",
            "new_cases": "10",
            "recurrent_cases": "14",
            "period": "April 2025 to March 2026",
        },
    ),
    Letter(
        "a letter about our letter",
        "Thank you for your letter of 9 June, which says:\n\n"
        + OURS
        + "\nWe will reply to it in full within 20 working days of receipt.",
        {"acknowledgement"},
    ),
    Letter(
        "waiting times are not answers",
        "The Trust reported 96% of breast referrals seen within 14 days and 310 first treatments in 2025/26. "
        "Further figures are in our annual report.",
        set(),
    ),
    Letter(
        "numbers by another cancer",
        "Recurrent lung cancer: 14. New prostate cancer: 220.",
        set(),
    ),
    Letter(
        "nobody knows yet",
        "Thank you for chasing. We're sorry that this is overdue. The team expects to reply by the end of next week.",
        {"extension"},
    ),
]
