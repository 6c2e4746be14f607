"""Sample drawings made by this project: what an engineering company keeps in Drive, with the truth about each file."""
