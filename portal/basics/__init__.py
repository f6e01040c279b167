"""Words every room uses: money, periods, sources, errors. Imports nothing of ours."""
