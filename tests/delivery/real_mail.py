"""Debian's own mail server and mailbox on this machine: postfix takes a letter, dovecot shows it by IMAP. Everything
stands in one folder, on high ports of the loopback; nothing of the system's own mail is touched."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import pytest

PASSWORD = "s3cret"
DOMAIN = "acme.example"
_PATIENCE = 20.0
SBIN = "/usr/sbin:/sbin:/usr/bin:/bin"


def programs() -> tuple[str, str]:
    """Where postfix and dovecot are; skips the test, in words, where they are not."""
    postfix, dovecot = shutil.which("postfix", path=SBIN), shutil.which("dovecot", path=SBIN)
    if postfix is None or dovecot is None:
        pytest.skip("postfix and dovecot are not installed. On Debian: apt-get install postfix dovecot-imapd")
    if os.geteuid() != 0:
        pytest.skip("postfix begins as root only")
    return postfix, dovecot


class RealMail:
    """Both of them, running. `smtp` and `imap` are their ports; `user` may open the mailbox of everybody at DOMAIN."""

    def __init__(self) -> None:
        self.postfix, self.dovecot = programs()
        self._home = tempfile.TemporaryDirectory(prefix="dunwell-mail-")
        self.folder = Path(self._home.name)
        self.smtp, self.imap, self.lmtp = free_port(), free_port(), free_port()
        self.user = f"maria@{DOMAIN}"

    def __enter__(self) -> Self:
        # Their own users must get in.
        self.folder.chmod(0o755)
        self._write_dovecot()
        self._write_postfix()
        _said([self.dovecot, "-c", str(self.folder / "dovecot.conf")], self.folder / "dovecot.said")
        try:
            _said([self.postfix, "-c", str(self.folder / "postfix"), "start"], self.folder / "postfix.said")
            wait_for(self.smtp)
            wait_for(self.imap)
        except BaseException:  # pytest's own failure and Ctrl-C too: nobody else ends what runs by now
            self.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Ends both, by what they themselves say their process is."""
        subprocess.run(
            [self.postfix, "-c", str(self.folder / "postfix"), "stop"], check=False, capture_output=True, timeout=30
        )
        pid = self.folder / "run" / "master.pid"
        if pid.is_file():
            os.kill(int(pid.read_text()), signal.SIGTERM)
            end = time.monotonic() + _PATIENCE
            while pid.is_file() and time.monotonic() < end:
                time.sleep(0.02)
        self._home.cleanup()

    def _write_dovecot(self) -> None:
        for name in ("mail", "run", "state"):
            (self.folder / name).mkdir()
        owner = pwd.getpwnam("nobody")
        os.chown(self.folder / "mail", owner.pw_uid, owner.pw_gid)
        (self.folder / "dovecot.conf").write_text(
            f"""
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {self.folder}/run
state_dir = {self.folder}/state
log_path = {self.folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{self.folder}/mail/%u
first_valid_uid = 1
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={self.folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp}
  }}
}}
"""
        )

    def _write_postfix(self) -> None:
        folder = self.folder / "postfix"
        for name in ("", "queue", "data"):
            (folder / name).mkdir()
        owner = pwd.getpwnam("postfix")
        os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
        (folder / "main.cf").write_text(
            f"""
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.{DOMAIN}
mydestination =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = {DOMAIN}
virtual_transport = lmtp:inet:127.0.0.1:{self.lmtp}
smtpd_recipient_restrictions = permit_mynetworks, reject
smtputf8_enable = no
alias_maps =
alias_database =
"""
        )
        # Debian's own table of services, on our port, none of them in a cage.
        services = Path("/usr/share/postfix/master.cf.dist").read_text(encoding="utf-8").splitlines()
        kept = [line for line in services if line[:1] not in ("#", " ", "") and not line.startswith("smtp      inet")]
        table = [" ".join([*line.split()[:4], "n", *line.split()[5:]]) for line in kept]
        first = f"127.0.0.1:{self.smtp} inet n - n - - smtpd"
        log = "postlog unix-dgram n - n - 1 postlogd"
        has_log = any(line.startswith("postlog ") for line in table)
        (folder / "master.cf").write_text("\n".join([first, *table, *([] if has_log else [log]), ""]))


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"nobody listens on port {port}")


def _said(command: list[str], told: Path) -> None:
    """Runs what goes on in the background by itself; a pipe would stay open as long as that does."""
    with told.open("w") as words:
        done = subprocess.run(command, check=False, stdout=words, stderr=words, timeout=60)
    assert done.returncode == 0, told.read_text()
