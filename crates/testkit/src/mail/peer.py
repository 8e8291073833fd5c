"""A mail server that keeps what it takes as files, and refuses whom it is told to: for tests.

Its folder holds `answers`, a line for each address: the address, then what it says, as `450 why` or `550 why`; `cut`, which takes the mail and
hangs up before it says so; or `take`. What was taken is in `taken`, in the order in which it came. It ends when nobody holds its input any more.
"""

import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Keeper:
    def __init__(self, folder):
        self.folder = folder
        self.taken = os.path.join(folder, "taken")
        os.makedirs(self.taken, exist_ok=True)

    def answer(self, address):
        try:
            with open(os.path.join(self.folder, "answers"), encoding="utf-8") as answers:
                lines = answers.read().splitlines()
        except FileNotFoundError:
            return None
        told = [line.split(" ", 1)[1] for line in lines if line.split(" ", 1)[0] == address]
        return told[-1] if told else None

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answer(address)
        if answer and answer not in ("cut", "take"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = len(os.listdir(self.taken))
        path = os.path.join(self.taken, f"{number:06}")
        with open(path + ".part", "wb") as file:
            file.write("\n".join(envelope.rcpt_tos).encode() + b"\n\n" + envelope.original_content)
        os.rename(path + ".part", path)
        if any(self.answer(address) == "cut" for address in envelope.rcpt_tos):
            server.transport.abort()
        return "250 taken"


def main():
    folder, certificate, key, user, password = sys.argv[1:6]
    options = {"hostname": "localhost", "enable_SMTPUTF8": True}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        options.update(tls_context=context, require_starttls=True)
    if user:
        def known(server, session, envelope, mechanism, data):
            right = isinstance(data, LoginPassword) and (data.login, data.password) == (user.encode(), password.encode())
            return AuthResult(success=right, handled=right)
        options.update(auth_required=True, authenticator=known)

    async def serve():
        loop = asyncio.get_running_loop()
        keeper = Keeper(folder)
        server = await loop.create_server(lambda: SMTP(keeper, loop=loop, **options), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        # A thread of the loop's: its end ends the program.
        await loop.run_in_executor(None, sys.stdin.read)
        server.close()

    asyncio.run(serve())
    os._exit(0)


main()
