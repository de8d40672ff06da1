"""Questions, extraction and builds on Apache Spark, for more than one machine (docs/scale.md)."""
