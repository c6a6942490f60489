"""What `script/bench` measures. Ratios of one run count; times of two runs are never compared."""
