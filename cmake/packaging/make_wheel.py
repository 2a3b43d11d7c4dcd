"""Writes a wheel that holds the binary and its licenses, with the standard library only.
A model-tidy-cxx that lies beside the binary comes along.

usage: make_wheel.py BINARY VERSION README FOLDER LICENSE...

The platform tag says which glibc the binary was linked with; pip refuses the
wheel on an older one.
"""

import base64
import hashlib
import os
import platform
import sys
import zipfile


def record(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"{name},sha256={digest.decode()},{len(data)}\n"


def main(binary, version, readme, folder, *licenses):
    major, minor = platform.libc_ver()[1].split(".")[:2]
    tag = f"py3-none-manylinux_{major}_{minor}_{platform.machine()}"
    info = f"model_tidy-{version}.dist-info"
    with open(readme, encoding="utf-8") as file:
        description = file.read()
    with open(binary, "rb") as file:
        program = file.read()
    files = {
        f"model_tidy-{version}.data/scripts/model-tidy": program,
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: model-tidy\nVersion: {version}\n"
            "Summary: clang-tidy for ML repositories\n"
            "License: Apache-2.0 WITH LLVM-exception\n"
            "Requires-Python: >=3.7\nDescription-Content-Type: text/markdown\n\n"
            f"{description}"
        ).encode(),
        f"{info}/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: model-tidy\nRoot-Is-Purelib: false\n"
            f"Tag: {tag}\n"
        ).encode(),
    }
    helper = f"{binary}-cxx"
    if os.path.exists(helper):
        with open(helper, "rb") as file:
            files[f"model_tidy-{version}.data/scripts/model-tidy-cxx"] = file.read()
    for path in licenses:
        with open(path, "rb") as file:
            files[f"{info}/licenses/{os.path.basename(path)}"] = file.read()
    rows = "".join(record(name, data) for name, data in files.items())
    files[f"{info}/RECORD"] = f"{rows}{info}/RECORD,,\n".encode()
    path = os.path.join(folder, f"model_tidy-{version}-{tag}.whl")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in files.items():
            # A fixed date: equal inputs, equal bytes.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            mode = 0o755 if "/scripts/" in name else 0o644
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
