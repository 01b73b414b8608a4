"""Somebody in front of the proxy: keeps cookies, posts forms, and tells the status of every answer."""

import http.client
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tools.deployment import trusting

PASSWORD = "kerege-demo-2026"
ROOT = Path(__file__).resolve().parents[2]
SIGNED_IN = """
from kerege.config import sqlite; sqlite.install()
import django; django.setup()
import time
PROOFS = [("password", ""), ("mfa", "totp")]
from django.conf import settings
from django.test import Client
from kerege.people import queries as people
visitor = Client(); visitor.force_login(people.account({who!r}))
session = visitor.session
session["account_authentication_methods_user"] = session["_auth_user_id"]
session["account_authentication_methods"] = [dict(method=m, type=t, at=time.time()) for m, t in PROOFS]
session.save()
print(visitor.cookies[settings.SESSION_COOKIE_NAME].value)
"""


class Reader:
    def __init__(self, address, *, session=""):
        self.address = address
        self.cookies = {"__Host-session": session} if session else {}

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, **typed):
        if "__Host-csrf" not in self.cookies:
            self.get(path)
        typed["csrfmiddlewaretoken"] = self.cookies["__Host-csrf"]
        return self._ask("POST", path, urlencode(typed))

    def signs_in(self, who):
        """As a person does, with the code that the demo shows beside its field."""
        self.post("/account/sign-in/", login=f"{who}@example.org", password=PASSWORD)
        code = re.search(r'id="demo-code"[^>]*>\s*(\d{6})', self.get("/account/second-factor/sign-in/")[1])
        if code:
            self.post("/account/second-factor/sign-in/", code=code[1])
        return self

    def _ask(self, method, path, body=None, **more):
        """Status and text; (0, why) where the line broke."""
        host = urlsplit(self.address)
        line = http.client.HTTPSConnection(host.hostname, host.port, timeout=60, context=trusting())
        told = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Referer": self.address + "/"} | more
        if body is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, told)
            answer = line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as fault:
            return 0, str(fault)
        finally:
            line.close()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()
            self.cookies.pop(name, None)
            if value and "Max-Age=0" not in cookie:
                self.cookies[name] = value
        return answer.status, text


def signed_in(deployed, who):
    """A session of this account, made on the primary as a sign-in makes it."""
    env = deployed.env | {"DATA": str(deployed.web[0].folder), "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    code = SIGNED_IN.format(who=who)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return Reader(deployed.address, session=done.stdout.split()[-1])


class Busy:
    """Does the same again and again in a thread until it is told to stop; keeps what came of it."""

    def __init__(self, deed):
        self.came, self._stop = [], threading.Event()
        self._thread = threading.Thread(target=self._go, args=(deed,))

    def _go(self, deed):
        number = 0
        while not self._stop.is_set() and number < 5000:
            self.came.append(deed(number))
            number += 1

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join(90)
