from importlib.metadata import version as distributed_version

import uglymugs


def test_the_library_and_the_distribution_have_one_version() -> None:
    assert uglymugs.version() == distributed_version("uglymugs")
