"""Checks an exported ONNX file with Python's own tools: onnx.checker, onnxruntime and ONNX's reference evaluator.

Run: fedhealth export --model ../../fixtures/artifact-v1.json --format onnx --out ward.onnx
     python verify_onnx.py ward.onnx      (pip install onnx onnxruntime numpy)
The scores must be those of ../../golden/artifact-v1.json, which artifact-v1.py computed without either.
"""

import json
import sys
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx.reference import ReferenceEvaluator

path = sys.argv[1]
model = onnx.load(path)
onnx.checker.check_model(model, full_check=True)

golden = json.loads((Path(__file__).parents[2] / "golden" / "artifact-v1.json").read_text())
YES_NO = {"yes": 1.0, "no": 0.0}


def column(info):
    cells = [row[info.name] for row in golden["rows"]]
    if info.type.tensor_type.elem_type == onnx.TensorProto.STRING:
        return numpy.array(["" if cell is None else cell for cell in cells], dtype=object)
    return numpy.array([numpy.nan if cell is None else YES_NO.get(cell, cell) for cell in cells], dtype=numpy.float64)


columns = {info.name: column(info) for info in model.graph.input}
expected = numpy.array(golden["scores"])
for name, session in [("onnxruntime", onnxruntime.InferenceSession(path)), ("reference", ReferenceEvaluator(model))]:
    distance = numpy.abs(session.run(None, columns)[0] - expected).max()
    print(f"{name}: furthest score {distance:.1e}")
    assert distance < 1e-5
