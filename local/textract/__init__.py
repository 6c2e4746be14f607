"""Text recognition on this machine: Textract's wire around rapidocr, whose models come with its wheel."""
