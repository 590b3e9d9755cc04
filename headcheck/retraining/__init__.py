"""Training on labels of one's own.

`train` goes from a table to a model: `task` says what is asked, `folds` fits and measures, `learn` is the linear fit, `vocabulary` adds single words where
they help, `baseline` is what to compare with, `report` and `notes` tell the figures. `trained` is the model that comes out, `evaluate` measures it on new rows.
"""
