"""Corpora → network → ONNX. Needs PyTorch (extra ``training``); the package never imports it."""
