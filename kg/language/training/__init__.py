"""Train the shipped German model: corpora in, ONNX weights out (needs the `train` extra)."""

__all__ = ()
