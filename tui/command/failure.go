package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"easel/engine/problem"
	"easel/tui/term"
)

// errorJSON is how an error is written with --json.
type errorJSON struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

func errorOf(p *problem.Problem) errorJSON {
	return errorJSON{Kind: string(p.Kind), Message: oneLine(p.Message), Hint: oneLine(p.Hint)}
}

// reportError writes a problem as the last line of standard error. An error in
// doing so has nobody left to tell.
func (a *app) reportError(p *problem.Problem, asJSON bool) {
	a.progress.clear()
	if asJSON {
		line, err := json.Marshal(struct {
			Error errorJSON `json:"error"`
		}{errorOf(p)})
		if err == nil {
			_, _ = fmt.Fprintf(a.Err, "%s\n", line)
		}
		return
	}
	line := "easel: " + oneLine(p.Error())
	if a.ErrTerminal {
		line = term.SafeLine(line)
	}
	_, _ = fmt.Fprintln(a.Err, line)
}

// oneLine puts text on one line, as lists and errors need it.
func oneLine(text string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(strings.TrimSpace(text))
}

// usage is a problem with how easel was called.
func usage(message, hint string) error { return problem.New(problem.Usage, message, hint) }

// flagProblem puts what the flag library says into a sentence with what to do.
func flagProblem(c *cobra.Command, err error) error {
	help := "See: " + c.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return usage(fmt.Sprintf("%s has no flag %s", c.CommandPath(), dashed(unknown.GetSpecifiedName())), help)
	case errors.As(err, &missing):
		return usage(fmt.Sprintf("%s needs a value", dashed(missing.GetSpecifiedName())), help)
	case errors.As(err, &invalid):
		return usage(fmt.Sprintf("%s cannot be %q", dashed(flagName(invalid.GetFlag())), invalid.GetValue()), hintOf(invalid.Unwrap(), help))
	}
	return usage(err.Error(), help)
}

func dashed(name string) string {
	if len([]rune(name)) == 1 {
		return "-" + name
	}
	return "--" + name
}

// flagName is the name that people know a flag by.
func flagName(f *pflag.Flag) string {
	if f.Shorthand != "" {
		return f.Shorthand
	}
	return f.Name
}

// hintOf is what a flag's own Set says; what the flag library's own types say
// is for programmers.
func hintOf(cause error, otherwise string) string {
	var p *problem.Problem
	if errors.As(cause, &p) {
		return p.Hint
	}
	return otherwise
}
