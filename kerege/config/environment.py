"""Every setting that comes from the environment, with its meaning. docs/reference/settings.md is this table."""

import base64
import os
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = {
    s.name: s
    for s in (
        Setting(
            "DATA",
            "var",
            "Folder of this node's database, key and files. Kept private: mode 700.",
        ),
        Setting("PORT", "8000", "Port on which `kerege up` listens."),
        Setting("HOST", "127.0.0.1", "Address on which `kerege up` listens."),
        Setting(
            "DATABASE_URL",
            "",
            "postgres://user:password@host:port/name for PostgreSQL; empty for SQLite in DATA. Several hosts, "
            "separated by commas, with ?target_session_attrs=read-write find the one that takes writes.",
        ),
        Setting(
            "DATABASE_REPLICA_URL",
            "",
            "The same for a streaming replica, which then answers readers who have not written lately; empty for none.",
        ),
        Setting(
            "KEREGE_REPLICA_LAG",
            "10",
            "Seconds that the replica may be behind; when it is further behind, the primary answers all readers.",
        ),
        Setting("KEREGE_NODE", "REG", "Key of this node: REG for the region, or the ISO 3166-1 alpha-3 code."),
        Setting(
            "KEREGE_DEMO",
            "",
            "1 for a node with the example world and demo accounts; also where DATA holds a file `demo`.",
        ),
        Setting(
            "KEREGE_SECRET_KEY",
            "",
            "Key of sessions and signed links; empty: made once and kept in DATA/secret_key, mode 600.",
        ),
        Setting(
            "KEREGE_FACTOR_KEYS",
            "",
            "Keys that encrypt seeds of second factors, the newest first, separated by commas: 32 random bytes each in "
            "URL-safe base64. For several machines. Empty: one is made and kept in DATA/keys, unless KEREGE_SECRET_KEY "
            "is set.",
        ),
        Setting(
            "KEREGE_HOSTS",
            "localhost,127.0.0.1,[::1],kerege.localhost",
            "Host names under which the node answers, separated by commas.",
        ),
        Setting(
            "KEREGE_CONTENT_HOST",
            "",
            "Host name (and port, where it is not the usual one) that serves what people uploaded, and nothing else. "
            "It has to differ in name from KEREGE_HOSTS. Empty: localhost, for pages that are read as 127.0.0.1 or "
            "kerege.localhost.",
        ),
        Setting(
            "KEREGE_ELEARNING_SITES",
            "",
            "Sites from which units of e-learning courses (cmi5) may come that bring no pages along, as https://host, "
            "separated by commas, after somebody has reviewed them. Such a unit runs on that site, under its rules.",
        ),
        Setting(
            "KEREGE_OUTGOING_HOSTS",
            "",
            "Hosts that this node may ask over HTTPS, separated by commas, with a port where it is not 443.",
        ),
        Setting(
            "KEREGE_DATA_LICENCE",
            "",
            "Address of the licence under which public data of this node may be used; the catalogue (DCAT-AP) states "
            "it. Empty: the catalogue says that no licence is stated.",
        ),
        Setting(
            "KEREGE_LOG_TEXT",
            "",
            "1 to write the log as text for somebody who reads along; else JSON, an event a line.",
        ),
        Setting("KEREGE_FILES_MB", "2000", "How many megabytes the files of one owner may take."),
        Setting("KEREGE_SCANNER", "", "Socket of the virus scanner clamd, which then looks into every uploaded file."),
        Setting(
            "KEREGE_SSO_SECRETS",
            "",
            "Secrets of the providers in DATA/sso.toml as key=secret, separated by spaces; empty: files in DATA.",
        ),
        Setting("KEREGE_SECURITY_CONTACT", "", "Where to report a weakness: mailto: or https:. For security.txt."),
        Setting(
            "KEREGE_HTTPS",
            "",
            "1 behind a TLS proxy: cookies are sent over HTTPS only and plain HTTP is redirected.",
        ),
        Setting(
            "KEREGE_TLS_CERTIFICATE",
            "",
            "File with the certificate (PEM, with those that it stands on) with which the web processes themselves "
            "speak TLS; for proxies on other machines.",
        ),
        Setting("KEREGE_TLS_KEY", "", "File with the key of that certificate."),
        Setting(
            "KEREGE_PROXIES",
            "0",
            "How many proxies of your own stand before the node; each adds one address to X-Forwarded-For.",
        ),
        Setting(
            "KEREGE_ADDRESS",
            "",
            "Address under which others reach this node, for example https://node.example.org. It stands in every "
            "certificate's badge and QR code, so it has to stay. Empty: https and the first of KEREGE_HOSTS that is "
            "no loopback, else http, 127.0.0.1 and PORT.",
        ),
        Setting("KEREGE_ISSUER", "Kerege", "What this node is called as the issuer of certificates."),
        Setting("KEREGE_DEBUG", "", "1 for Django's debug pages. Never on a node with real data."),
        Setting(
            "KEREGE_BULK_READ",
            "100",
            "Of how many people one account may read within an hour before the focal point is told.",
        ),
        Setting(
            "KEREGE_FILES_URL",
            "",
            "s3://key:secret@host:port/bucket for files on a store that speaks S3's protocol, with ?tls=0 for one "
            "without TLS and ?region=…; empty for a folder in DATA. Needs the extra `s3`.",
        ),
        Setting("KEREGE_MIN_CELL", "5", "Smallest number of people that a published breakdown may show."),
        Setting(
            "KEREGE_MAIL_URL",
            "",
            "smtp:// or smtps://user:password@host:port for mail; empty: mail is written to the log.",
        ),
        Setting("KEREGE_MAIL_FROM", "kerege@localhost", "Sender of mail."),
        Setting("KEREGE_THREADS", "4", "Threads of each web process that answer requests."),
        Setting("KEREGE_WORKERS", "1", "Web processes; more than one needs PostgreSQL."),
        Setting(
            "KEREGE_METRICS_FROM",
            "127.0.0.1,::1",
            "Addresses that may ask for /healthz, /readyz and /metrics directly, separated by commas; also networks: "
            "10.0.0.0/8.",
        ),
        Setting(
            "KEREGE_METRICS_TOKEN",
            "",
            "Who sends it as a bearer token may ask for them from anywhere, also through the proxy; empty for nobody.",
        ),
        Setting("KEREGE_DISK_LOW_MB", "1000", "Below so many free MB where DATA is, administrators are warned."),
        Setting("KEREGE_DISK_RESERVE_MB", "50", "Below so many free MB the node can only be read."),
        Setting("KEREGE_BACKUP_TO", "", "Folder into which `kerege backup` writes; empty: DATA/backups."),
        Setting(
            "KEREGE_BACKUP_RECIPIENTS",
            "",
            "age recipients (age1…), separated by commas, who can open backups and the keys beside them.",
        ),
        Setting(
            "KEREGE_BACKUP_DAYS",
            "2",
            "Days after the last backup after which `kerege check --deploy` finds it too old.",
        ),
        Setting(
            "KEREGE_ANCHOR_MAIL",
            "",
            "Mail addresses, separated by commas, of peers who keep anchors of this node's journal.",
        ),
    )
}


def read(name: str) -> str:
    """The value of a listed setting; KeyError for one that is not listed, so that none stays undocumented."""
    setting = SETTINGS[name]
    return os.environ.get(name, "").strip() or setting.default


def number(name: str, *, least: int, most: int = 1_000_000) -> int:
    """A listed setting as a whole number. Refuses (ValueError) what is none or lies outside."""
    text = read(name)
    if not (text.isascii() and text.isdigit() and least <= int(text[:10]) <= most):
        raise ValueError(f"{name} must be a whole number from {least} to {most}, not {text[:40]!r}")
    return int(text)


def serving_numbers() -> tuple[int, int, int]:
    """Processes, port and threads of the web server. Refuses (ValueError) what is none or lies outside."""
    most = {"KEREGE_WORKERS": 64, "PORT": 65_535, "KEREGE_THREADS": 64}
    workers, port, threads = (number(name, least=1, most=limit) for name, limit in most.items())
    return workers, port, threads


def fernet_keys(name: str) -> tuple[str, ...]:
    """A listed setting as keys of Fernet, in their order. Refuses (ValueError) what is none, and does not show it."""
    found = tuple(text.strip() for text in read(name).split(",") if text.strip())
    for place, text in enumerate(found, start=1):
        try:
            whole = len(text) == 44 and len(base64.urlsafe_b64decode(text)) == 32
        except ValueError:
            whole = False
        if not whole:
            raise ValueError(f"{name}: key {place} is no 32 bytes in URL-safe base64")
    return found


def flag(name: str) -> bool:
    return read(name).lower() in {"1", "true", "yes", "on"}


PASSED_ON = {
    "target_session_attrs",
    "load_balance_hosts",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "connect_timeout",
    "application_name",
}
"""What may follow the ? of a postgres:// address; libpq's own documentation says what each means."""


LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "kerege.localhost", "*"})


def address(told: str, hosts: list[str], port: str) -> str:
    """The address under which others reach the node, without a slash at its end. Refuses (ValueError) what is none."""
    outside = [host for host in hosts if host not in LOOPBACK]
    made = told or (f"https://{outside[0]}" if outside else f"http://127.0.0.1:{port}")
    parts = urlsplit(made.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or "@" in parts.netloc:
        raise ValueError("KEREGE_ADDRESS must be like https://node.example.org, with no path")
    return f"{parts.scheme}://{parts.netloc}"


def postgres(url: str) -> dict[str, object]:
    """Django's database settings for a postgres:// address. Refuses (ValueError) another scheme or parameter."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgres://")
    user, _, hosts = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    host, port = _hosts(hosts)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    if wrong := sorted(set(options) - PASSED_ON):
        raise ValueError(f"DATABASE_URL takes no {wrong[0]!r}; it takes {', '.join(sorted(PASSED_ON))}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(name),
        "PASSWORD": unquote(password),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A machine that is gone does not answer at all: nobody waits for it longer than this.
        "OPTIONS": {"connect_timeout": "5", "tcp_user_timeout": "10000", **options},
    }


def _hosts(text: str) -> tuple[str, str]:
    """Hosts and ports, each separated by commas as libpq wants them: one port for every host, or none at all."""
    found = [urlsplit(f"//{one}") for one in text.split(",")]
    try:
        ports = [one.port for one in found]
    except ValueError as fault:
        raise ValueError(f"DATABASE_URL: {fault}") from None
    named = ",".join(unquote(one.hostname or "") for one in found)
    return named, ",".join(str(port or 5432) for port in ports) if any(ports) else ""


def sqlite(path: str) -> dict[str, object]:
    """Django's database settings for SQLite in the mode that lost nothing in kill and power-cut trials."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; "
                "PRAGMA wal_autocheckpoint=4000;"
            ),
        },
    }


def files(url: str, folder: str) -> dict[str, object]:
    """Django's storage for readers' files: a folder, or a store behind s3://. Refuses (ValueError) others."""
    if not url:
        # A file's name is the SHA-256 of its content: the same name is the same file.
        options: dict[str, object] = {"location": folder, "allow_overwrite": True}
        options |= {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    parts = urlsplit(url)
    told = dict(parse_qsl(parts.query))
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket or set(told) - {"tls", "region"}:
        raise ValueError("KEREGE_FILES_URL must be s3://key:secret@host:port/bucket, perhaps with ?tls=0 and ?region=…")
    scheme, port = ("http" if told.get("tls") == "0" else "https"), f":{parts.port}" if parts.port else ""
    options = {
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "endpoint_url": f"{scheme}://{parts.hostname}{port}",
        "region_name": told.get("region", "us-east-1"),
        "bucket_name": bucket,
        "addressing_style": "path",
        "default_acl": None,  # the bucket's own rule: private
        "file_overwrite": True,
        "querystring_auth": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


@dataclass(frozen=True)
class Mail:
    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail(url: str) -> Mail:
    """Where mail goes: the console for an empty address, else SMTP; smtps:// is TLS, smtp:// on 587 is STARTTLS."""
    if not url:
        return Mail("django.core.mail.backends.console.EmailBackend")
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError("KEREGE_MAIL_URL must begin with smtp:// or smtps://")
    tls = parts.scheme == "smtps"
    port = parts.port or (465 if tls else 25)
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        parts.hostname or "localhost",
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        starttls=not tls and port == 587,
        tls=tls,
    )
