package command

import (
	"context"
	"io"
	"slices"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"

	"easel/engine/config"
	"easel/engine/problem"
)

// Run runs the command that the arguments (without the program's name) ask for
// and returns the exit code: 0 done, 1 failed, 2 used wrongly, 3 refused, 4 not
// configured, 5 over the budget, 130 interrupted. Cancelling ctx is an
// interruption; what was finished by then is kept.
func Run(ctx context.Context, args []string, p Process) int {
	a := &app{Process: p, overrides: config.Overrides{}, progress: newProgressLine(p)}
	root := newRoot(a)
	root.SetArgs(withWordsApart(root, args))

	err := a.execute(ctx, root)
	if closing := a.close(); err == nil {
		err = closing
	}
	if err == nil {
		return 0
	}
	trouble := problem.Of(err)
	if ctx.Err() != nil && (trouble.Kind != problem.Interrupted || trouble.Hint == "") {
		trouble = problem.Wrap(err, problem.Interrupted, "Stopped", "What was finished by then is kept")
	}
	a.reportError(trouble, wantsJSON(args))
	return trouble.Kind.ExitCode()
}

// execute runs the tree. fang gives it help, version and completions. Errors of
// commands are kept in app and do not pass through fang: for its own way of
// printing them it asks the terminal for its colours and waits for the answer.
// A dumb terminal would show that question as text, so there cobra's plain
// help does.
func (a *app) execute(ctx context.Context, root *cobra.Command) error {
	var err error
	if a.OutTerminal && a.dumb() {
		root.SilenceErrors, root.SilenceUsage, root.Version = true, true, a.Version
		err = root.ExecuteContext(ctx)
	} else {
		err = fang.Execute(ctx, root, fang.WithoutManpage(), fang.WithVersion(a.Version), fang.WithCommit(a.Commit),
			fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}))
	}
	if err != nil {
		return usage(err.Error(), "See: easel --help")
	}
	return a.failure
}

// wantsJSON says whether the arguments ask for JSON, also where they could not
// be parsed.
func wantsJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--json") || slices.Contains(args, "--json=true")
}
