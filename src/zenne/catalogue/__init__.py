"""The catalogue: public services, branches and the organisation behind them; the spine of everything else."""
