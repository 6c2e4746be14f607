"""The pruned vendors' layer, built as for a Lambda and imported by a Python that sees nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cdk.dependencies import LAMBDA, ROOT, Target, fingerprint, layer_folder, prune, this_machine

PACKAGE = ROOT / "layers" / "holescan" / "python"
MIB = 1 << 20
CLIENTS = re.findall(r'boto3\.client\("(\w+)"', (PACKAGE / "holescan" / "adapters" / "aws" / "clients.py").read_text())

IMPORT_THE_WHOLE_PACKAGE = """
import importlib, pkgutil, holescan
for module in pkgutil.walk_packages(holescan.__path__, "holescan."):
    importlib.import_module(module.name)
"""
START_EVERY_HANDLER = f"""
import pathlib, runpy
handlers = sorted(pathlib.Path({str(ROOT)!r}).glob("lambdas/*/handler.py"))
assert len(handlers) >= 9
for handler in handlers:
    assert callable(runpy.run_path(handler)["handler"]), handler
"""
# What is looked up by name at run time, so that importing alone would not miss it.
USE_WHAT_IS_READ_FROM_DISK = f"""
import boto3, io, openpyxl, pdfminer.high_level, pypdfium2, python_calamine, charset_normalizer
from aws_lambda_powertools import Logger, Metrics, Tracer
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
build("drive", "v3", credentials=Credentials("token"), static_discovery=True).files().list()
assert {CLIENTS}, 'clients.py makes its clients otherwise than this test reads'
for service in {CLIENTS}:
    boto3.client(service, region_name="eu-central-1", endpoint_url="http://127.0.0.1:9")
document = pypdfium2.PdfDocument.new()
document.new_page(100, 100)
pdf, sheet = io.BytesIO(), io.BytesIO()
document.save(pdf)
assert pdfminer.high_level.extract_text(io.BytesIO(pdf.getvalue())).strip() == ""
openpyxl.Workbook().save(sheet), sheet.seek(0)
assert python_calamine.CalamineWorkbook.from_filelike(sheet).sheet_names == ["Sheet"]
assert charset_normalizer.from_bytes("Bohrloch für Öl".encode("cp1252")).best() is not None
"""


@pytest.fixture(scope="session")
def built() -> Path:
    return layer_folder(this_machine())


def run_with_layer_alone(built: Path, program: str) -> subprocess.CompletedProcess[str]:
    paths = f"import sys; sys.path[:0] = {[str(built / 'python'), str(PACKAGE)]!r}\n"
    command = [sys.executable, "-I", "-S", "-B", "-c", paths + program]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.parametrize("program", [IMPORT_THE_WHOLE_PACKAGE, START_EVERY_HANDLER, USE_WHAT_IS_READ_FROM_DISK])
def test_the_layer_alone_carries_the_package(built: Path, program: str) -> None:
    ran = run_with_layer_alone(built, program)
    assert ran.returncode == 0, ran.stderr


def test_the_virtual_environment_does_not_leak_into_the_proof(built: Path) -> None:
    assert "No module named 'pytest'" in run_with_layer_alone(built, "import pytest").stderr


def test_what_lambda_unpacks_stays_far_below_its_limit() -> None:
    """250 MB are allowed for a function and all its layers."""
    unpacked = sum(file.stat().st_size for file in layer_folder(LAMBDA).rglob("*") if file.is_file())
    assert 20 * MIB < unpacked < 125 * MIB


def test_the_layer_for_lambda_holds_lambdas_machine_code() -> None:
    compiled = {file.name for file in layer_folder(LAMBDA).rglob("*.so") if "cpython" in file.name}
    assert compiled
    assert [name for name in compiled if "cpython-313-aarch64" not in name] == []


def test_a_second_synth_builds_nothing(built: Path) -> None:
    made_at = built.stat().st_mtime_ns
    assert layer_folder(this_machine()) == built
    assert built.stat().st_mtime_ns == made_at


def test_other_requirements_and_other_pythons_make_another_layer(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("six==1.16.0")
    new.write_text("six==1.17.0")
    prints = {fingerprint(target, file) for target in (LAMBDA, Target("3.12", LAMBDA.platform)) for file in (old, new)}
    assert len(prints) == 4


def test_a_failed_build_leaves_nothing_that_passes_for_a_layer(tmp_path: Path) -> None:
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("./no-such-wheel.whl")
    with pytest.raises(subprocess.CalledProcessError):
        layer_folder(this_machine(), tmp_path, requirements)
    assert list(tmp_path.iterdir()) == [requirements]


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("googleapiclient/discovery_cache/documents/drive.v3.json", True),
        ("googleapiclient/discovery_cache/documents/gmail.v1.json", False),
        ("botocore/data/s3/2006-03-01/service-2.json", True),
        ("botocore/data/ec2/2016-11-15/service-2.json", False),
        ("botocore/data/partitions.json", True),
        ("openpyxl/__pycache__/cell.cpython-313.pyc", False),
        ("lib/tests/test_lib.py", False),
        ("lib-1.0.dist-info/METADATA", True),
        ("lib-1.0.dist-info/RECORD", False),
        ("bin/pdf2txt.py", False),
    ],
)
def test_pruning_keeps_what_is_read_and_nothing_beside_it(tmp_path: Path, path: str, stays: bool) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.touch()
    prune(tmp_path)
    assert file.exists() is stays
