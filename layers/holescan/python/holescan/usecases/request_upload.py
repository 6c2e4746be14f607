"""`request_upload`: where to PUT a code sheet that is too large for a message."""

from dataclasses import dataclass

from holescan.ports import Dice, Uploads
from holescan.protocol.client import RequestUpload
from holescan.protocol.server import UploadReady
from holescan.steps.callers import Caller


@dataclass(frozen=True, slots=True)
class OfferUpload:
    """A presigned place under the caller's own prefix; nobody else can name it."""

    uploads: Uploads
    dice: Dice

    def __call__(self, action: RequestUpload, caller: Caller) -> UploadReady:
        """Answer UPLOAD_READY."""
        upload_id = self.dice.name()
        offer = self.uploads.offer(caller.owner, upload_id, action.size_bytes)
        return UploadReady(
            request_id=action.request_id,
            upload_id=upload_id,
            upload_url=offer.url,
            headers=offer.headers,
            expires_in_s=offer.expires_in_s,
        )
