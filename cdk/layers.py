"""The two layers: what vendors wrote, and the `holescan` package."""

from dataclasses import dataclass

from aws_cdk import AssetHashType
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.dependencies import ROOT, Target, fingerprint, layer_folder

# Bytecode of this machine's Python is useless to Lambda's, and would change the hash of unchanged code.
NO_BYTECODE = ["**/__pycache__", "*.pyc"]


@dataclass(frozen=True, slots=True)
class Layers:
    """Every function carries both."""

    dependencies: lambda_.LayerVersion
    holescan: lambda_.LayerVersion


def make_layers(scope: Construct, target: Target) -> Layers:
    """Plain folders, finished before CDK sees them.

    CDK's own bundling is left alone: it is skipped without a word for a stack that a command did not select.
    """
    dependencies = lambda_.Code.from_asset(
        str(layer_folder(target)), asset_hash=fingerprint(target), asset_hash_type=AssetHashType.CUSTOM
    )
    holescan = lambda_.Code.from_asset(str(ROOT / "layers" / "holescan"), exclude=NO_BYTECODE)
    return Layers(
        dependencies=lambda_.LayerVersion(scope, "DependenciesLayer", code=dependencies),
        holescan=lambda_.LayerVersion(scope, "HolescanLayer", code=holescan),
    )
