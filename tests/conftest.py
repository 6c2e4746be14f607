"""How long properties are searched: the same cases every time by default; fresh ones by `--hypothesis-profile=long`.

And the one local world that all who need it share.
"""

from hypothesis import settings

pytest_plugins = ("tests.local_world",)

# A submission fails for what it changed, not for what chance found today; the long search is for finding.
settings.register_profile("steady", derandomize=True)
settings.register_profile("long", max_examples=1000)
settings.load_profile("steady")
