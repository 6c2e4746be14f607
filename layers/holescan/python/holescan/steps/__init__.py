"""Steps that several use cases share: telling the viewers, looking for the end, reading a code sheet."""
