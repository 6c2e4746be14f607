"""The Excel report, made with openpyxl in write-only mode: rows go to disk as they come."""
