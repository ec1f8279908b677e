"""Text and programs: print/parse round trips, implied sums, every error code with its caret."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuseflow as ff
from fuseflow.compiler import einsum
from fuseflow.compiler.einsum import Access, Call, Literal, Reduce, Where, children, free

STATEMENTS = [
    "y = s",
    "y = s * t",
    "y = 0.5",
    "y = -0.5",
    "y = 1e-07",
    "y = inf",
    "y = -inf",
    "y = nan",
    "y[i:3] = 0.5",
    "y[i] = x[i]",
    "y[i,j:4] = x[i]",
    "conv1.lin.y[i] = model.x_2[i]",
    "y[i,j] = x[j,i]",
    "y[i] = a[i] - b[i] - c[i]",
    "y[i] = a[i] - (b[i] - c[i])",
    "y[i] = a[i] / b[i] / c[i]",
    "y[i] = a[i] / (b[i] / c[i])",
    "y[i] = a[i] * (b[i] + c[i])",
    "y[i] = (a[i] + b[i]) * c[i]",
    "y[i] = --a[i]",
    "y[i] = -(a[i] + b[i])",
    "y[i] = a[i] - -b[i]",
    "y[i] = a[i] - -inf",
    "y[i] = relu(a[i] + b[i])",
    "y[i] = exp(log(sqrt(abs(a[i]))))",
    "y[i] = min(max(a[i], -1), 1)",
    "y[i] = pow(a[i], 2)",
    "y[i] = a[i] < b[i]",
    "y[i] = a[i] + 1 >= b[i] and not b[i] == 0 or a[i] != c[i]",
    "y[i] = (a[i] < b[i]) < c[i]",
    "y[q,n] = where(p[q,n], x[q,n] + 1, -inf)",
    "y[q,n] = where(p[q,n] > 0, x[q,n], 0)",
    "y[i] = sum[j](a[i,j])",
    "y[i] = sum[j,k](a[i,j] * b[j,k])",
    "y[i] = max[j](a[i,j] - min[k](b[i,k]))",
    "y[i] = prod[j](a[i,j]) / sum[j](a[i,j])",
    "y[i,j] = a[i,j] / sum[k](a[i,k])",
    "relu[i] = exp[i] + where[i]",
]


@pytest.mark.parametrize("text", STATEMENTS)
def test_round_trip(text):
    program = ff.parse(text)
    statement = program.statements[0]
    assert str(statement) == text
    assert ff.parse(str(program)) == program


def test_round_trip_of_a_program():
    text = "T[i,h] = sum[j](A[i,j] * X[j,h])\nH[i,h] = relu(T[i,h] + b[h])\nM[i] = max[h](H[i,h])\noutput H, M"
    program = ff.parse(text)
    assert str(program) == text
    assert program.outputs == ("H", "M")
    assert program.inputs == {"A": 2, "X": 2, "b": 1}


def test_default_outputs_are_what_no_later_statement_reads():
    assert ff.parse("T[i] = a[i]\nU[i] = T[i]\nV[i] = T[i]").outputs == ("U", "V")


@pytest.mark.parametrize(
    "spelling, plain",
    [
        ("y[i]=a[i]*b[i]#c[i]", "y[i] = a[i] * b[i]"),
        ("  y [ i ]  =  a[ i ]\t+b[i]", "y[i] = a[i] + b[i]"),
        ("\n\n# nothing\ny[i] = a[i]\n\n", "y[i] = a[i]"),
        ("y[i] = max(a[i],\n  b[i]  # not yet\n)", "y[i] = max(a[i], b[i])"),
        ("y[i] = ((a[i]))", "y[i] = a[i]"),
        ("y[i] = clamp(a[i], 0, 6)", "y[i] = min(max(a[i], 0), 6)"),
        ("y[i] = a[i] * (2 + 3 * 4)", "y[i] = a[i] * 14"),
        ("y[i] = a[i] + .5", "y[i] = a[i] + 0.5"),
        ("y[i] = a[i] + 1.E2", "y[i] = a[i] + 100"),
        ("output = a", "output = a"),
        ("output[i] = a[i]", "output[i] = a[i]"),
        ("y = 1 / 0", "y = inf"),
        ("y[i] = neg(a[i])", "y[i] = -a[i]"),
    ],
)
def test_spellings(spelling, plain):
    assert str(ff.parse(spelling).statements[0]) == plain
    assert ff.parse(spelling) == ff.parse(plain)


# --- random expressions ---------------------------------------------------------------------------------------------

NAMES, INDICES = ("a", "b.c", "relu", "x_1"), ("i", "j", "k")
literals = st.floats(allow_nan=True, allow_infinity=True).map(Literal)
indexed = st.builds(Access, st.sampled_from(NAMES), st.lists(st.sampled_from(INDICES), max_size=3).map(tuple))


def _variable(*parts):
    """No literal operands only: those are folded when they are read."""
    return not all(isinstance(x, Literal) for x in parts)


def _grow(inner):
    negatable = inner.filter(lambda x: not isinstance(x, Literal))
    binary = st.builds(lambda f, a, b: Call(f, (a, b)), st.sampled_from(sorted(einsum.BINARY)), inner, inner)
    return st.one_of(
        st.builds(lambda f, x: Call(f, (x,)), st.sampled_from(sorted(einsum.UNARY)), negatable),
        binary.filter(lambda e: _variable(*e.args)),
        st.builds(Where, inner, inner, st.sampled_from((0.0, -0.0, 1.5, float("-inf")))),
        st.builds(Reduce, st.sampled_from(("sum", "prod", "max", "min")), st.sampled_from(INDICES), inner),
    )


expressions = st.recursive(indexed, _grow, max_leaves=12)


def _twice_in_a_chain(e):
    """sum[i](sum[i](..)) anywhere: see `test_a_reduction_twice_over_one_index`."""
    chain, body = [], e
    while isinstance(body, Reduce) and body.op == e.op:
        chain.append(body.index)
        body = body.body
    return len(set(chain)) < len(chain) or any(map(_twice_in_a_chain, children(e)))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(expressions.filter(lambda e: not _twice_in_a_chain(e)))
def test_random_expressions(e):
    indices = tuple(dict.fromkeys((*free(e), "i")))
    statement = einsum.Statement("y", indices, e, tuple((i, 4) for i in indices))
    text = str(statement)
    again = _read_without_ranks(text)
    assert again == statement, einsum.show(e)
    assert str(again) == text


def _read_without_ranks(text):
    """One statement, without the checks of a program: random accesses have random ranks."""
    from fuseflow.compiler.parser import _Line

    return _Line(text, 1).statement()


def test_a_reduction_twice_over_one_index():
    program = ff.parse("y = sum[i](sum[i](a[i]))")
    assert ff.parse(str(program)) == program


def test_programs_with_a_nan_in_where_are_equal():
    assert ff.parse("y[i] = where(p[i], a[i], nan)") == ff.parse("y[i] = where(p[i], a[i], 0 / 0)")


@pytest.mark.parametrize("name", ["inf", "nan", "and", "or", "not"])
def test_reserved_words_are_no_names(name):
    with pytest.raises(ff.ProgramError, match=name):
        ff.parse(f"{name} = s * t")


# --- implied sums ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, printed",
    [
        ("C[i,j] = A[i,k] * B[k,j]", "C[i,j] = sum[k](A[i,k] * B[k,j])"),
        ("y[i] = A[i,j] + b[i]", "y[i] = sum[j](A[i,j]) + b[i]"),
        ("y[i] = b[i] + A[i,j]", "y[i] = b[i] + sum[j](A[i,j])"),
        ("y[i] = b[i] - A[i,j] + c[i]", "y[i] = b[i] - sum[j](A[i,j]) + c[i]"),
        ("y[i] = A[i,j] * x[j] + B[i,j] * z[j]", "y[i] = sum[j](A[i,j] * x[j]) + sum[j](B[i,j] * z[j])"),
        ("y = A[i,j]", "y = sum[i,j](A[i,j])"),
        ("y[i] = -A[i,j]", "y[i] = sum[j](-A[i,j])"),
        ("y[i] = A[i,j] / 2", "y[i] = sum[j](A[i,j] / 2)"),
        ("y[i] = relu(A[i,j] * x[j])", "y[i] = relu(sum[j](A[i,j] * x[j]))"),
        ("y[i] = relu(A[i,j] * x[j] + b[i])", "y[i] = relu(sum[j](A[i,j] * x[j]) + b[i])"),
        ("y[i] = c[i] * relu(A[i,j])", "y[i] = c[i] * relu(sum[j](A[i,j]))"),
        ("y[i] = c[i] * (A[i,j] + b[i])", "y[i] = c[i] * (sum[j](A[i,j]) + b[i])"),
        ("y[i] = x[j] * (A[i,j] + b[i])", "y[i] = sum[j](x[j] * (A[i,j] + b[i]))"),
        ("y[i] = max(A[i,j], b[i])", "y[i] = max(sum[j](A[i,j]), b[i])"),
        ("y[i] = where(p[i], A[i,j], 0)", "y[i] = where(p[i], sum[j](A[i,j]), 0)"),
        ("y[i] = max[k](A[i,j] * B[j,k])", "y[i] = max[k](sum[j](A[i,j] * B[j,k]))"),
        ("y[i] = sum[k](A[i,k]) * B[i,k]", "y[i] = sum[k](sum[k](A[i,k]) * B[i,k])"),
        ("S[q,n] = where(P[q,n], Q[q,d] * K[n,d], -inf)", "S[q,n] = where(P[q,n], sum[d](Q[q,d] * K[n,d]), -inf)"),
    ],
)
def test_implied_sums(text, printed):
    statement = ff.parse(text).statements[0]
    assert str(statement) == printed
    assert ff.parse(printed).statements[0] == statement


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code, text, under",
    [
        ("FF-E101", "y[i] = a[i] $ b[i]", "$"),
        ("FF-E101", "y[i] = a[i] b[i]", "b"),
        ("FF-E101", "y[i] = (a[i]", None),
        ("FF-E101", "y[i] = ", None),
        ("FF-E101", "y[i] a[i]", "a"),
        ("FF-E101", "y[i,i] = a[i]", "i"),
        ("FF-E101", "y[i:n] = a[i]", "n"),
        ("FF-E101", "3 = a[i]", "3"),
        ("FF-E101", "y[i.j] = a[i]", "i.j"),
        ("FF-E101", "y[i] = a[i,]", "]"),
        ("FF-E101", "y[i] = a[]", "]"),
        ("FF-E101", "y[i] = a[i] < b[i] < c[i]", "<"),
        ("FF-E101", "y[i] = a[i]\noutput y z", "z"),
        ("FF-E101", "y[i] = a[i]\noutput y,", None),
        ("FF-E102", "y[i] = foo(a[i])", "foo"),
        ("FF-E102", "y[i] = relu(a[i], b[i])", "relu"),
        ("FF-E102", "y[i] = max(a[i])", "max"),
        ("FF-E102", "y[i] = where(p[i], a[i], b[i])", "where"),
        ("FF-E103", "T[i] = a[i]\nT[i] = b[i]", "T"),
        ("FF-E104", "y[i] = a[i] + a[i,j]", "a[i,j]"),
        ("FF-E104", "T[i] = a[i]\ny[i] = b[i] + T[i,j]", "T[i,j]"),
        ("FF-E106", "y[i,n] = a[i]", "y[i,n]"),
        ("FF-E107", "y[i] = A[i,j] * relu(B[i,j])", "B[i,j]"),
        ("FF-E107", "y[i] = max(A[i,j], B[i,j])", "A[i,j]"),
        ("FF-E107", "y[i] = where(P[i,j], a[i], 0)", "P[i,j]"),
        ("FF-E107", "y[i] = where(P[i,j], A[i,j], 0)", "P[i,j]"),
        ("FF-E108", "y[i] = T[i]\nT[i] = a[i]", "T[i]"),
        ("FF-E108", "y[i] = y[i]", "y[i]"),
        ("FF-U001", "y[i] = a[i+1]", "i+"),
        ("FF-U001", "y[i] = a[3]", "3"),
        ("FF-U001", "y[i] = x[src[i]]", "src["),
        ("FF-U001", "y[2*i] = a[i]", "2"),
    ],
)
def test_errors_have_a_caret(code, text, under):
    """`under` is what the caret is under; None: just after the end of the line."""
    with pytest.raises(ff.FuseflowError) as caught:
        ff.parse(text)
    error = caught.value
    assert error.code == code
    line, caret = error.where.split("\n")
    assert line.split(": ", 1)[-1] in text
    start, end = re.search(r"\^+", caret).span()
    assert caret.strip("^ ") == ""
    if under is None:
        assert start == len(line.rstrip()) or start == len(line)
    else:
        assert line[start:end] == under


@pytest.mark.parametrize(
    "code, text, name",
    [
        ("FF-E101", "", "no statement"),
        ("FF-E101", "y[i] = a[i]\noutput y\noutput y", "second"),
        ("FF-E103", "y[i] = a[i]\noutput y, y", "twice"),
        ("FF-E108", "y[i] = a[i]\noutput z", "'z'"),
        ("FF-E101", "y[i] = sum[j,j](A[i,j])", "twice"),
    ],
)
def test_errors_of_a_program(code, text, name):
    with pytest.raises(ff.ProgramError, match=name) as caught:
        ff.parse(text)
    assert caught.value.code == code


A = {"A": [[1.0, 2.0], [3.0, 4.0]]}


@pytest.mark.parametrize(
    "code, text, x, under",
    [
        ("FF-E105", "y[i] = A[i,j] * x[j]", [1.0, 2.0, 3.0], "x[j]"),
        ("FF-E105", "y[i:3] = A[i,j] * x[j]", [1.0, 2.0], "A[i,j]"),
        ("FF-E105", "y[i] = A[i,j] * x[j]", [1.0], "x[j]"),
        ("FF-E104", "y[i] = A[i,j] * x[j]", [[1.0]], "x[j]"),
    ],
)
@pytest.mark.parametrize("act", [lambda p, t: p.evaluate(**t), ff.compile], ids=["evaluate", "compile"])
def test_errors_of_sizes(code, text, x, under, act):
    tensors = {name: ff.tensor(v, dtype="float32") for name, v in {**A, "x": x}.items()}
    with pytest.raises(ff.ProgramError) as caught:
        act(ff.parse(text), tensors)
    assert caught.value.code == code
    line, caret = caught.value.where.split("\n")
    start, end = re.search(r"\^+", caret).span()
    assert line[start:end] == under


def test_programs_are_values():
    a, b = ff.parse("y[i] = a[i] * nan"), ff.parse("# same\ny[i]=a[i]*nan")
    assert a == b and hash(a) == hash(b) and isinstance(a, einsum.Program)
    assert ff.parse("y[i] = a[i] + 0") != ff.parse("y[i] = a[i] + -0")
