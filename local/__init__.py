"""The whole product on one machine: an AWS emulator, a Google Drive over a folder, the dashboard."""
