package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"easel/engine/problem"
)

// maxInput is how much of standard input is read, in bytes: far more than any
// generator takes, so that what is too long gets the sentence that says by how
// much.
const maxInput = 4 << 20

// dash is the argument that stands for standard input.
const dash = "-"

// oneText is the one text that a command works on: its argument, or all of
// standard input when the argument is missing or "-". what is its name
// ("an idea"), example how it is given.
func (a *app) oneText(ctx context.Context, args []string, what, example string) (string, error) {
	if len(args) > 1 {
		return "", tooMany(args, what)
	}
	if len(args) == 1 && args[0] != dash {
		return checkText(args[0], what, example)
	}
	text, err := a.readInput(ctx, len(args) == 1, what, example)
	if err != nil {
		return "", err
	}
	return checkText(text, what, example)
}

// manyTexts are the texts that a command works on one by one: its arguments
// with "-" standing for the lines of standard input, or those lines alone when
// there is no argument.
func (a *app) manyTexts(ctx context.Context, args []string, what, example string) ([]string, error) {
	if len(args) == 0 || slices.Contains(args, dash) {
		input, err := a.readInput(ctx, len(args) > 0, what, example)
		if err != nil {
			return nil, err
		}
		if json.Valid([]byte(input)) && strings.ContainsAny(strings.TrimSpace(input)[:1], "[{") {
			return nil, usage("Standard input is JSON, and its lines are no "+withoutArticle(what)+"s",
				"Give the text alone, for example through: jq -r .prompt.text")
		}
		args = withLines(args, input)
	}
	texts := make([]string, 0, len(args))
	for _, arg := range args {
		text, err := checkText(arg, what, example)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return nil, noText(what, example)
	}
	return texts, nil
}

// withLines puts the lines that are not blank in the place of the first "-". A
// line as vary prints it, TITLE<TAB>PROMPT, stands for its prompt.
func withLines(args []string, input string) []string {
	var lines []string
	for line := range strings.Lines(input) {
		if line = strings.TrimSpace(line); line != "" {
			if _, text, titled := strings.Cut(line, "\t"); titled {
				line = text
			}
			lines = append(lines, line)
		}
	}
	at := max(slices.Index(args, dash), 0)
	rest := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == dash })
	return slices.Insert(rest, at, lines...)
}

// readInput reads standard input to its end, or until ctx is cancelled. A
// terminal is read only when "-" asked for it: a missing argument there was
// forgotten.
func (a *app) readInput(ctx context.Context, asked bool, what, example string) (string, error) {
	if a.In == nil || a.InTerminal && !asked {
		return "", noText(what, example)
	}
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(a.In, maxInput+1))
		done <- result{data, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case r := <-done:
		switch {
		case r.err != nil:
			return "", problem.Wrap(r.err, problem.Failed, fmt.Sprintf("Standard input could not be read: %v", r.err), "")
		case len(r.data) > maxInput:
			return "", usage("Standard input has more than 4 MiB", "Give "+what+" of at most a few pages")
		}
		return strings.TrimPrefix(string(r.data), "\ufeff"), nil
	}
}

// checkText refuses what is empty or no text.
func checkText(text, what, example string) (string, error) {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return "", usage("That is not text in UTF-8", "Give "+what+" in words: "+example)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return "", noText(what, example)
	}
	return text, nil
}

func noText(what, example string) error {
	return usage("There is no "+withoutArticle(what), "Give one: "+example)
}

// tooMany is the mistake of forgotten quotes.
func tooMany(args []string, what string) error {
	all := strings.Join(args, " ")
	const most = 60
	if r := []rune(all); len(r) > most {
		all = string(r[:most]) + "..."
	}
	return usage(fmt.Sprintf("This takes one %s, and there are %d", withoutArticle(what), len(args)),
		fmt.Sprintf("Put it in quotes: %q", all))
}

func withoutArticle(what string) string {
	_, noun, found := strings.Cut(what, " ")
	if !found {
		return what
	}
	return noun
}

// noArguments refuses arguments where none belong.
func noArguments(args []string, command string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(fmt.Sprintf("easel %s takes no arguments, and there is %q", command, args[0]), "See: easel "+command+" --help")
}
