"""Training needs PyTorch, which `make test` does not install: without it these tests are named as skipped."""

import pytest

for module in ("torch", "onnx", "safetensors"):
    pytest.importorskip(module, reason="the extra `training` is not installed")
