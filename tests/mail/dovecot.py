"""A real IMAP server for the tests: Debian's dovecot in a folder that is thrown away, with one mail box."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.house.child import Child
from tools.house.debian import find
from tools.house.ports import free_port

PROGRAMS = ["dovecot", "/usr/sbin/dovecot"]
MISSING = "!!! Debian's dovecot-imapd is missing, so no test talks to a real IMAP server. bin/test installs it."
USER, PASSWORD = "census", "pass:word/ä"

# It listens on loopback, knows one user, asks no system account, and writes nowhere but into its folder. A server that
# root starts gives its parts to users of their own; one that we start ourselves runs as we do.
CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail
mail_debug = no
imap_capability = {capability}
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service imap {{
  client_limit = 1
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """The running server, seen through its mail box's folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self.port = port
        self.url = f"imap+plain://{USER}:pass%3Aword%2F%C3%A4@127.0.0.1:{port}/INBOX"

    def deliver(self, *letters: bytes) -> None:
        """Put letters into the mail box as a mail server does: whole, and with a name of their own."""
        for place in ("tmp", "new", "cur"):
            self._make(self._mail / place)
        for number, letter in enumerate(letters):
            name = f"{time.time_ns()}.{os.getpid()}_{number}.test"
            (self._mail / "tmp" / name).write_bytes(letter)
            self._give(self._mail / "tmp" / name)
            (self._mail / "tmp" / name).rename(self._mail / "new" / name)

    def inbox(self) -> list[Path]:
        return [file for place in ("new", "cur") for file in (self._mail / place).glob("*")]

    def filed(self) -> list[Path]:
        return [file for place in ("new", "cur") for file in (self._mail / ".Filed" / place).glob("*")]

    @property
    def _mail(self) -> Path:
        return self._folder / "mail"

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._give(folder.parent)
        self._give(folder)

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            uid, gid = owner()
            os.chown(path, uid, gid)


@contextmanager
def dovecot(capability: str = "") -> Iterator[Dovecot]:
    """One server. `capability` replaces what it says of itself."""
    folder = Path(tempfile.mkdtemp(prefix="whoscounting-dovecot-"))
    folder.chmod(0o755)
    port = free_port()
    (folder / "dovecot.conf").write_text(configuration(folder, port, capability))
    (folder / "users").write_text(f"{USER}:{{PLAIN.B64}}{encoded(PASSWORD)}::::::\n")
    server = Dovecot(folder, port)
    server.deliver()
    command = [find(PROGRAMS), "-F", "-c", str(folder / "dovecot.conf")]
    process = Child(command, cwd=folder)
    try:
        _wait(server, process, folder)
        yield server
    finally:
        process.stop()
        shutil.rmtree(folder, ignore_errors=True)


def configuration(folder: Path, port: int, capability: str) -> str:
    uid, gid = owner()
    ours = getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
    internal, internal_group = ("dovecot", "dovecot") if os.geteuid() == 0 else ours
    login = "dovenull" if os.geteuid() == 0 else ours[0]
    return CONFIGURATION.format(
        folder=folder,
        port=port,
        capability=capability,
        uid=uid,
        gid=gid,
        internal=internal,
        internal_group=internal_group,
        login=login,
    )


def owner() -> tuple[int, int]:
    """Whom the mail belongs to: dovecot gives no mail to root."""
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def encoded(password: str) -> str:
    import base64

    return base64.b64encode(password.encode()).decode()


def _wait(server: Dovecot, process: Child, folder: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not process.ended():
        try:
            imaplib.IMAP4("127.0.0.1", server.port, timeout=5).shutdown()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.05)
        else:
            return
    log = (folder / "log").read_text() if (folder / "log").exists() else subprocess.list2cmdline(["no log"])
    raise AssertionError(f"dovecot does not start: {log}")
