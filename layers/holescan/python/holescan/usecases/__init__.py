"""What holescan does: a verb a file. A use case knows ports and steps, never a vendor and never another use case."""
