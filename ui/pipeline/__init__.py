"""Hold the parts of the pipeline: lanes of firms, the gate, time in stage."""
