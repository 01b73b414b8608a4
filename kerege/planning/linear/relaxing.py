"""What no plan can beat: the rows with some or all numbers not whole, by the linear solvers that OR-Tools brings."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import fsum, inf

from ortools.linear_solver.python import model_builder_helper as linear

from kerege.planning.linear.rows import Rows


@dataclass(frozen=True)
class Relaxed:
    """Values of the variables (none where there was no time), and what no plan can be worth more than."""

    values: Sequence[float]
    bound: float


def relax(rows: Rows, seconds: float, *, stop: Callable[[], bool] = lambda: False) -> Relaxed:
    """Nothing has to be whole. Where there was no time, what holds without any search is told."""
    solver = _solved(_loaded(rows, ()), "HIGHS_LP", seconds, stop)
    if solver is None or solver.status() != linear.SolveStatus.OPTIMAL:
        return Relaxed((), proved(rows, [0.0] * len(rows.rows)))
    return Relaxed(list(solver.variable_values()), solver.objective_value())


def relax_with_prices(
    rows: Rows, seconds: float, *, stop: Callable[[], bool] = lambda: False
) -> tuple[Relaxed, list[float]]:
    """The same with what one more of each row would be worth; 0 for each where there was no time. By GLOP: the prices
    that OR-Tools reads from HiGHS are none. The bound is told by our own sums.
    """
    solver = _solved(_loaded(rows, ()), "GLOP", seconds, stop)
    if solver is None or solver.status() != linear.SolveStatus.OPTIMAL:
        none = [0.0] * len(rows.rows)
        return Relaxed((), proved(rows, none)), none
    found = list(solver.dual_values())
    return Relaxed(list(solver.variable_values()), proved(rows, found)), found


def impossible(rows: Rows, seconds: float, *, stop: Callable[[], bool] = lambda: False) -> bool:
    """Whether it is proved that nothing keeps to these rows, whole or not."""
    solver = _solved(_loaded(rows, ()), "GLOP", seconds, stop)
    return solver is not None and solver.status() == linear.SolveStatus.INFEASIBLE


def proved(rows: Rows, of_rows: Sequence[float]) -> float:
    """Weak duality: for any prices of the rows (not below 0 but of equations) no plan is worth more than this."""
    left = [float(worth) for worth in rows.worth]
    sums = []
    for row, found in zip(rows.rows, of_rows, strict=True):
        price = found if row.exactly else max(0.0, found)
        if price:
            sums.append(price * row.most)
            for variable, factor in zip(row.variables, row.factors, strict=True):
                left[variable] -= price * factor
    sums += [max(worth * low, worth * high) for worth, low, high in zip(left, rows.low, rows.high, strict=True)]
    return fsum(sums)


def relax_partly(
    rows: Rows, whole: Collection[int], seconds: float, *, stop: Callable[[], bool] = lambda: False
) -> Relaxed:
    """Only the variables of `whole` have to be whole. A bound is told where it was proved to the end: before that
    OR-Tools reads none from HiGHS, and says 0.
    """
    solver = _solved(_loaded(rows, whole), "HIGHS", seconds, stop)
    if solver is None or not solver.has_solution():
        return Relaxed((), inf)
    ended = solver.status() == linear.SolveStatus.OPTIMAL
    bound = max(solver.best_objective_bound(), solver.objective_value()) if ended else inf
    return Relaxed(list(solver.variable_values()), bound)


def _loaded(rows: Rows, whole: Collection[int]) -> linear.ModelBuilderHelper:
    model = linear.ModelBuilderHelper()
    for low, high, worth in zip(rows.low, rows.high, rows.worth, strict=True):
        variable = model.add_var()
        model.set_var_lower_bound(variable, low)
        model.set_var_upper_bound(variable, high)
        model.set_var_objective_coefficient(variable, worth)
    for variable in whole:
        model.set_var_integrality(variable, True)
    for row in rows.rows:
        at = model.add_linear_constraint()
        model.set_constraint_lower_bound(at, row.most if row.exactly else -inf)
        model.set_constraint_upper_bound(at, row.most)
        for variable, factor in zip(row.variables, row.factors, strict=True):
            model.add_term_to_constraint(at, variable, factor)
    model.set_maximize(True)
    return model


def _solved(
    model: linear.ModelBuilderHelper, name: str, seconds: float, stop: Callable[[], bool]
) -> linear.ModelSolverHelper | None:
    """Solved in a thread of its own. Whoever stops goes on at once. GLOP is told and ends; HiGHS cannot be interrupted
    through OR-Tools: its thread ends by its limit of time, and nobody reads what it finds. The program waits for it
    before it ends itself.
    """
    solver = linear.ModelSolverHelper(name)
    solver.set_time_limit_in_seconds(max(0.1, seconds))
    thread = threading.Thread(target=solver.solve, args=(model,))
    thread.start()
    while thread.is_alive():
        thread.join(0.02)
        if thread.is_alive() and stop():
            solver.interrupt_solve()
            return None
    return solver
