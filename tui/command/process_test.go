package command

import (
	"strings"
	"testing"
)

func TestVariablesOfTheEnvironment(t *testing.T) {
	environ := []string{"HOME=/a", `=C:=C:\`, "LOCALAPPDATA=local", "HOME=/b", "EMPTY=full", "EMPTY=", "odd", "X=a=b"}
	exactly := func(a, b string) bool { return a == b }
	for _, c := range []struct {
		name string
		same func(a, b string) bool
		want string
	}{
		{"HOME", exactly, "/b"}, {"EMPTY", exactly, ""}, {"X", exactly, "a=b"}, {"odd", exactly, ""}, {"unset", exactly, ""},
		{"LocalAppData", exactly, ""}, {"LocalAppData", strings.EqualFold, "local"},
	} {
		if got := valueOf(environ, c.name, c.same); got != c.want {
			t.Errorf("%s is %q, want %q", c.name, got, c.want)
		}
	}
}
