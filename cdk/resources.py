"""What the functions share, as one value to hand around."""

from dataclasses import dataclass

from cdk.gateway import Gateway
from cdk.keys import TokenKey
from cdk.layers import Layers
from cdk.queues import Queues
from cdk.sign_in import SignIn
from cdk.storage import ResultsBucket
from cdk.table import ResultsTable
from cdk.variant import Variant

MAX_FILE_BYTES = 100 << 20
"""A file is held in memory while it is read, and PDFium needs several times its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Everything that stands before the first function does."""

    variant: Variant
    sign_in: SignIn
    layers: Layers
    gateway: Gateway
    queues: Queues
    table: ResultsTable
    bucket: ResultsBucket
    token_key: TokenKey
