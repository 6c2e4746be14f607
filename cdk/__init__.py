"""The stack on AWS, and the same stack on the emulator: `stack.py` composes, every other module is one construct."""
