package command

import (
	"context"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine/library"
)

// takesQuery marks a command whose arguments are a query.
const takesQuery = "query"

// aboutQueries is what the help of such a command says of them.
const aboutQueries = "Words are found in any order, and each may be the beginning of one. \"a phrase\" stands together, -word must " +
	"not be there. Said of them rather than in them: tag:sea by:openai model:flux size:>1024 cost:>0.1 before:2026-11 after:2026-11-05. "

// withWordsApart puts the words of a query that begin with a dash behind the
// flags, where they are none: people write -people as they do in the studio, and
// need no -- for it. Flags with one letter stay what they are.
func withWordsApart(root *cobra.Command, args []string) []string {
	c, _, err := root.Find(args)
	if err != nil || c.Annotations[takesQuery] == "" {
		return args
	}
	c.InitDefaultHelpFlag()
	_ = c.InheritedFlags() // joins them with its own
	var plain, words []string
	value := false // of the flag before
	for i, arg := range args {
		if arg == "--" && !value {
			words = append(words, args[i+1:]...)
			break
		}
		isWord := strings.HasPrefix(arg, "-") && !strings.HasPrefix(arg, "--") && arg != "-"
		if isWord = isWord && !value && (len(arg) > 2 || c.Flags().ShorthandLookup(arg[1:]) == nil); isWord {
			words = append(words, arg)
		} else {
			plain = append(plain, arg)
		}
		flag := c.Flags().Lookup(strings.TrimPrefix(arg, "--"))
		value = !value && strings.HasPrefix(arg, "--") && flag != nil && flag.NoOptDefVal == ""
	}
	if len(words) == 0 {
		return args
	}
	return append(append(plain, "--"), words...)
}

// beforeQuotes is what may stand before a quote in a query.
var beforeQuotes = regexp.MustCompile(`^-?(?:[A-Za-z]+:)?`)

// queryText puts arguments together again: a single one is a query as in the
// studio; among several, one with spaces in it had quotes before the shell took
// them.
func queryText(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	parts := make([]string, len(args))
	for i, arg := range args {
		if parts[i] = arg; strings.Contains(arg, " ") && !strings.Contains(arg, `"`) {
			before := beforeQuotes.FindString(arg)
			parts[i] = before + `"` + arg[len(before):] + `"`
		}
	}
	return strings.Join(parts, " ")
}

// search reads page after page of what a query finds among one kind, at most
// limit of them, and notes what in it is not understood.
func (a *app) search(ctx context.Context, lib *library.Library, args []string, kind library.Kind, limit int) ([]library.Found, error) {
	q := library.ParseQuery(queryText(args), a.Now().Location())
	for _, sentence := range q.Unclear {
		a.note(sentence)
	}
	q.Kinds = []library.Kind{kind}
	if err := lib.CatchUp(ctx, nil); err != nil {
		return nil, err
	}
	const most = 500
	var all []library.Found
	var after *library.Cursor
	for {
		page, err := lib.Search(ctx, q, after, most)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Found...)
		if limit > 0 && len(all) >= limit {
			return all[:limit], nil
		}
		if after = page.More; after == nil {
			return all, nil
		}
	}
}
