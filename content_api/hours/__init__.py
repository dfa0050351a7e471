"""When a store is open: layered rules, a calendar of holidays, and the one engine that reads both."""
