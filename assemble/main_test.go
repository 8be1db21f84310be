package assemble_test

import (
	"testing"

	"omnibus/assemble/work/worktest"
)

func TestMain(m *testing.M) { worktest.Main(m) }
