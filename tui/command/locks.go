package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/prompt"
)

func lockFlag(c *cobra.Command, locks *[]string) {
	c.Flags().StringArrayVar(locks, "lock", nil, "Words of the prompt that no rewrite may change; again for more")
}

// lockedPrompt is a text as a prompt with some of its words locked, and the
// words that it does not have.
func lockedPrompt(text string, words []string) (p prompt.Prompt, missing []string) {
	p.Text = text
	for _, w := range words {
		if at := strings.Index(text, w); at < 0 || strings.TrimSpace(w) == "" {
			missing = append(missing, w)
		} else if !slices.ContainsFunc(p.Locks, func(l prompt.Lock) bool { return l.At <= at && at+len(w) <= l.End() }) {
			p.Locks = prompt.ToggleLock(p.Locks, text, at, at+len(w))
		}
	}
	return p, missing
}

func noSuchWords(words string) error {
	return usage(fmt.Sprintf("The prompt does not have the words %q, so they cannot be locked", words), "Write them exactly as they stand in it")
}

// lock locks those of the words that the prompt has by now; the rest may come
// with a later change.
func (o *refineCommand) lock(ctx context.Context, s *engine.OpenSession) error {
	current, _ := s.State().Current()
	wanted, missing := lockedPrompt(current.Text, o.locks)
	o.locks = missing
	for _, l := range wanted.Locks {
		if slices.Contains(current.Locks, l) {
			continue
		}
		if _, err := s.ToggleLock(ctx, current.ID, l.At, l.End()); err != nil {
			return err
		}
	}
	return nil
}
