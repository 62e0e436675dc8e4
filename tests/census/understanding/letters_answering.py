"""Letters that answer, in the many ways in which offices lay out an answer."""

from tests.census.understanding.letter import OURS, Letter

ANSWERING = [
    Letter(
        "numbered like our questions",
        """
        1. Yes, every patient is recorded at the weekly MDT.
        1b. Yes
        2a. 14
        2b. 12
        2c. April 2025 to March 2026
        3. Yes
        4. Cancer data manager
        """,
        {"answer"},
        {
            "collects": "yes",
            "all_hospitals": "yes",
            "new_cases": "14",
            "recurrent_cases": "12",
            "period": "April 2025 to March 2026",
            "recurrence_in_cosd": "yes",
            "data_lead": "Cancer data manager",
        },
    ),
    Letter(
        "our questions repeated with answers beneath",
        """
        Further to your request, please find our response below.

        1. Does the trust routinely record everyone who is diagnosed with secondary (metastatic) breast cancer?
        Yes

        1b. Is this so at all of the trust's hospitals?
        No, only at our main site

        2a. How many people were diagnosed in the last 12 months, or the latest period you hold, whose breast cancer
        had already spread when it was first found?
        27 patients

        2b. How many people were diagnosed in that period with secondary breast cancer after an earlier breast
        cancer?
        Fewer than 5

        2c. Which period do these numbers cover?
        FY 2025-26

        3. Are the date and the type of a recurrence recorded in the national cancer data set (COSD version 10,
        non-primary pathway)?
        Yes - both are recorded.

        4. Which role leads on breast cancer data? Please give the role, not a name.
        Lead cancer nurse
        """,
        {"answer"},
        {
            "collects": "yes",
            "all_hospitals": "no",
            "new_cases": "27",
            "recurrent_cases": "fewer than 5",
            "period": "April 2025 to March 2026",
            "recurrence_in_cosd": "yes",
            "data_lead": "Lead cancer nurse",
        },
    ),
    Letter(
        "answers on the same line as our questions",
        """
        Question 1: Does the Trust routinely record everyone who is diagnosed with secondary (metastatic) breast
        cancer? Answer: No
        Question 2 (a): <5
        Question 2 (b): The Trust does not hold this information.
        """,
        {"answer", "not_held"},
        {"collects": "no", "new_cases": "fewer than 5", "recurrent_cases": "not held"},
    ),
    Letter(
        "in one paragraph",
        """
        The Trust routinely records all patients diagnosed with secondary breast cancer. Between 1 April 2025 and
        31 March 2026, 14 patients were diagnosed de novo and 12 had a recurrence of an earlier breast cancer.
        """,
        {"answer"},
        {
            "collects": "yes",
            "new_cases": "14",
            "recurrent_cases": "12",
            "period": "April 2025 to March 2026",
        },
    ),
    Letter(
        "a table turned to text",
        """
        Metastatic breast cancer, 2025/26
        New: 14  Recurrent: 12
        """,
        {"answer"},
        {"new_cases": "14", "recurrent_cases": "12", "period": "April 2025 to March 2026"},
    ),
    Letter(
        "a table with its heads above",
        """
        Period            De novo      Recurrent
        2025/26           22           9
        """,
        {"answer"},
        {"new_cases": "22", "recurrent_cases": "9", "period": "April 2025 to March 2026"},
    ),
    Letter(
        "a table with a row for each",
        """
        Category | Patients
        De novo metastatic | 41
        Recurrent | 1-7
        Total | 45
        """,
        {"answer"},
        {"new_cases": "41", "recurrent_cases": "fewer than 8"},
    ),
    Letter(
        "a sum before its parts",
        "In the 12 months to 31 Oct 2025 there were 26 people, of whom 14 were new and 12 were recurrent.",
        {"answer"},
        {"new_cases": "14", "recurrent_cases": "12", "period": "November 2024 to October 2025"},
    ),
    Letter(
        "extrapolated from team meetings",
        """
        1. This data is extrapolated at team meeting level.
        2. 12 presented with new metastatic disease from previous breast cancer with no new primary.
        14 patients presented as a new primary with metastatic disease.
        """,
        {"answer"},
        {"collects": "partly", "recurrent_cases": "12", "new_cases": "14"},
    ),
    Letter(
        "yes with a but",
        """
        1) Yes. However, recurrences are not always recorded.
        3) Partially
        """,
        {"answer"},
        {"collects": "partly", "recurrence_in_cosd": "partly"},
    ),
    Letter(
        "no in a sentence",
        "The Trust does not record metastatic recurrence of breast cancer.",
        {"answer"},
        {"collects": "no"},
    ),
    Letter(
        "not routine",
        "Q1 - We do not routinely collect data on secondary breast cancer.",
        {"answer"},
        {"collects": "no"},
    ),
    Letter(
        "only at first diagnosis",
        "Only patients with metastatic breast cancer at first diagnosis are recorded; recurrence is not.",
        {"answer"},
        {"collects": "partly"},
    ),
    Letter(
        "nobody",
        """
        Q2a: None
        Q2b: 0
        Q2c: calendar year 2025
        """,
        {"answer"},
        {"new_cases": "0", "recurrent_cases": "0", "period": "January 2025 to December 2025"},
    ),
    Letter(
        "treatments are not people",
        """
        In 2025/26 the Trust gave 412 treatments for new metastatic breast cancer and 220 chemotherapy cycles for
        recurrent disease.
        """,
        set(),
    ),
    Letter(
        "two years in one table",
        """
        Year       De novo     Recurrent
        2024/25    14          11
        2025/26    19          13
        """,
        set(),
    ),
    Letter(
        "about thirty",
        "Q2a: approximately 30",
        set(),
    ),
    Letter(
        "a number that may count anything",
        "We looked at 214 records and 3 systems. There were 31 in all.",
        set(),
    ),
    Letter(
        "small number kept back, and so held",
        """
        Answer to question 2a: fewer than five. The exact number is withheld.
        Answer to question 2b: 5 or fewer
        """,
        {"answer"},
        {"new_cases": "fewer than 5", "recurrent_cases": "fewer than 6"},
    ),
    Letter(
        "an answer with our whole letter beneath",
        "1: Yes\n2a: 17\n2b: 6\n\n-----Original Message-----\nFrom: Example Charity\nSent: 09 June 2026 10:02\n"
        "To: FOI\nSubject: Who is counted\n\n" + OURS,
        {"answer"},
        {"collects": "yes", "new_cases": "17", "recurrent_cases": "6"},
    ),
    Letter(
        "answers between our quoted lines",
        "\n".join(
            f"> {line}"
            + {"1.": "\nYes", "1b": "\nAt every site, yes.", "4.": "\nHead of cancer services"}.get(line[:2], "")
            for line in OURS.splitlines()
        ),
        {"answer"},
        {"collects": "yes", "all_hospitals": "yes", "data_lead": "Head of cancer services"},
    ),
    Letter(
        "an answer, a gap and a pointer at once",
        """
        1. Yes, for new diagnoses and recurrences.
        2. (a) 33 (b) Not held
        3. Please contact NHS England for national data quality reports.
        """,
        {"answer", "not_held", "redirect"},
        {"collects": "yes", "new_cases": "33", "recurrent_cases": "not held"},
    ),
    Letter(
        "the national data set in a sentence",
        """
        The date and type of recurrence are recorded in COSD. Our breast data lead is the Deputy Cancer Manager.
        """,
        {"answer"},
        {"recurrence_in_cosd": "yes", "data_lead": "Deputy Cancer Manager"},
    ),
    Letter(
        "all hospitals in a sentence",
        "Metastatic breast cancer is routinely recorded at all our hospitals.",
        {"answer"},
        {"collects": "yes", "all_hospitals": "yes"},
    ),
    Letter(
        "a name beside the role",
        "Question 4: [name], Cancer Data Manager, ext. 1234",
        {"answer"},
        {"data_lead": "Cancer Data Manager"},
    ),
    Letter(
        "dates in figures",
        """
        Response to Q2a - 8
        Response to Q2b - 19
        Response to Q2c - 01/04/2025 to 31/03/2026
        """,
        {"answer"},
        {"new_cases": "8", "recurrent_cases": "19", "period": "April 2025 to March 2026"},
    ),
]
