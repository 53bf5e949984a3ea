"""Rankings to look at: charts, and one HTML file that ranks by itself. Needs the extra `report`."""
