"""Letters that point to another place: another body, a web page, a locked box, an attachment."""

from tests.census.understanding.letter import Letter

ELSEWHERE = [
    Letter(
        "passed on to another body",
        """
        We do not hold this information. Under section 16 we have transferred your request to NHS England, who will
        reply to you directly.
        """,
        {"not_held", "transferred"},
    ),
    Letter(
        "passed on within the trust",
        "We have received your request and have forwarded it to our cancer services department. You will receive a "
        "response by 8 July.",
        {"acknowledgement"},
    ),
    Letter(
        "please ask NHS England",
        """
        Recurrence data is submitted nationally. You may wish to contact NHS England, which publishes data from the
        National Disease Registration Service, at https://digital.example.invalid/ndrs.
        """,
        {"redirect"},
    ),
    Letter(
        "please ask a neighbour",
        "Breast surgery for our patients is carried out elsewhere; we suggest that you direct your enquiry to "
        "Eastern Example University Hospitals NHS Trust.",
        {"redirect"},
    ),
    Letter(
        "only the commissioner's address",
        """
        We acknowledge receipt of your request and will reply within 20 working days.
        Should you have any queries please contact the FOI team. You may contact the Information Commissioner's
        Office at https://ico.example.invalid.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "answered before, see the log",
        """
        We have answered a similar request. Our previous response can be found on the Trust's disclosure log:
        https://www.northern-example.invalid/foi/disclosure-log/2026-112
        """,
        {"disclosure_log"},
    ),
    Letter(
        "an answer that will be put in the log",
        """
        1. Yes.
        Please note that this response will be published on our disclosure log at
        https://www.northern-example.invalid/disclosure-log
        """,
        {"answer"},
        {"collects": "yes"},
    ),
    Letter(
        "a locked message",
        """
        FOI (Northern Example NHS Trust) has sent you a secure message.
        Read the message: https://secure.example.invalid/p/8f7d6c
        This link will expire on 24 June 2026. You will need to register to open it.
        """,
        {"secure_link"},
        automatic=True,
    ),
    Letter(
        "a locked message by a service's name",
        """
        You have received an encrypted email via Egress Protect. To view the message, sign in or create a free
        account at https://switch.example.invalid/x/44.
        """,
        {"secure_link"},
    ),
    Letter(
        "a large file service",
        """
        Your files are ready to download from Cryshare. The package is available for 14 days.
        https://cryshare.example.invalid/d/19
        """,
        {"secure_link"},
    ),
    Letter(
        "a footer of a mail scanner",
        """
        We have received your request and aim to respond within 20 working days.

        This email has been scanned by Mimecast. Sent securely using Egress. For more information visit
        https://www.mimecast.example.invalid.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "see attached",
        """
        Dear requester

        Please find attached our response to your Freedom of Information request.

        Kind regards
        FOI team
        """,
        {"attachment_only"},
    ),
    Letter(
        "see attached, with all the usual beneath",
        """
        Good afternoon,
        Further to your request, see attached letter.
        If you are unhappy with our response you may request an internal review by writing to the FOI office within
        40 working days. The Trust holds the copyright.
        """,
        {"attachment_only"},
    ),
    Letter(
        "an attachment beside an answer",
        """
        Q1. Yes
        Q2a. 31
        Q2b. 18
        Please see attached our standard terms.
        """,
        {"answer"},
        {"collects": "yes", "new_cases": "31", "recurrent_cases": "18"},
    ),
    Letter(
        "thanks and nothing else",
        "Thank you for your email.\n\nKind regards\nFOI team",
        set(),
    ),
    Letter(
        "a covering note about something else",
        """
        Freedom of Information Act section 10 sets the time for replies. Our publication scheme explains section 1(1)
        and section 16. The Trust records all requests that it receives.
        """,
        set(),
    ),
]
