"""holescan: which drawing carries which hole code, with every file accounted for."""
