"""A mail server for a test to read what was really sent (RFC 5321, as much as a client needs)."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class MailServer:
    """Takes every mail on a port of its own; answers "try later" while `refuses` is set."""

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self.refuses = False
        self.recipients: list[str] = []
        self._arrived = threading.Condition()
        self._mails: list[EmailMessage] = []

    @property
    def mails(self) -> list[EmailMessage]:
        with self._arrived:
            return list(self._mails)

    def wait_for(self, count: int, seconds: float = 10) -> list[EmailMessage]:
        """The mails, once there are that many."""
        with self._arrived:
            arrived = self._arrived.wait_for(lambda: len(self._mails) >= count, seconds)
            assert arrived, f"{len(self._mails)} of {count} mails arrived"
            return list(self._mails)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def answer(text: str) -> None:
            writer.write(f"{text}\r\n".encode())

        answer("220 test")
        to: list[str] = []
        while line := (await reader.readline()).decode().strip():
            command = line.split(":")[0].upper()
            if command.startswith(("EHLO", "HELO")):
                answer("250 test")
            elif command.startswith("MAIL") and self.refuses:
                answer("451 try later")
            elif command.startswith("RCPT"):
                to.append(line.partition(":")[2].strip(" <>"))
                answer("250 ok")
            elif command.startswith("DATA"):
                answer("354 go on")
                await writer.drain()
                data = await reader.readuntil(b"\r\n.\r\n")
                self._take(to, data[:-5].replace(b"\r\n..", b"\r\n."))
                to = []
                answer("250 taken")
            elif command.startswith("QUIT"):
                answer("221 bye")
                break
            else:  # MAIL, RSET, NOOP
                answer("250 ok")
        await writer.drain()
        writer.close()

    def _take(self, to: list[str], data: bytes) -> None:
        mail = message_from_bytes(data, policy=policy.default)
        with self._arrived:
            self.recipients += to
            self._mails.append(mail)
            self._arrived.notify_all()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server for as long as the block lasts."""
    mails = MailServer()
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def start() -> None:
        server = await asyncio.start_server(mails.serve, mails.host, 0)
        mails.port = server.sockets[0].getsockname()[1]
        started.set()

    def run() -> None:  # playwright has a loop of its own in the test's thread
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield mails
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()
