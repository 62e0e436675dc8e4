"""Letters that answer nothing yet: receipts, questions, fees, more time, nobody there."""

from tests.census.understanding.letter import OURS, Letter

QUOTED = "\n".join(f"> {line}" for line in OURS.splitlines())

WAITING = [
    Letter(
        "a receipt with the working days",
        """
        Dear Sir or Madam

        Thank you for your request for information, which we received on 9 June 2026. It has been logged under
        reference FOI-2026-0417. We aim to respond within 20 working days, that is by 7 July 2026.

        Yours faithfully
        Freedom of Information Office
        Northern Example NHS Trust
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt with our letter beneath",
        f"""
        We acknowledge receipt of your request. You will hear from us in due course.

        On Tue, 9 Jun 2026 at 10:02, Example Charity <round@example.invalid> wrote:
        {QUOTED}
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt with our letter beneath, as Outlook quotes it",
        "Your request is being dealt with under the Freedom of Information Act 2000.\n\n"
        "From: Example Charity <round@example.invalid>\nSent: 09 June 2026 10:02\n"
        "To: FOI (NORTHERN EXAMPLE NHS TRUST)\nSubject: Who is counted\n\n" + OURS,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt that explains the law at length",
        """
        Thank you for your email. We can confirm that your Freedom of Information request has been received and is
        being processed.

        Under section 10 of the Freedom of Information Act we have 20 working days in which to reply. If we need
        clarification we will contact you, and the clock will stop until we hear from you. In some cases a fee may
        be payable; if so, we will send you a fees notice. Information may be exempt from disclosure: for example,
        where the cost would exceed the appropriate limit of £450 under section 12, or where it is personal data
        under section 40. If we do not hold the information we will tell you, and we may transfer your request to
        another public authority.

        If you are unhappy with the way we handle your request you may ask for an internal review.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt that repeats what we asked",
        """
        Our ref: 2026/331

        I acknowledge your request of 8 June 2026, in which you asked whether the Trust routinely records everyone
        who is diagnosed with secondary breast cancer, and how many people were diagnosed between April 2025 and
        March 2026. Your request has been passed to the relevant department and a response will be sent to you as
        soon as possible.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "an automatic receipt",
        """
        This is an automated response. Your email has been received by the Information Governance team of
        Northern Example NHS Trust. If it is a request under the Freedom of Information Act you can expect a reply
        within 20 working days. Answers to common questions are on our website.
        Please do not reply to this message.
        """,
        {"acknowledgement"},
        automatic=True,
    ),
    Letter(
        "a receipt in one line",
        "Good morning, just to let you know we've received this and will get back to you by 8 July. Kind regards",
        {"acknowledgement"},
    ),
    Letter(
        "a receipt from a busy office",
        """
        Thank you for contacting the FOI team. Owing to a high number of requests there may be a delay in our reply.
        Your request has been assigned the number 4417 and will be considered under the Act.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "somebody on holiday",
        """
        Thank you for your email. I am currently on annual leave and will be back on Monday 22 June 2026.
        For urgent matters please contact foi@northern-example.invalid.
        """,
        {"out_of_office"},
        automatic=True,
    ),
    Letter(
        "somebody out of the office who has set no mark",
        "I am out of the office until 15 June with no access to email. If it is urgent, ring our main switchboard.",
        {"out_of_office"},
    ),
    Letter(
        "an address that is no longer read",
        "This mailbox is no longer monitored. Please resend your message to foi@northern-example.invalid.",
        {"out_of_office"},
        automatic=True,
    ),
    Letter(
        "somebody who works part of the week, and acknowledges",
        """
        We have received your request and will respond within twenty working days.

        FOI Officer
        My working days are Monday to Wednesday
        This email and any attachments are confidential. If you are not the intended recipient please delete it.
        NHSmail is the secure email service for the NHS. Any fees, extensions or refusals are notified separately.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a question back",
        """
        Thank you for your request. In order to proceed we need some clarification from you. Could you please
        confirm what you mean by "routinely", and whether you want figures for the financial or the calendar year?

        Your request has been placed on hold until we hear from you.
        """,
        {"clarification"},
    ),
    Letter(
        "a question back with the Act's section",
        """
        Under section 1(3) of the Freedom of Information Act we require further information in order to identify
        what you are asking for. Please specify which hospital sites question 1b refers to. The 20 working days
        will start once your reply is received.
        """,
        {"clarification"},
    ),
    Letter(
        "a receipt that offers to answer questions",
        """
        We confirm receipt of your request. If you require clarification of anything in this letter, please contact
        us. No clarification is needed from you at this stage. We will respond by 8 July 2026.
        """,
        {"acknowledgement"},
    ),
    Letter(
        "a receipt and a question at once",
        """
        We acknowledge receipt of your request, received on 9 June 2026.
        Please can you clarify the period you would like the figures for: April 2024 to March 2025, or 2025?
        """,
        {"acknowledgement", "clarification"},
    ),
    Letter(
        "a charge",
        """
        FEES NOTICE

        The Trust estimates that it will take 21 hours to find the information. We are prepared to do so on payment
        of a fee of £525.00, which must be paid within three months of the date of this letter.
        """,
        {"fees"},
    ),
    Letter(
        "a charge in other words",
        "Before we can continue we require payment of £475. This fee is payable in advance under section 9.",
        {"fees"},
    ),
    Letter(
        "no charge",
        "We have received your request and will reply within 20 working days. There is no fee payable.",
        {"acknowledgement"},
    ),
    Letter(
        "more time to weigh the public interest",
        """
        Dear requester,
        The information you asked for is being considered under section 43, which is a qualified exemption. We need
        to extend the time for our response in order to carry out the public interest test. We expect to let you
        have our decision by 22 July 2026.
        """,
        {"extension"},
    ),
    Letter(
        "more time in working days",
        """
        Under section 10(3) of the Act we are extending the deadline by a further 20 working days while we consider
        the balance of the public interest.
        """,
        {"extension"},
    ),
    Letter(
        "late, with an apology",
        """
        I am sorry that we have not been able to reply to your request within 20 working days. We are still
        waiting for the cancer services team and now hope to send our response by 31 July 2026.
        """,
        {"extension"},
    ),
    Letter(
        "late, without a date",
        "Unfortunately our response to your FOI request has been delayed. We apologise for any inconvenience.",
        {"extension"},
    ),
]
