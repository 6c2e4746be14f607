"""One engine, many who ask: pictures are read one at a time, and who would wait too long is told to come again."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from holescan.domain.recognised import RecognisedText
from local.textract.wire import Refused

# An engine takes all cores for one picture; a second one at the same time would only take the memory twice.
_ENGINES = 1
_WAITING = 8
_REMEMBERED = 64

Recognise = Callable[[bytes], RecognisedText]


class Desk:
    """Takes pictures in. A reading goes on when its asker left, and is there when the same picture comes again.

    So a Lambda never waits longer than `patience_s`, however slow the machine, and no reading is lost.
    """

    def __init__(self, recognise: Recognise, patience_s: float) -> None:
        self._recognise = recognise
        self._patience_s = patience_s
        self._engine = ThreadPoolExecutor(_ENGINES, "engine")
        self._readings: OrderedDict[bytes, Future[RecognisedText]] = OrderedDict()

    async def read(self, image: bytes) -> RecognisedText:
        """The lines of a picture.

        Raises:
            Refused: the engine is busy (ProvisionedThroughputExceededException), or this is no picture.
        """
        reading = asyncio.wrap_future(self._reading(image))
        try:
            return await asyncio.wait_for(asyncio.shield(reading), self._patience_s)
        except TimeoutError:
            raise _busy() from None

    def _reading(self, image: bytes) -> Future[RecognisedText]:
        key = hashlib.sha256(image).digest()
        if key not in self._readings:
            if sum(not reading.done() for reading in self._readings.values()) >= _WAITING:
                raise _busy()
            self._readings[key] = self._engine.submit(self._recognise, image)
            self._forget_oldest()
        return self._readings[key]

    def _forget_oldest(self) -> None:
        while len(self._readings) > _REMEMBERED:
            self._readings.popitem(last=False)


def _busy() -> Refused:
    return Refused("ProvisionedThroughputExceededException", "The engine of this machine is busy; come again.")
