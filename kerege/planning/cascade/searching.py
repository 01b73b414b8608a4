"""Whole plans out of rows, by CP-SAT: a first one, and better ones around one that is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from ortools.sat.python import cp_model

from kerege.planning.linear.rows import Rows


@dataclass(frozen=True)
class Found:
    """The values of the best plan (none where there was no time), what it is worth, and what is the most."""

    values: Sequence[int]
    worth: int
    bound: int


def search(
    rows: Rows,
    seconds: float,
    *,
    workers: int = 2,
    seed: int = 1,
    hint: Sequence[int] = (),
    enough: float = 0.0,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[int, int], None] = lambda worth, bound: None,
) -> Found:
    """The best plan that is found in the time, beginning with `hint` (values of all variables); `told` is each better
    one's worth with the bound. A gap of `enough` (a share) is near enough.
    """
    model, variables = _loaded(rows)
    for variable, value in zip(variables, hint, strict=False):
        model.add_hint(variable, value)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.relative_gap_limit = enough
    solver.best_bound_callback = lambda _bound: solver.stop_search() if stop() else None
    status = solver.solve(model, _Watch(stop, told))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found((), 0, floor(solver.best_objective_bound + 1e-6) if status == cp_model.UNKNOWN else 0)
    values = [solver.value(variable) for variable in variables]
    return Found(values, round(rows.value(values)), floor(solver.best_objective_bound + 1e-6))


class _Watch(cp_model.CpSolverSolutionCallback):
    def __init__(self, stop: Callable[[], bool], told: Callable[[int, int], None]) -> None:
        super().__init__()
        self.stop, self.told = stop, told

    def on_solution_callback(self) -> None:
        self.told(round(self.objective_value), floor(self.best_objective_bound + 1e-6))
        if self.stop():
            self.stop_search()


def _loaded(rows: Rows) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    variables = [model.new_int_var(low, high, "") for low, high in zip(rows.low, rows.high, strict=True)]
    for row in rows.rows:
        terms = cp_model.LinearExpr.weighted_sum([variables[v] for v in row.variables], row.factors)
        model.add(terms == row.most if row.exactly else terms <= row.most)
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, [round(worth) for worth in rows.worth]))
    return model, variables
