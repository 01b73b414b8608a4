"""A store that speaks S3's protocol, on loopback: a server of its own, and the room `files` with its bytes there."""

from collections.abc import Iterator
from contextlib import contextmanager

BUCKET = "kerege-files"


@contextmanager
def store() -> Iterator[str]:
    """The address of a bucket, as an operator writes it into KEREGE_FILES_URL."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        _client(f"http://{host}:{port}").create_bucket(Bucket=BUCKET)
        yield f"s3://key:secret@{host}:{port}/{BUCKET}?tls=0"
    finally:
        server.stop()


def _client(endpoint: str):
    import boto3

    secrets = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    return boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **secrets)
