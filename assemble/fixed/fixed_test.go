package fixed

import "testing"

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		what      string
		got, want int64
	}{
		{"10.5 points", int64(Of(10.5)), 10_500_000}, {"595.28 points", int64(Of(595.28)), 595_280_000}, {"-0.0000005", int64(Of(-0.0000005)), -1},
		{"an em", int64(Of(10.5).Em(333)), 3_496_500}, {"kerning", int64(Of(10.5).Em(-74)), -777_000}, {"half up", int64(Points(1).Em(500)), 1}, {"half down", int64(Points(-1).Em(500)), -1},
		{"less than half", int64(Points(1).Em(499)), 0},
		{"times", int64(Of(10.5).Times(RatioOf(0.65))), 6_825_000}, {"times, below", int64(Of(-3).Times(RatioOf(0.5))), -1_500_000},
		{"over", int64(Of(3).Over(Of(2))), 1_500_000}, {"over, below", int64(Of(-1).Over(Of(3))), -333_333}, {"over a negative", int64(Of(1).Over(Of(-3))), -333_333},
		{"large", int64(Of(14400).Em(100_000)), 1_440_000_000_000},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, not %d", c.what, c.got, c.want)
		}
	}
	if Of(10.5).Float() != 10.5 || RatioOf(0.14).Float() != 0.14 {
		t.Error("a float is not the length or ratio that it was made of")
	}
}

func TestAppend(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 2, "0"}, {12, 2, "12"}, {12.5, 2, "12.5"}, {12.345, 2, "12.35"}, {12.344, 2, "12.34"}, {12.05, 2, "12.05"}, {12.005, 3, "12.005"}, {-0.001, 2, "0"},
		{-0.005, 2, "-0.01"}, {-12.5, 1, "-12.5"}, {-12.5, 0, "-13"}, {0.999, 2, "1"}, {0.000001, 6, "0.000001"}, {100, 0, "100"}, {1000.1, 3, "1000.1"},
	} {
		if got := string(Of(c.v).Append(nil, c.decimals)); got != c.want {
			t.Errorf("%g with %d decimals: %s, not %s", c.v, c.decimals, got, c.want)
		}
	}
}
