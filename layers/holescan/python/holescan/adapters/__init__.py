"""The ports made real: each room translates one vendor, its errors included, and knows no other room."""
