"""What stands at the network's edge in the doctor's tests: certificates, a name server, a mail box."""

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dns.message
import dns.rcode
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

LOCALHOST = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])


def certificate(folder: Path, *, days: float = 90, host: str = "localhost") -> Path:
    """A file with a certificate that signs itself, and its key. Who trusts the file trusts the server."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(LOCALHOST, LOCALHOST, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


def server_side(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def name_server(records: dict[tuple[str, str], list[str]], *, failing: bool = False) -> Iterator[str]:
    """A name server that knows these records by name and kind; all other names don't exist. Gives its address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.bind(("127.0.0.1", 0))
        stop = threading.Event()
        thread = threading.Thread(target=_answer_names, args=(asked, records, failing, stop))
        thread.start()
        try:
            yield f"127.0.0.1:{asked.getsockname()[1]}"
        finally:
            stop.set()
            thread.join()


def _answer_names(asked: socket.socket, records: dict, failing: bool, stop: threading.Event) -> None:
    asked.settimeout(0.1)
    while not stop.is_set():
        try:
            packet, whom = asked.recvfrom(4096)
        except TimeoutError:
            continue
        query = dns.message.from_wire(packet)
        response = dns.message.make_response(query)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        if failing:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif found := records.get((name, kind)):
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        elif not any(known == name for known, _ in records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        asked.sendto(response.to_wire(), whom)


@contextmanager
def mail_box(file: Path, *, password: str, folders: tuple[str, ...] = ("INBOX",)) -> Iterator[int]:
    """As much of an IMAP server as one needs to sign in and open a folder. Gives its port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.1)
        stop = threading.Event()
        thread = threading.Thread(target=_serve_mail, args=(listening, server_side(file), password, folders, stop))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            stop.set()
            thread.join()


def _serve_mail(listening: socket.socket, context: ssl.SSLContext, password: str, folders, stop) -> None:
    while not stop.is_set():
        with contextlib.suppress(OSError):  # nobody came, or who came did not trust us
            connection, _ = listening.accept()
            connection.settimeout(5)
            with context.wrap_socket(connection, server_side=True) as safe, safe.makefile("rwb") as lines:
                _talk(lines, password, folders)


def _talk(lines, password: str, folders) -> None:
    def say(text: str) -> None:
        lines.write(f"{text}\r\n".encode())
        lines.flush()

    say("* OK ready")
    while line := lines.readline().decode().strip():
        tag, verb, *rest = line.split(" ", 2)
        arguments = rest[0] if rest else ""
        if verb == "CAPABILITY":
            say("* CAPABILITY IMAP4rev1")
            say(f"{tag} OK done")
        elif verb == "LOGIN":
            right = arguments.endswith((f'"{password}"', f" {password}"))
            say(f"{tag} OK done" if right else f"{tag} NO I don't know {arguments}")
        elif verb == "EXAMINE":
            found = arguments.strip('"') in folders
            if found:
                say("* 0 EXISTS")
            say(f"{tag} OK done" if found else f"{tag} NO there is none")
        else:
            say("* BYE")
            say(f"{tag} OK done")
            return
