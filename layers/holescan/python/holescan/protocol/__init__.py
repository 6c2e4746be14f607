"""What travels on the wire and in the queues: pydantic models, the one source of docs/protocol and of the page's types."""
