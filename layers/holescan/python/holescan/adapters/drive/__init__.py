"""Google Drive, as one caller's token or the deployment's own credential sees it, through google-api-python-client."""

from holescan.adapters.drive.own_credential import OwnCredential, token_url_of
from holescan.adapters.drive.service import bearing
from holescan.adapters.drive.source import DriveSource, GoogleDrive

__all__ = ["DriveSource", "GoogleDrive", "OwnCredential", "bearing", "token_url_of"]
