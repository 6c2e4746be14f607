"""Google Drive, as one caller's token sees it, through google-api-python-client."""

from holescan.adapters.drive.source import DriveSource, GoogleDrive

__all__ = ["DriveSource", "GoogleDrive"]
