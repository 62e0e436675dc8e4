"""Whether the mail servers answer, with real ones: encrypted, trusted, and to our password."""

import socket
from ssl import create_default_context  # noqa: F401  (a server's side is made in edge.py)

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult

from tests.config.doctor.edge import certificate, mail_box, server_side
from whoscounting.config.doctor import servers
from whoscounting.config.doctor.findings import State
from whoscounting.lib import mailservers
from whoscounting.lib.mailservers import Unusable

PASSWORD = "not-to-be-shown"  # noqa: S105
