"""An object store for tests: a real server of the protocol, on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def bucket() -> Iterator[str]:
    """`host:port` of a server with the empty bucket `figures`; its keys are in the environment."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**keys, "AWS_EC2_METADATA_DISABLED": "true"}.items():
            patch.setenv(name, value)
        client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
        client.create_bucket(Bucket="figures")
        client.close()
        yield f"{host}:{port}"
    server.stop()
